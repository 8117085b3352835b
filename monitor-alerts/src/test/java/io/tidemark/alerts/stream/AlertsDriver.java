package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Notification;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.SeverityLevel;
import io.tidemark.wire.codec.CommandCodec;
import io.tidemark.wire.codec.EpisodeRecordCodec;
import io.tidemark.wire.codec.NotificationCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;

/** The alerts application on the test driver, and what it says in words. */
final class AlertsDriver implements AutoCloseable {
    static final Topics TOPICS = new Topics();
    static final WaitingRules WAITING = new WaitingRules(Duration.ofSeconds(5), Duration.ofMinutes(1), 3);

    private final AtomicLong unreadable = new AtomicLong();
    private final TopologyTestDriver driver;
    private final Set<ContentHash> ids = new HashSet<>();
    private long now = Verdicts.HOUR;

    AlertsDriver() {
        this(EndpointAlerts.DEFAULT);
    }

    AlertsDriver(EndpointAlerts endpoints) {
        AlertsSettings base = AlertsSettings.of(
                "test", Map.of("bootstrap.servers", "localhost:1"), TOPICS, Path.of("target", "alerts-driver"));
        AlertsSettings settings = new AlertsSettings(
                base.applicationId(),
                base.client(),
                base.topics(),
                base.stateDirectory(),
                false,
                1,
                base.commitInterval(),
                endpoints);
        driver = new TopologyTestDriver(
                AlertStreams.topology(settings, 1, WAITING, unreadable),
                AlertsProperties.of(settings),
                Instant.ofEpochMilli(now));
    }

    <T> void send(Topic<String, T> topic, T value) {
        pipe(topic.name(), topic.valueSerde().serializer(), value);
    }

    void sendBytes(Topic<?, ?> topic, byte[] value) {
        pipe(topic.name(), new ByteArraySerializer(), value);
    }

    private <T> void pipe(String topic, Serializer<T> serializer, T value) {
        driver.createInputTopic(topic, new StringSerializer(), serializer).pipeInput("key", value, now++);
    }

    /** A whole window of the endpoint churn. */
    void window(int number, SeverityLevel severity, String... features) {
        Verdicts.report("churn", number, List.of(features)).forEach(part -> send(TOPICS.reports(), part));
        Verdicts.violations("churn", number, List.of(features), severity)
                .forEach(violation -> send(TOPICS.violations(), violation));
    }

    void say(Episode episode, Command command) {
        send(TOPICS.episodeCommands(), CommandCodec.toAvro(episode, command));
    }

    /** Time of the machine goes on. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The notifications since the last call; none of them may repeat an id. */
    List<Notification> notifications() {
        List<Notification> told = read(TOPICS.notifications()).stream()
                .map(NotificationCodec::toDomain)
                .toList();
        told.forEach(notification -> {
            if (!ids.add(notification.id())) {
                throw new AssertionError("told twice: " + notification);
            }
        });
        return told;
    }

    /** The notifications since the last call, in words: window: kind code feature, ... */
    List<String> told() {
        return notifications().stream().map(AlertsDriver::words).toList();
    }

    static String words(Notification notification) {
        List<String> changes = new ArrayList<>();
        notification
                .changes()
                .forEach(change -> changes.add((change.kind() + " "
                                + change.episode().fingerprint().code() + " "
                                + change.episode().fingerprint().feature())
                        .strip()));
        return notification.startMs() / Verdicts.HOUR + ": " + String.join(", ", changes);
    }

    List<Episode> episodes() {
        return read(TOPICS.episodes()).stream()
                .map(EpisodeRecordCodec::toDomain)
                .toList();
    }

    private <T> List<T> read(Topic<String, T> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readValuesToList();
    }

    long unreadable() {
        return unreadable.get();
    }

    long rows(String store) {
        long rows = 0;
        try (var all = driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                rows++;
            }
        }
        return rows;
    }

    @Override
    public void close() {
        driver.close();
    }
}
