package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.episode.Change;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeBook;
import io.tidemark.core.episode.EpisodeMachine;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.replay.CaptureNames;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.codec.EpisodeRecordCodec;
import io.tidemark.wire.codec.NotificationCodec;
import io.tidemark.wire.codec.ViolationCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The verdicts of the drift application on the bundled census stream, whose drift is injected, and what they make. */
final class AdultVerdicts {
    static final int PARTITIONS = 2;
    static final String ENDPOINT = "census-income";

    private static final Path EXAMPLES = Path.of("..", "examples", "adult");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LiveTopics source;

    private AdultVerdicts(LiveTopics source) {
        this.source = source;
    }

    /** Has the drift application judge the stream. */
    static AdultVerdicts judged(Path state) throws Exception {
        LiveTopics topics = new LiveTopics(PARTITIONS);
        judge(topics, state);
        return new AdultVerdicts(topics);
    }

    static void judge(LiveTopics topics, Path state) throws Exception {
        topics.activate(
                BaselineJob.run(BaselinePlan.of(EXAMPLES.resolve("train.csv")).withLabel("income"))
                        .baseline(),
                ENDPOINT);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, MonitorConfig.defaults(), state))) {
            LiveApp.replay(EXAMPLES.resolve("capture"), new CaptureNames(ENDPOINT, null), topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(96));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
    }

    /** Sends the parts {@code from} to {@code to}, exclusive, of so many, of all verdicts to other topics. */
    void send(LiveTopics to, int from, int until, int parts) {
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (var topic : List.of(source.names().reports(), source.names().violations())) {
            String name = to.prefix() + topic.name().substring(source.prefix().length());
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int of = partition;
                List<ConsumerRecord<byte[], byte[]>> all = source.broker().readCommitted(topic.name()).stream()
                        .filter(record -> record.partition() == of)
                        .toList();
                all.subList(all.size() * from / parts, all.size() * until / parts)
                        .forEach(record -> sent.add(new ProducerRecord<>(name, of, record.key(), record.value())));
            }
        }
        to.broker().produceBytes(sent);
    }

    /** What people are to hear, in the order of the windows, as the pure book says. */
    List<String> expected() {
        VerdictStream stream = new VerdictStream(ENDPOINT, "AllTraffic", "", VerdictStream.Source.DRIFT);
        EpisodeBook book = new EpisodeBook(stream);
        EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);
        List<Notification> told = new ArrayList<>();
        List<Violation> violations =
                source.violations().stream().map(ViolationCodec::toDomain).toList();
        for (WindowReport report : new TreeMap<>(source.reports()).values()) {
            List<Observation> seen = violations.stream()
                    .filter(violation -> violation.window().equals(report.window()))
                    .map(violation -> observation(stream, violation))
                    .sorted((a, b) -> a.fingerprint().compareTo(b.fingerprint()))
                    .toList();
            boolean isJudged = report.state() == WindowState.OK || report.state() == WindowState.ALARM;
            book.take(
                            new JudgedWindow(
                                    stream, report.window().startMs(), report.windowEndMs(), isJudged, seen, 0),
                            machine)
                    .notification()
                    .ifPresent(told::add);
        }
        return words(told);
    }

    private static Observation observation(VerdictStream stream, Violation violation) {
        return new Observation(
                new Fingerprint(
                        stream,
                        violation.outcome().code(),
                        violation.outcome().feature(),
                        violation.outcome().metric(),
                        ""),
                violation.id(),
                violation.severity(),
                violation.outcome().value(),
                violation.outcome().threshold(),
                violation.description(),
                violation.baselineHash());
    }

    /** The notifications on the topics of a test, each id once, in the order of their windows, in words. */
    static List<String> told(LiveTopics topics) {
        List<Notification> all = notifications(topics);
        assertThat(all).extracting(Notification::id).doesNotHaveDuplicates();
        return words(all);
    }

    static List<Notification> notifications(LiveTopics topics) {
        var topic = topics.names().notifications();
        return topics.broker().readCommitted(topic.name()).stream()
                .map(record -> topic.valueSerde().deserializer().deserialize("", record.value()))
                .map(NotificationCodec::toDomain)
                .toList();
    }

    /** The newest episode of every trouble on the topics of a test. */
    static List<Episode> episodes(LiveTopics topics) {
        var topic = topics.names().episodes();
        TreeMap<ContentHash, Episode> newest = new TreeMap<>(ContentHash.ORDER);
        topics.broker().readCommitted(topic.name()).forEach(record -> {
            Episode episode = EpisodeRecordCodec.toDomain(
                    topic.valueSerde().deserializer().deserialize("", record.value()));
            newest.put(episode.fingerprint().id(), episode);
        });
        return List.copyOf(newest.values());
    }

    private static List<String> words(List<Notification> told) {
        return told.stream()
                .sorted((a, b) -> Long.compare(a.startMs(), b.startMs()))
                .map(notification -> notification.startMs() + " " + notification.severity() + " "
                        + notification.changes().stream()
                                .map(AdultVerdicts::words)
                                .toList())
                .toList();
    }

    private static String words(Change change) {
        return change.kind() + " " + change.episode().fingerprint().code() + " "
                + change.episode().fingerprint().feature() + " "
                + change.episode().told();
    }

    /** How many verdicts and commands are written that the alerts application has not committed. */
    static long lag(LiveTopics topics) {
        return topics.lag(
                AlertsProcess.applicationId(topics.names()),
                topics.names().reports(),
                topics.names().violations(),
                topics.names().episodeCommands(),
                topics.names().operations());
    }
}
