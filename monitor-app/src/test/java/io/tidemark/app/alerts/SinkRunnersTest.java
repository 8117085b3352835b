package io.tidemark.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.RetryPolicy;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.CloudEventRecordFormat;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.format.WebhookFormat;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.routing.QuietHours;
import io.tidemark.alerts.routing.Route;
import io.tidemark.alerts.routing.Route.Selection;
import io.tidemark.alerts.routing.Router;
import io.tidemark.alerts.runner.NotificationRecords;
import io.tidemark.alerts.runner.OperationRecords;
import io.tidemark.alerts.runner.RunnerSettings;
import io.tidemark.alerts.runner.SinkRunners;
import io.tidemark.alerts.runner.SinkSetup;
import io.tidemark.alerts.sink.AddressGuard;
import io.tidemark.alerts.sink.HttpOptions;
import io.tidemark.alerts.sink.HttpSink;
import io.tidemark.alerts.sink.HttpTarget;
import io.tidemark.alerts.sink.KafkaSink;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.EpisodeBook;
import io.tidemark.core.episode.EpisodeMachine;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.avro.OperationReport;
import io.tidemark.wire.codec.NotificationCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Sinks over a real broker: groups, places after a restart, two instances, and what is told of a sink in trouble. */
final class SinkRunnersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofHours(1));

    private final Topics topics = new Topics(SharedBroker.uniqueName("sinks") + ".");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(SharedBroker.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    private int published;

    @BeforeEach
    void prepare() {
        SharedBroker.createTopic(topics.notifications().name(), 3);
        SharedBroker.createTopic(topics.operations().name(), 1);
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        producer.close();
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void sinkInTroubleDoesNotDelayOthersAndGoesOnWhereItWasAfterARestart() {
        List<String> chat = new CopyOnWriteArrayList<>();
        List<String> pager = new CopyOnWriteArrayList<>();
        AtomicBoolean isDown = new AtomicBoolean(true);
        Sink ailing = payload -> {
            if (isDown.get()) {
                return DeliveryResult.failed("down");
            }
            pager.add(payload.id());
            return new DeliveryResult.Delivered();
        };
        SinkRunners first = started(List.of(setup("chat", taking(chat)), setup("pager", ailing)));
        List<String> ids = publish(20);
        await("chat", () -> assertThat(chat).containsExactlyInAnyOrderElementsOf(ids));
        assertThat(pager).isEmpty();
        first.close();

        isDown.set(false);
        started(List.of(setup("chat", taking(chat)), setup("pager", ailing)));
        await("pager", () -> assertThat(pager).containsExactlyInAnyOrderElementsOf(ids));
        assertThat(chat).as("sent once").hasSize(20);
    }

    @Test
    void twoInstancesShareTheWorkAndTakeItOver() {
        List<String> one = new CopyOnWriteArrayList<>();
        List<String> two = new CopyOnWriteArrayList<>();
        SinkRunners first = started(List.of(setup("chat", taking(one))));
        List<String> before = publish(10);
        await("first", () -> assertThat(one).containsExactlyInAnyOrderElementsOf(before));
        started(List.of(setup("chat", taking(two))));
        List<String> during = publish(10);
        await("both", () -> assertThat(distinct(one, two)).containsAll(during));
        first.close();
        List<String> after = publish(10);
        await("second", () -> assertThat(distinct(one, two)).containsAll(after));
        assertThat(distinct(one, two)).hasSize(30);
    }

    private static Set<String> distinct(List<String> one, List<String> two) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(two);
        return all;
    }

    @Test
    void newSinkThatBeginsWithTheLatestIsNotToldOfTheOld() {
        publish(5);
        List<String> told = new CopyOnWriteArrayList<>();
        SinkSetup late = new SinkSetup("late", new WebhookFormat(), taking(told), QUICK, SinkSetup.Start.LATEST);
        started(List.of(late));
        await("its place is committed", () -> assertThat(committed("late")).hasSize(3));
        List<String> fresh = publish(5);
        await("fresh", () -> assertThat(told).containsExactlyInAnyOrderElementsOf(fresh));
    }

    private Set<?> committed(String sink) throws Exception {
        try (var admin = SharedBroker.admin()) {
            return admin.listConsumerGroupOffsets(settings().group(sink))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet();
        }
    }

    @Test
    void whatIsGivenUpIsAFindingOnTheOperations() {
        started(List.of(setup("pager", payload -> new DeliveryResult.Refused("400: no"))));
        publish(1);
        await("finding", () -> assertThat(operations()).isNotEmpty());
        OperationReport report = operations().get(0);
        assertThat(report.getWatch()).isEqualTo("sink/pager");
        assertThat(report.getEndpoint()).isEmpty();
        assertThat(report.getFindings()).singleElement().satisfies(finding -> {
            assertThat(finding.getCode()).isEqualTo("OP004");
            assertThat(finding.getSubject()).isEqualTo("pager");
            assertThat(finding.getText()).contains("400: no");
        });
    }

    @Test
    void eventsGoToAnotherTopicInBinaryMode() {
        String events = SharedBroker.createTopic(SharedBroker.uniqueName("events"), 2);
        Sink sink = KafkaSink.connect(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()), events);
        started(List.of(new SinkSetup("lake", new CloudEventRecordFormat(), sink, QUICK, SinkSetup.Start.EARLIEST)));
        List<String> ids = publish(6);
        await("events", () -> assertThat(SharedBroker.readCommitted(events)).hasSize(6));
        assertThat(SharedBroker.readCommitted(events))
                .extracting(
                        entry -> new String(entry.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void topicThatIsNotThereIsNoArrival() {
        try (KafkaSink sink =
                KafkaSink.connect(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()), "not-there")) {
            assertThat(sink.deliver(new Payload("id", Payload.JSON, "{}"))).isInstanceOf(DeliveryResult.Failed.class);
        }
    }

    /** Fault 44, the sinks' part: logs of everything down to debug and all that is written hold no secret. */
    @Test
    void fault44CanariesAreInNoLogAndNoRecord() throws Exception {
        Level before = ((Logger) LoggerFactory.getLogger("io.tidemark")).getLevel();
        ((Logger) LoggerFactory.getLogger("io.tidemark")).setLevel(Level.DEBUG);
        HttpTarget target = new HttpTarget(
                URI.create("https://127.0.0.1:1/canary-path?canary=1"),
                Map.of("Authorization", "Bearer canary-token"),
                List.of("canary-key"),
                Set.of());
        HttpSink sink = new HttpSink(target, HttpOptions.of(AddressGuard.ofSystem(Set.of()), () -> 0));
        try {
            started(List.of(setup("hook", sink)));
            publish(2);
            await("findings", () -> assertThat(operations()).hasSizeGreaterThanOrEqualTo(2));
        } finally {
            ((Logger) LoggerFactory.getLogger("io.tidemark")).setLevel(before);
        }
        assertThat(log.list).isNotEmpty();
        assertThat(log.list)
                .noneMatch(event -> (event.getFormattedMessage() + event.getThrowableProxy()).contains("canary"));
        for (ConsumerRecord<byte[], byte[]> entry :
                SharedBroker.readCommitted(topics.operations().name())) {
            assertThat(new String(entry.value(), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        }
    }

    private List<OperationReport> operations() {
        Topic<String, OperationReport> topic = topics.operations();
        return SharedBroker.readCommitted(topic.name()).stream()
                .map(entry -> topic.valueSerde().deserializer().deserialize(topic.name(), entry.value()))
                .toList();
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void await(String what, Check check) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(check::run);
    }

    private RunnerSettings settings() {
        return new RunnerSettings(
                Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                topics.notifications().name(),
                topics.prefix(),
                System::currentTimeMillis);
    }

    private SinkRunners started(List<SinkSetup> sinks) {
        List<String> names = sinks.stream().map(SinkSetup::name).toList();
        Router router = new Router(List.of(new Route(Selection.ALL, Severity.MINOR, names, QuietHours.NONE)));
        SinkRunners runners = new SinkRunners(
                sinks,
                settings(),
                router,
                new NotificationRecords(topics.notifications(), new MessageWriter("https://tide.example/{episode}")),
                new OperationRecords(producer, topics.operations()));
        runners.start();
        open.add(runners);
        return runners;
    }

    private static SinkSetup setup(String name, Sink sink) {
        return new SinkSetup(name, new WebhookFormat(), sink, QUICK, SinkSetup.Start.EARLIEST);
    }

    private static Sink taking(List<String> ids) {
        return payload -> {
            ids.add(payload.id());
            return new DeliveryResult.Delivered();
        };
    }

    /** Notifications as the alerts application writes them, each of another endpoint; returns their ids. */
    private List<String> publish(int count) {
        List<ProducerRecord<byte[], byte[]>> entries = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Topic<String, Notification> topic = topics.notifications();
        for (int i = 0; i < count; i++) {
            Notification entry = NotificationCodec.toAvro(
                    notification("endpoint-" + published++), new NotificationCodec.Contact("team", "https://runbook"));
            ids.add(entry.getId());
            entries.add(new ProducerRecord<>(
                    topic.name(),
                    topic.keySerde().serializer().serialize(topic.name(), RecordKeys.of(entry)),
                    topic.valueSerde().serializer().serialize(topic.name(), entry)));
        }
        SharedBroker.produceBytes(entries);
        return ids;
    }

    private static io.tidemark.core.episode.Notification notification(String endpoint) {
        VerdictStream stream = new VerdictStream(endpoint, "AllTraffic", "", VerdictStream.Source.DRIFT);
        Observation seen = new Observation(
                new Fingerprint(stream, "DR002", "age", "ksRobust", ""),
                ContentHash.of(endpoint.getBytes(StandardCharsets.UTF_8)),
                Severity.MAJOR,
                0.31,
                0.1,
                "age: KS distance is 0.31 above 0.1",
                ContentHash.NONE);
        return new EpisodeBook(stream)
                .take(
                        new JudgedWindow(stream, 0, 3_600_000, true, List.of(seen), 3_600_000),
                        new EpisodeMachine(new EpisodePolicy(1, 1, 1)))
                .notification()
                .orElseThrow();
    }
}
