package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which baseline judges a window. */
@Tag("broker")
class ActivationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long MINUTE_MS = 60_000;

    /** Takes event times up to twenty minutes ahead, so that a switch six minutes ahead need not be waited for. */
    private static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofMinutes(1), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMinutes(20)));

    @TempDir
    private Path folder;

    @Test
    void aWindowThatOpenedWithoutBaselineStaysSoAndLaterOnesAreJudged() {
        LiveTopics topics = new LiveTopics(2);
        Captures captures = new Captures(topics);
        MergeTopic merge = new MergeTopic(topics);
        Baseline baseline = new Traffic(5, 1, 1).baseline();
        long start = CONFIG.windows().startOf(Traffic.START.toEpochMilli());
        int[] probes = {0};
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            captures.add(0, "fraud", start, 5).send();
            merge.awaitPositions(5, -1);
            topics.activate(baseline, "fraud");
            await("a count on the baseline")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        probes[0]++;
                        captures.add(1, "fraud", start, 1).send();
                        return merge.deltas().stream()
                                .anyMatch(delta -> delta.baselineHash().equals(baseline.hash()));
                    });
            for (int partition = 0; partition < 2; partition++) {
                captures.add(partition, "fraud", start + MINUTE_MS, 50).end(partition, "fraud", start + MINUTE_MS);
            }
            captures.send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.reports().values())
                .extracting(WindowReport::baselineHash)
                .containsExactly(ContentHash.NONE, baseline.hash());
        WindowReport first = topics.reports().values().iterator().next();
        assertThat(first.state()).isEqualTo(WindowState.NO_BASELINE);
        assertThat(first.records()).isEqualTo(5L + probes[0]);
        assertThat(first.features()).as("no metric is invented").isEmpty();
        assertThat(first.outcomes()).isEmpty();
        assertThat(topics.violations()).noneMatch(violation -> violation.getWindowStart() == start);
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void aSecondActivationThatComesTooLateIsRefused() {
        LiveTopics topics = new LiveTopics(1);
        Captures captures = new Captures(topics);
        Baseline first = new Traffic(5, 1, 1).baseline();
        Baseline second = new Traffic(6, 1, 1).baseline();
        topics.activate(first, "fraud");
        long tooSoon = CONFIG.windows().startAtOrAfter(System.currentTimeMillis() + MINUTE_MS);
        topics.activateFrom(tooSoon, second, "fraud");
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            captures.add(0, "fraud", tooSoon - 1, 20).add(0, "fraud", tooSoon, 20);
            captures.end(0, "fraud", tooSoon).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.reports().values())
                .extracting(WindowReport::baselineHash)
                .containsExactly(first.hash(), first.hash());
    }

    @Test
    void aSecondActivationInTimeSwitchesExactlyAtItsWindowStartOnEveryPartition() {
        LiveTopics topics = new LiveTopics(2);
        Captures captures = new Captures(topics);
        Baseline first = new Traffic(5, 1, 1).baseline();
        Baseline second = new Traffic(6, 1, 1).baseline();
        topics.activate(first, "fraud");
        long change = CONFIG.windows().startAtOrAfter(System.currentTimeMillis() + 8 * MINUTE_MS);
        topics.activateFrom(change, second, "fraud");
        try (MonitorStreams one = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("one")));
                MonitorStreams two = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("two")))) {
            for (int partition = 0; partition < 2; partition++) {
                captures.add(partition, "fraud", change - MINUTE_MS, 20).add(partition, "fraud", change - 1, 20);
                captures.add(partition, "fraud", change, 20).end(partition, "fraud", change);
            }
            captures.send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(one.state().isRunningOrRebalancing()).isTrue();
            assertThat(two.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.reports().values())
                .extracting(WindowReport::baselineHash)
                .containsExactly(first.hash(), second.hash());
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(80L, 40L);
    }
}
