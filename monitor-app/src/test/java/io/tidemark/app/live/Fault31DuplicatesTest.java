package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.DeadLetterReplay;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.LetterFilter;
import io.tidemark.replay.LetterOrigin;
import io.tidemark.replay.Verifier;
import io.tidemark.replay.VerifyPlan;
import io.tidemark.replay.VerifyResult;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault 31 and what goes with it: repeats, broken records and restarts change no verdict, and the books balance. */
@Tag("broker")
class Fault31DuplicatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final long START = Traffic.START.toEpochMilli();

    @TempDir
    private Path folder;

    @Test
    void repeatsAndBrokenRecordsChangeNoVerdictAndTheLedgerBalances() throws Exception {
        Traffic traffic = new Traffic(31, 5, 200);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), "fraud");
        AuditResult clean = Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()));
        spoil(captures);
        LiveTopics topics = new LiveTopics(3);
        topics.activate(baseline, "fraud");
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("state")))) {
            LiveApp.replay(captures, topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(clean.reports()));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        Books books = new Books(topics);
        books.assertVerdictsOf(clean);
        books.assertLedgerChecks(CONFIG);
        assertThat(sum(topics, LedgerRow::getDuplicate)).isEqualTo(5 * 50);
        assertThat(sum(topics, LedgerRow::getDeadLettered)).isEqualTo(5);
        VerifyResult verified = verify(topics, captures);
        assertThat(verified.isProof()).isTrue();
        assertThat(verified.followed().duplicates()).isEqualTo(5 * 50);
    }

    /** Doubles every fourth record of each hour, and adds a line that is no record. */
    private static void spoil(Path captures) throws Exception {
        try (Stream<Path> files = Files.walk(captures)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> lines = new ArrayList<>(Files.readAllLines(file));
                for (int i = 196; i >= 0; i -= 4) {
                    lines.add(lines.get(i));
                }
                lines.add(7, "{\"captureData\":");
                Files.write(file, lines);
            }
        }
    }

    @Test
    void aRepeatIsKnownAfterARestartAndLateAfterItsWindow() {
        MonitorConfig config = MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(10), Duration.ZERO))
                .withTiming(
                        new MonitorConfig.Timing(Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofMinutes(5)));
        LiveTopics topics = new LiveTopics(1);
        Captures captures = new Captures(topics);
        DriftSettings settings = LiveApp.settings(topics, config, folder);
        try (MonitorStreams app = LiveApp.start(settings)) {
            captures.add(0, "fraud", START, 5).send();
            await().atMost(PATIENCE).until(() -> topics.lag() == 0);
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        String twoDays = Instant.ofEpochMilli(START).plus(Duration.ofDays(2)).toString();
        try (MonitorStreams app = LiveApp.start(settings)) {
            again(captures, "fraud-0-3", Traffic.START.toString());
            captures.end(0, "fraud", START).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            again(captures, "fraud-0-3", twoDays);
            captures.add(0, "fraud", Instant.parse(twoDays).toEpochMilli(), 8);
            again(captures, "fraud-0-3", Traffic.START.toString());
            captures.end(0, "fraud", Instant.parse(twoDays).toEpochMilli()).send();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(topics.ledger(LedgerScope.LATE)).hasSize(1));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(topics.reports().values())
                .extracting(WindowReport::records)
                .first()
                .isEqualTo(5L);
        assertThat(sum(topics, LedgerRow::getDuplicate))
                .as("known after the restart")
                .isEqualTo(1);
        assertThat(sum(topics, LedgerRow::getDedupUnchecked))
                .as("two days later")
                .isEqualTo(1);
        new Books(topics).assertLedgerChecks(config);
    }

    @Test
    void aDeadLetterThatIsSentAgainIsCountedOnce() throws Exception {
        LiveTopics topics = new LiveTopics(2);
        Captures captures = new Captures(topics);
        captures.add(1, "fraud", START, 3).add(0, "churn", START, 2).send();
        DriftSettings base = LiveApp.settings(topics, CONFIG, folder);
        try (MonitorStreams app = LiveApp.start(declaring(base, Set.of("fraud")))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.deadLetters()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        try (MonitorStreams app = LiveApp.start(declaring(base, Set.of("fraud", "churn")))) {
            DeadLetterReplay.Result first = replayLetters(topics);
            DeadLetterReplay.Result second = replayLetters(topics);
            captures.end(0, "churn", START).end(1, "churn", START).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));

            assertThat(first.sent()).extracting(LetterOrigin::attempt).containsExactly(1, 1);
            assertThat(second.sent()).isEmpty();
            assertThat(second.already()).hasSize(2);
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(2L);
        new Books(topics).assertLedgerChecks(CONFIG);
    }

    private static DriftSettings declaring(DriftSettings base, Set<String> endpoints) {
        return new DriftSettings(
                base.applicationId(),
                base.client(),
                base.topics(),
                base.monitors(),
                new EndpointPolicy(endpoints, ""),
                base.stateDirectory(),
                base.stores(),
                base.threads(),
                base.commitInterval());
    }

    private static DeadLetterReplay.Result replayLetters(LiveTopics topics) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client()));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(KafkaReplayer.producerSettings(client()))) {
            return new DeadLetterReplay(consumer, producer, topics.names()).replay(LetterFilter.all(), false);
        }
    }

    private static VerifyResult verify(LiveTopics topics, Path captures) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client()))) {
            return new Verifier(consumer, topics.names(), null).verify(VerifyPlan.of(captures, CONFIG, Instant.now()));
        }
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", SharedBroker.bootstrapServers());
        return client;
    }

    private static void again(Captures captures, String id, String time) {
        captures.raw(0, "fraud", id, Captures.json(id, time));
    }

    private static long sum(LiveTopics topics, ToLongFunction<LedgerRow> figure) {
        return topics.ledger(LedgerScope.PARTITION).stream().mapToLong(figure).sum();
    }
}
