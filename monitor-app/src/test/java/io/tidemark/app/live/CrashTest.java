package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.MonitorStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run whose process was killed again and again: the same as of one that nobody disturbed. */
@Tag("broker")
class CrashTest {
    private static final long SEED = 20_260_302;
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] ENDPOINTS = {"fraud", "churn"};

    /** How many kills: 20 with {@code -Psoak}, any number with {@code -Dsoak=100} and the like. */
    private static final int KILLS = Integer.getInteger("soak", 5);

    private static final int HOURS_A_ROUND = 12;
    private static final int PER_HOUR = 400;

    @TempDir
    private Path folder;

    private final Random moments = new Random(SEED);
    private final List<String> kills = new ArrayList<>();
    private long sent;
    private long control;

    @Test
    void killsAtRandomMomentsChangeNoVerdictAndLoseNoRecord() throws Exception {
        int rounds = (KILLS + 4) / 5;
        Traffic traffic = new Traffic(SEED, rounds * HOURS_A_ROUND, PER_HOUR);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), ENDPOINTS);
        AuditResult audit = Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()));
        LiveTopics topics = new LiveTopics(3);
        topics.activate(baseline, ENDPOINTS);

        for (int round = 0; round < rounds; round++) {
            int first = round * HOURS_A_ROUND;
            replay(captures, first, first + HOURS_A_ROUND / 2, topics);
            killAtWork(topics);
            killAtStart(topics);
            killWhileMerging(topics);
            killIdle(topics);
            replay(captures, first + HOURS_A_ROUND / 2, first + HOURS_A_ROUND, topics);
            killAtWork(topics);
        }
        try (AppProcess process = start(topics)) {
            awaitRead(topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
            assertThat(process.end()).isZero();
        }

        Evidence.keep(CrashTest.class, kills.toArray(String[]::new));
        assertThat(kills)
                .as("seed %d", SEED)
                .anyMatch(kill -> kill.startsWith("at work"))
                .anyMatch(kill -> kill.startsWith("while starting"))
                .anyMatch(kill -> kill.startsWith("while merging"))
                .anyMatch(kill -> kill.startsWith("idle"));
        Books books = new Books(topics);
        books.assertVerdictsOf(audit);
        books.assertNothingTwice();
        books.assertNothingLate();
        books.assertEveryRecordAccounted(sent, control);
        books.assertLedgerChecks(CONFIG);
    }

    private void killAtWork(LiveTopics topics) throws Exception {
        try (AppProcess process = start(topics)) {
            process.awaitStart();
            long target = (long) (topics.lag() * (0.4 + 0.5 * moments.nextDouble()));
            await("work").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> topics.lag() <= target);
            process.killAfter(moments.nextInt(200));
            note("at work", topics);
        }
    }

    /** Kills between the reports of one window and those of the next: deltas are on their way, windows are closing. */
    private void killWhileMerging(LiveTopics topics) throws Exception {
        int reported = topics.reportRecords().size();
        try (AppProcess process = start(topics)) {
            process.awaitStart();
            await("a window closes")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> topics.reportRecords().size() > reported);
            process.killAfter(moments.nextInt(100));
            note("while merging", topics);
        }
    }

    private void killAtStart(LiveTopics topics) throws Exception {
        try (AppProcess process = start(topics)) {
            process.awaitBegin();
            process.killAfter(moments.nextInt(2_500));
            note("while starting", topics);
        }
    }

    private void killIdle(LiveTopics topics) throws Exception {
        try (AppProcess process = start(topics)) {
            awaitRead(topics);
            process.killAfter(moments.nextInt(1_000));
            note("idle", topics);
        }
    }

    private void awaitRead(LiveTopics topics) {
        Books books = new Books(topics);
        await("all records read").atMost(PATIENCE).until(() -> books.read() == sent + control);
    }

    private AppProcess start(LiveTopics topics) throws IOException {
        return DriftProcess.start(SharedBroker.bootstrapServers(), topics.prefix(), folder.resolve("state"));
    }

    private void note(String moment, LiveTopics topics) {
        kills.add(moment + ", " + topics.lag() + " of " + (sent + control) + " not committed, "
                + topics.reports().size() + " windows reported");
    }

    /** Replays the files of some hours, whose folder names count hours of days from the first of March on. */
    private void replay(Path captures, int fromHour, int toHour, LiveTopics topics)
            throws IOException, InterruptedException {
        Path part = folder.resolve("part-" + fromHour);
        try (Stream<Path> files = Files.walk(captures)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                int names = file.getNameCount();
                int day = Integer.parseInt(file.getName(names - 3).toString()) - 2;
                int number = day * 24 + Integer.parseInt(file.getName(names - 2).toString());
                if (number >= fromHour && number < toHour) {
                    Path copy = part.resolve(captures.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        ReplayResult replayed = LiveApp.replay(part, topics);
        sent += replayed.sent();
        control += replayed.controlRecords();
    }

    @Test
    void aCleanRestartRestoresNothingAndGoesOn() throws Exception {
        Traffic traffic = new Traffic(SEED, 4, 300);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), ENDPOINTS);
        AuditResult audit = Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()));
        LiveTopics topics = new LiveTopics(3);
        topics.activate(baseline, ENDPOINTS);
        Path state = folder.resolve("state");
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, state))) {
            replay(captures, 0, 2, topics);
            awaitRead(topics);
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        Restored restored = new Restored();
        try (MonitorStreams app = MonitorStreams.create(LiveApp.settings(topics, CONFIG, state))) {
            app.setRestoreListener(restored);
            app.start();
            replay(captures, 2, 4, topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
        }

        assertThat(restored.rows.sum()).isZero();
        new Books(topics).assertVerdictsOf(audit);
        new Books(topics).assertNothingTwice();
    }

    /** Sums what the changelogs gave back at start. */
    private static final class Restored implements StateRestoreListener {
        private final LongAdder rows = new LongAdder();

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long start, long end) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
            rows.add(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }
}
