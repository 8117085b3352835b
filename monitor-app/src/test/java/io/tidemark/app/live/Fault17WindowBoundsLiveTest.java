package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounds of a window in time, to the millisecond, on a real broker, and what becomes of a record behind them. */
@Tag("broker")
class Fault17WindowBoundsLiveTest {
    private static final long SIZE_MS = 10_000;
    private static final long GRACE_MS = 2_000;
    private static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(10), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(
                    Duration.ofMillis(GRACE_MS), Duration.ofMinutes(2), Duration.ofMinutes(5)));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As many records as move the watermark: it is the eighth largest event time. */
    private static final int ENOUGH = 8;

    private static final long START = Traffic.START.toEpochMilli();

    @TempDir
    private Path folder;

    @Test
    void aWindowTakesRecordsUntilTheWatermarkIsItsEndAndGraceAndThenNamesThemLate() {
        LiveTopics topics = new LiveTopics(1);
        Captures captures = new Captures(topics);
        MergeTopic merge = new MergeTopic(topics);
        long end = START + SIZE_MS;
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            captures.add(0, "fraud", START, 1).add(0, "fraud", end - 1, 1).add(0, "fraud", end, 1);
            captures.add(0, "fraud", end + GRACE_MS - 1, ENOUGH).send();
            merge.awaitPositions(11);
            captures.add(0, "fraud", START + 5, 1).send();
            merge.awaitPositions(12);
            assertThat(topics.reports())
                    .as("one millisecond before end and grace")
                    .isEmpty();

            captures.add(0, "fraud", end + GRACE_MS, ENOUGH).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            WindowReport closed = topics.reports().values().iterator().next();
            assertThat(closed.records())
                    .as("start, end - 1 and one within the grace")
                    .isEqualTo(3);

            captures.add(0, "fraud", end - 1, 2).add(0, "fraud", end, 1).send();
            captures.add(0, "fraud", START - 1, 1).end(0, "fraud", end).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));

            assertThat(app.state().isRunningOrRebalancing()).isTrue();
            assertThat(topics.reports().values()).first().isEqualTo(closed);
        }
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(3L, 18L);
        new Books(topics).assertNothingTwice();
        new Books(topics).assertEveryRecordAccounted(24, 1);
        new Books(topics).assertLedgerChecks(CONFIG);
        List<LedgerRow> late = topics.ledger(LedgerScope.LATE);
        assertThat(late).extracting(LedgerRow::getWindowStart).containsExactlyInAnyOrder(START, START - SIZE_MS);
        assertThat(late).extracting(LedgerRow::getLate).containsExactlyInAnyOrder(2L, 1L);
        assertThat(offsetsOf(late, START)).containsExactly(new OffsetRange(20L, 21L));
        assertThat(offsetsOf(late, START - SIZE_MS)).containsExactly(new OffsetRange(23L, 23L));
    }

    private static List<OffsetRange> offsetsOf(List<LedgerRow> rows, long windowStart) {
        return rows.stream()
                .filter(row -> row.getWindowStart() == windowStart)
                .flatMap(row -> row.getLateOffsets().stream())
                .flatMap(offsets -> offsets.getRanges().stream())
                .toList();
    }
}
