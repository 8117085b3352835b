package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand poison records of forty kinds among good ones: each is named, no good one suffers. */
@Tag("broker")
class Fault19PoisonTest {
    private static final long SEED = 19;
    private static final int POISON = 10_000;
    private static final int PARTITIONS = 3;
    private static final int HOURS = 8;

    /** Good records and rounds; more with {@code -Dscale.good=200000}, for the figures in docs/performance.md. */
    private static final int GOOD = Integer.getInteger("scale.good", 8_000);

    private static final int ROUNDS = System.getProperty("scale.good") == null ? 1 : 4;

    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<PoisonRecords.Kind> KINDS = PoisonRecords.kinds();

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void everyPoisonRecordIsNamedAndEveryGoodOneCounted() throws Exception {
        assertThat(KINDS).hasSize(40);
        assertThat(KINDS).extracting(PoisonRecords.Kind::name).doesNotHaveDuplicates();
        Traffic traffic = new Traffic(SEED, HOURS, GOOD / HOURS);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), "fraud");
        AuditResult audit = Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()));
        List<String> good = lines(captures);

        double poisonedSeconds = Double.MAX_VALUE;
        double cleanSeconds = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            LiveTopics poisoned = new LiveTopics(PARTITIONS);
            send(poisoned, good, POISON);
            poisonedSeconds = Math.min(poisonedSeconds, run(poisoned, baseline, audit));
            assertThat(reasonsByKind(poisoned)).as("seed %d", SEED).isEqualTo(expectedReasons());
            assertThat(poisoned.deadLetters()).hasSize(POISON);
            new Books(poisoned).assertEveryRecordAccounted(good.size() + POISON, PARTITIONS);
            new Books(poisoned).assertLedgerChecks(CONFIG);
            LiveTopics clean = new LiveTopics(PARTITIONS);
            send(clean, good, 0);
            cleanSeconds = Math.min(cleanSeconds, run(clean, baseline, audit));
            assertThat(clean.deadLetters()).isEmpty();
        }
        keep(good.size(), cleanSeconds, poisonedSeconds);
    }

    private static void keep(int good, double cleanSeconds, double poisonedSeconds) throws IOException {
        Evidence.keep(
                Fault19PoisonTest.class,
                String.format(
                        Locale.ROOT,
                        "good records a second, best of %d: %.0f without poison, %.0f with %d poison records among %d:"
                                + " ratio %.2f",
                        ROUNDS,
                        good / cleanSeconds,
                        good / poisonedSeconds,
                        POISON,
                        good,
                        cleanSeconds / poisonedSeconds));
    }

    /** Sends the good records in their order, dealt to the partitions, with poison spread among them. */
    private void send(LiveTopics topics, List<String> good, int poison) {
        Captures captures = new Captures(topics);
        int sent = 0;
        for (int i = 0; i < good.size(); i++) {
            captures.raw(i % PARTITIONS, "fraud", "good", good.get(i));
            while (sent < (long) poison * (i + 1) / good.size()) {
                PoisonRecords.Kind kind = KINDS.get(sent % KINDS.size());
                captures.bytes(
                        sent % PARTITIONS,
                        kind.endpoint(),
                        kind.name(),
                        kind.make().apply(random));
                sent++;
            }
        }
        long last = Traffic.START.plus(Duration.ofHours(HOURS - 1)).toEpochMilli();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            captures.end(partition, "fraud", last);
        }
        captures.send();
    }

    /** Runs the application over everything that was sent; returns the seconds until all of it was committed. */
    private double run(LiveTopics topics, Baseline baseline, AuditResult audit) {
        topics.activate(baseline, "fraud");
        Path state = folder.resolve(topics.prefix());
        long begin = System.nanoTime();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, state))) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> topics.lag() == 0);
            double seconds = (System.nanoTime() - begin) / 1e9;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
            Books books = new Books(topics);
            books.assertVerdictsOf(audit);
            books.assertNothingTwice();
            books.assertNothingLate();
            return seconds;
        }
    }

    /**
     * Returns the reasons of the dead letters with their counts, by the name of the kind, which is the record's key.
     */
    private static Map<String, Map<String, Integer>> reasonsByKind(LiveTopics topics) {
        var letters = topics.names().deadLetters();
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        topics.broker().readCommitted(letters.name()).forEach(record -> {
            DeadLetter letter = letters.valueSerde().deserializer().deserialize(letters.name(), record.value());
            found.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), k -> new TreeMap<>())
                    .merge(letter.getReason(), 1, Integer::sum);
        });
        return found;
    }

    private static Map<String, Map<String, Integer>> expectedReasons() {
        Map<String, Map<String, Integer>> expected = new TreeMap<>();
        KINDS.forEach(kind -> expected.put(kind.name(), Map.of(kind.reason(), POISON / KINDS.size())));
        return expected;
    }

    private static List<String> lines(Path captures) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(captures)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
