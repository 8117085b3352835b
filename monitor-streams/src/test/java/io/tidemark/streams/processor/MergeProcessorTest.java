package io.tidemark.streams.processor;

import static io.tidemark.streams.processor.Samples.busy;
import static io.tidemark.streams.processor.Samples.delta;
import static io.tidemark.streams.processor.Samples.heartbeat;
import static io.tidemark.streams.processor.Samples.idle;
import static io.tidemark.streams.processor.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.WindowVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeProcessorTest {
    private static final WindowKey FIRST = window("fraud", 0);

    private final FakeBaselines baselines = new FakeBaselines();
    private final MergeBench bench = new MergeBench(baselines);

    @Test
    void aWindowClosesWhenTheLastPartitionHasPassedItsEndAndGrace() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(delta(FIRST, 1, 0, 2));
        bench.send(heartbeat(0, 2, 1, busy("fraud", 100)));
        assertThat(bench.summaries()).as("partition 1 has not spoken").isEmpty();
        bench.send(heartbeat(1, 2, 1, busy("fraud", 11)));
        assertThat(bench.summaries()).as("one second before end and grace").isEmpty();

        bench.send(heartbeat(1, 2, 2, busy("fraud", 12)));

        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(5L);
        assertThat(bench.rows(LedgerScope.WINDOW))
                .extracting(LedgerRow::getCounted)
                .containsExactly(5L);
    }

    /** Also over a restart between the parts: the store has the first one. */
    @Test
    void aLongHeartbeatClosesWindowsOnceItsLastPartIsThere() {
        EndpointMark[] marks = new EndpointMark[1_000];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = busy("\u6e6f".repeat(250) + i, 12);
        }
        marks[999] = busy("fraud", 12);
        List<HeartbeatPart> parts = HeartbeatPart.split(heartbeat(0, 1, 1, marks));
        assertThat(parts).hasSize(2);
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(parts.get(0));
        assertThat(bench.summaries()).isEmpty();
        bench.restart();

        bench.send(parts.get(1));

        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(3L);
        bench.restart();
        bench.send(delta(window("fraud", 10), 0, 0, 4));
        bench.send(heartbeat(0, 1, 30, busy("fraud", 22)));
        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(3L, 4L);
    }

    @Test
    void anIdlePartitionMustConfirmBeforeAWindowClosesWithoutIt() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(heartbeat(1, 2, 100, idle("fraud", 5)));
        bench.send(heartbeat(0, 2, 101, busy("fraud", 50)));
        bench.send(heartbeat(1, 2, 102, idle("fraud", 5)));
        bench.send(heartbeat(1, 2, 106, idle("fraud", 5)));
        assertThat(bench.summaries()).as("four seconds of five").isEmpty();

        bench.send(heartbeat(1, 2, 107, idle("fraud", 5)));

        assertThat(bench.summaries()).hasSize(1);
    }

    @Test
    void aPartitionThatWakesUpBeforeItConfirmedHoldsTheWindowOpen() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(heartbeat(1, 2, 100, idle("fraud", 5)));
        bench.send(heartbeat(0, 2, 101, busy("fraud", 50)));
        bench.send(heartbeat(1, 2, 102, idle("fraud", 5)));
        bench.send(delta(FIRST, 1, 0, 4));
        bench.send(heartbeat(1, 2, 108, busy("fraud", 9)));
        assertThat(bench.summaries()).isEmpty();

        bench.send(heartbeat(1, 2, 109, busy("fraud", 12)));

        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(7L);
        assertThat(bench.rows(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void anIdleNoteOfATaskThatDiedBeforeARestartClosesNothing() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(heartbeat(1, 2, 100, idle("fraud", 5)));
        bench.restart();

        for (int second = 200; second < 300; second++) {
            bench.send(heartbeat(0, 2, second, busy("fraud", second)));
        }

        assertThat(bench.summaries()).isEmpty();
    }

    @Test
    void windowsOfSilentPartitionsCloseByTheLowestClock() {
        bench.send(delta(FIRST, 0, 0, 3));
        for (int second = 6; second < 12; second++) {
            bench.send(heartbeat(0, 2, second + 100, idle("fraud", 5)));
            bench.send(heartbeat(1, 2, second, idle("fraud", 5)));
        }
        assertThat(bench.summaries()).as("a clock ahead closes nothing").isEmpty();

        for (int second = 12; second < 19; second++) {
            bench.send(heartbeat(0, 2, second + 100, idle("fraud", 5)));
            bench.send(heartbeat(1, 2, second, idle("fraud", 5)));
        }

        assertThat(bench.summaries()).hasSize(1);
    }

    @Test
    void aClockThatClosedAWindowDoesNotMakeAnOldReplayLate() {
        bench.send(delta(FIRST, 0, 0, 3));
        for (int second = 1_000; second < 1_012; second++) {
            bench.send(heartbeat(0, 1, second, idle("fraud", 5)));
        }
        assertThat(bench.summaries()).hasSize(1);

        bench.send(delta(window("fraud", 500), 0, 3, 4));
        bench.send(heartbeat(0, 1, 1_020, busy("fraud", 520)));

        assertThat(bench.rows(LedgerScope.LATE)).isEmpty();
        assertThat(bench.summaries())
                .filteredOn(report -> report.getWindowStart() == 500_000)
                .extracting(Report::getRecords)
                .containsExactly(4L);
    }

    @Test
    void aWindowDoesNotCloseBetweenTheBlocksOfADelta() {
        Baseline wide = Samples.wide(65);
        baselines.activate("fraud", wide);
        bench.send(Samples.block(FIRST, wide, 0, 3));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 100)));
        assertThat(bench.summaries()).isEmpty();
        bench.restart();

        bench.send(Samples.block(FIRST, wide, 1, 3));
        bench.send(heartbeat(0, 1, 2, busy("fraud", 101)));

        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(3L);
        assertThat(bench.rows(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void windowsOfAnotherSizeAreRefusedAtTheNextStart() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 12)));

        assertThatIllegalStateException()
                .isThrownBy(() -> bench.restart(MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(20), Duration.ZERO))))
                .withMessageContaining("give --application-id a new name");
    }

    @Test
    void windowsOfAnotherSizeAreRefusedFromTheFirstCountOn() {
        bench.send(delta(FIRST, 0, 0, 3));

        assertThatIllegalStateException()
                .isThrownBy(() -> bench.restart(MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(20), Duration.ZERO))))
                .withMessageContaining("endpoint 'fraud'");
    }

    @Test
    void otherWindowsOfAnEndpointThatWasNeverSeenAreNoChange() {
        Monitor longer = Monitor.of(MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(20), Duration.ZERO)));
        bench.send(delta(FIRST, 0, 0, 3));
        bench.restart(Monitors.same(Samples.CONFIG).with("churn", longer));
        bench.send(delta(window("churn", 0), 0, 3, 2));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 12), busy("churn", 12)));
        assertThat(bench.summaries()).extracting(Report::getEndpoint).containsExactly("fraud");

        bench.send(heartbeat(0, 1, 2, busy("fraud", 12), busy("churn", 1_000)));

        assertThat(bench.summaries()).extracting(Report::getEndpoint).containsExactly("fraud", "churn");
        assertThat(bench.summaries()).extracting(Report::getConfigHash).doesNotHaveDuplicates();
    }

    @Test
    void windowsOfAnEndpointWithoutMonitorStayOpenUntilItHasOneAgain() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.restart(Monitors.only(Map.of("churn", Monitor.of(Samples.CONFIG))));
        bench.send(delta(FIRST, 0, 3, 2));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 100)));
        assertThat(bench.summaries()).isEmpty();

        bench.restart();
        bench.send(heartbeat(0, 1, 2, busy("fraud", 100)));

        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(5L);
    }

    @Test
    void aDeltaOfAClosedWindowIsNamedLateAlsoAfterARestart() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 12)));
        bench.restart();

        bench.send(delta(FIRST, 0, 7, 2));
        bench.send(delta(FIRST, 0, 20, 1));

        LedgerRow late = bench.rows(LedgerScope.LATE).get(1);
        assertThat(late.getLate()).isEqualTo(3);
        assertThat(late.getWindowStart()).isZero();
        assertThat(late.getLateOffsets().get(0).getRanges())
                .containsExactly(new OffsetRange(7L, 8L), new OffsetRange(20L, 20L));
        assertThat(bench.summaries()).hasSize(1);
    }

    @Test
    void openWindowsSurviveARestart() {
        bench.send(delta(FIRST, 0, 0, 3));
        bench.restart();
        bench.send(delta(FIRST, 0, 3, 4));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 12)));

        assertThat(bench.summaries()).extracting(Report::getRecords).containsExactly(7L);
    }

    @Test
    void windowsWithoutRecordsBetweenTwoOthersAreReportedAsNoData() {
        bench.send(delta(FIRST, 0, 0, 1));
        bench.send(delta(window("fraud", 30), 0, 1, 1));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 42)));

        assertThat(bench.summaries()).extracting(Report::getWindowStart).containsExactly(0L, 10_000L, 20_000L, 30_000L);
        assertThat(bench.summaries())
                .extracting(Report::getState)
                .containsExactly(
                        WindowVerdict.NO_BASELINE,
                        WindowVerdict.NO_DATA,
                        WindowVerdict.NO_DATA,
                        WindowVerdict.NO_BASELINE);
    }

    @Test
    void aWindowWithCountsOfTwoBaselinesStaysWithoutVerdict() {
        Baseline first = Samples.baseline("a", 100);
        Baseline second = Samples.baseline("a", 200);
        baselines.activate("fraud", first).activate("churn", second);
        bench.send(delta(FIRST, 0, 0, 3, first));
        bench.send(delta(FIRST, 1, 0, 4, second));
        bench.send(delta(FIRST, 0, 3, 5, first));

        assertNoBaselineWith(12);
    }

    @Test
    void aWindowThatWasCountedPartlyWithoutBaselineStaysSoInEitherOrder() {
        Baseline baseline = Samples.baseline("a", 100);
        baselines.activate("fraud", baseline);
        bench.send(delta(FIRST, 0, 0, 3, baseline));
        bench.send(delta(FIRST, 1, 0, 4));
        bench.send(delta(FIRST, 1, 4, 1, baseline));

        assertNoBaselineWith(8);
    }

    @Test
    void aWindowThatBeganWithoutBaselineTakesLaterCountsAsRowsOnly() {
        Baseline baseline = Samples.baseline("a", 100);
        baselines.activate("fraud", baseline);
        bench.send(delta(FIRST, 0, 0, 3));
        bench.send(delta(FIRST, 1, 0, 4, baseline));

        assertNoBaselineWith(7);
    }

    private void assertNoBaselineWith(long records) {
        bench.send(heartbeat(0, 2, 1, busy("fraud", 12)));
        bench.send(heartbeat(1, 2, 1, busy("fraud", 12)));
        assertThat(bench.summaries()).singleElement().satisfies(report -> {
            assertThat(report.getState()).isEqualTo(WindowVerdict.NO_BASELINE);
            assertThat(report.getBaselineHash()).isIn("", ContentHash.NONE.hex());
            assertThat(report.getRecords()).isEqualTo(records);
            assertThat(report.getParts()).isEqualTo(1);
        });
    }

    @Test
    void countsOfAnotherWindowSizeAreLateUnderTheirOwnStart() {
        bench.send(delta(new WindowKey("fraud", "AllTraffic", 3_000), 0, 0, 2));

        assertThat(bench.rows(LedgerScope.LATE)).singleElement().satisfies(row -> {
            assertThat(row.getWindowStart()).isEqualTo(3_000);
            assertThat(row.getLate()).isEqualTo(2);
        });
    }

    @Test
    void windowsTooOldForARowOfTheirOwnShareOne() {
        long day = 86_400;
        bench.send(delta(window("fraud", 100 * day), 0, 0, 1));
        bench.send(heartbeat(0, 1, 1, busy("fraud", 100 * day + 12)));

        bench.send(delta(window("fraud", 70 * day), 0, 1, 1));
        bench.send(delta(window("fraud", 60 * day), 0, 2, 1));
        bench.send(delta(window("fraud", 50 * day), 0, 3, 1));

        assertThat(bench.rows(LedgerScope.LATE))
                .extracting(LedgerRow::getWindowStart)
                .containsExactly(70 * day * 1_000, LateLedger.OLDER, LateLedger.OLDER);
        assertThat(bench.rows(LedgerScope.LATE)).extracting(LedgerRow::getLate).containsExactly(1L, 1L, 2L);
    }

    @Test
    void anotherEndpointsWatermarkClosesNothing() {
        bench.send(delta(FIRST, 0, 0, 1));
        bench.send(heartbeat(0, 1, 1, busy("churn", 100)));

        assertThat(bench.summaries()).isEmpty();
    }
}
