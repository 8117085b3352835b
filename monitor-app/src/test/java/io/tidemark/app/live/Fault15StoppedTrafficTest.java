package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a window closes without records that move the watermark, and when it must not. */
@Tag("broker")
class IdleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final MonitorConfig CONFIG = LiveApp.secondsOf(10);

    @TempDir
    private Path folder;

    @Test
    void aPartitionThatNeverHoldsAnEndpointDelaysNoWindow() {
        LiveTopics topics = new LiveTopics(3);
        long start = soon();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            Captures captures = new Captures(topics);
            for (int second = 0; second < 30; second += 2) {
                captures.add(0, "fraud", start + second * 1_000L, 10).add(1, "fraud", start + second * 1_000L, 10);
            }
            captures.send();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(100L, 100L);
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
    }

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
        assertThat(SharedBroker.readCommitted(topics.names().reports().name()))
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
