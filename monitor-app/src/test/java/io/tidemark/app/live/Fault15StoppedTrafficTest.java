package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.RestartableBroker;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic stops in the middle of a window: it closes when idle is declared, and not while anything is unread. */
@Tag("broker")
class Fault15StoppedTrafficTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final MonitorConfig CONFIG = LiveApp.secondsOf(10);

    private static final int MINUTE_RECORDS = 1_200;

    @TempDir
    private Path folder;

    @Test
    void aWindowWithoutFurtherTrafficClosesWhenTheClockHasPassedItsGrace() {
        MonitorConfig config = LiveApp.secondsOf(5);
        LiveTopics topics = new LiveTopics(3);
        long now = System.currentTimeMillis();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, config, folder))) {
            new Captures(topics).add(0, "fraud", now, 20).send();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        WindowKey window = topics.reports().keySet().iterator().next();
        long due = config.windows().endOf(window.startMs())
                + config.timing().grace().toMillis();
        assertThat(topics.broker().readCommitted(topics.names().reports().name()))
                .allSatisfy(part -> assertThat(part.timestamp()).isGreaterThanOrEqualTo(due));
    }

    @Test
    void aBacklogThatGrewWhileTheApplicationWasDownIsNotIdle() {
        LiveTopics topics = new LiveTopics(3);
        long start = soon();
        MergeTopic merge = new MergeTopic(topics);
        Captures captures = new Captures(topics);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            for (int partition = 0; partition < 3; partition++) {
                captures.add(partition, "fraud", start, 10);
            }
            captures.send();
            merge.awaitIdle("fraud");
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        for (int second = 0; second < 60; second++) {
            captures.add(0, "fraud", start + second * 1_000L, 10);
            captures.add(1, "fraud", start + second * 1_000L, 100);
            captures.add(2, "fraud", start + second * 1_000L, 100);
        }
        captures.send();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(5));
            merge.awaitPositions(610, 6_010, 6_010);
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
        assertThat(topics.reports().values())
                .extracting(WindowReport::records)
                .containsExactly(2_130L, 2_100L, 2_100L, 2_100L, 2_100L);
    }

    @Test
    void anOutageOfTheBrokerIsNotIdleAndClosesNoWindowBeforeItsBacklogIsRead() {
        MonitorConfig config = LiveApp.secondsOf(5);
        long start = config.windows().startOf(System.currentTimeMillis()) - 60_000;
        try (RestartableBroker broker = new RestartableBroker(folder.resolve("broker"))) {
            LiveTopics topics = new LiveTopics(broker.access(), 3);
            sendMinute(topics, start);
            try (MonitorStreams app = LiveApp.start(slowly(topics, config))) {
                await("some of the backlog")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> topics.lag() <= 3 * MINUTE_RECORDS * 3 / 4);
                broker.stop();
                await("twice the idle time-out without a broker")
                        .during(config.timing().idleTimeout().multipliedBy(2))
                        .atMost(PATIENCE)
                        .until(() -> app.state().isRunningOrRebalancing());
                broker.restart();
                Books books = new Books(topics);
                await("the rest of the backlog")
                        .atMost(PATIENCE.multipliedBy(3))
                        .until(() -> books.read() == 3 * MINUTE_RECORDS);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(topics.reports()).hasSize(12));
                assertThat(app.state().isRunningOrRebalancing()).isTrue();
            }
            assertThat(topics.reports().values())
                    .extracting(WindowReport::records)
                    .containsOnly(3L * MINUTE_RECORDS / 12);
            Books after = new Books(topics);
            after.assertNothingLate();
            after.assertNothingTwice();
            after.assertEveryRecordAccounted(3 * MINUTE_RECORDS, 0);
            after.assertLedgerChecks(config);
        }
    }

    private DriftSettings slowly(LiveTopics topics, MonitorConfig config) {
        return LiveApp.settings(
                topics.broker().bootstrapServers(), topics.names(), config, folder.resolve("state"), LiveApp.SLOWLY);
    }

    /** Sends the records of a minute to each of three partitions. */
    private static void sendMinute(LiveTopics topics, long start) {
        Captures captures = new Captures(topics);
        for (int partition = 0; partition < 3; partition++) {
            for (int i = 0; i < MINUTE_RECORDS; i++) {
                captures.add(partition, "fraud", start + 60_000L * i / MINUTE_RECORDS, 1);
            }
        }
        captures.send();
    }

    @Test
    void aReplayIntoAnApplicationThatWasIdleIsNotLate() throws Exception {
        MonitorConfig config = MonitorConfig.of(WindowSpec.of(Duration.ofHours(1), Duration.ZERO))
                .withTiming(CONFIG.timing());
        Traffic traffic = new Traffic(11, 12, 300);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), "fraud");
        AuditResult audit = Audit.run(AuditPlan.of(captures, baseline, config, Instant.now()));
        LiveTopics topics = new LiveTopics(3);
        topics.activate(baseline, "fraud");
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, config, folder.resolve("state")))) {
            new MergeTopic(topics).awaitIdle("fraud");
            LiveApp.replay(captures, topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
        Map<WindowKey, WindowReport> reports = topics.reports();
        assertThat(reports.values()).containsExactlyElementsOf(audit.reports());
    }

    /** A window start ahead of the clock by more than a test takes, and by less than is refused. */
    private static long soon() {
        return CONFIG.windows().startAtOrAfter(System.currentTimeMillis() + 120_000);
    }
}
