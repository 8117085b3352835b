package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingPolicyTest {
    private static final long SIZE_MS = 10_000;
    private static final long GRACE_MS = 2_000;
    private static final long FRESH_MS = 5_000;

    private static final ClosingTerms TERMS = new ClosingTerms(new WindowSpec(SIZE_MS, 0), GRACE_MS, FRESH_MS);

    private final ClosingPolicy policy = new ClosingPolicy(endpoint -> TERMS);

    @Test
    void aWindowMayCloseFromTheMillisecondOfItsEndAndGraceOn() {
        assertThat(hear(0, 1, 0, SIZE_MS + GRACE_MS - 1, false))
                .as("through its start: only windows before it")
                .isZero();

        assertThat(hear(0, 1, 0, SIZE_MS + GRACE_MS, false)).isEqualTo(SIZE_MS);
    }

    @Test
    void everyPartitionMustHaveSpoken() {
        assertThat(hear(0, 2, 0, 50_000, false)).isEqualTo(Watermark.NONE);

        assertThat(hear(1, 2, 0, 22_000, false)).isEqualTo(20_000);
    }

    @Test
    void whatIsClosedAlreadyIsNotClosedAgain() {
        Heartbeat beat = beat(0, 1, 0, SIZE_MS + GRACE_MS, false);
        policy.accept(beat);

        assertThat(policy.closableThrough("fraud", SIZE_MS, 20_000, beat)).isEqualTo(Watermark.NONE);
    }

    @Test
    void anIdlePartitionThatConfirmsIsNotWaitedFor() {
        hear(1, 2, 100_000, 5_000, true);
        assertThat(hear(0, 2, 101_000, 50_000, false)).isEqualTo(Watermark.NONE);
        assertThat(hear(1, 2, 102_000, 5_000, true)).isEqualTo(Watermark.NONE);

        assertThat(hear(1, 2, 107_000, 5_000, true)).isEqualTo(40_000);
    }

    @Test
    void theClocksOfASilentEndpointCloseWhatIsOpenAndNoMore() {
        assertThat(hear(0, 1, 500_000, 5_000, true)).isEqualTo(Watermark.NONE);

        assertThat(hear(0, 1, 505_000, 5_000, true))
                .as("the end of the newest open window, not of the clock's")
                .isEqualTo(SIZE_MS);
    }

    @Test
    void aClockBeforeEndAndGraceClosesNothing() {
        for (long clock = 6_000; clock < SIZE_MS + GRACE_MS; clock += 1_000) {
            assertThat(hear(0, 1, clock, 5_000, true)).as("clock %d", clock).isNotPositive();
        }
    }

    @Test
    void clearForgetsEveryPartition() {
        hear(0, 2, 0, 50_000, false);
        policy.clear();

        assertThat(hear(1, 2, 0, 50_000, false)).isEqualTo(Watermark.NONE);
    }

    /** Takes a heartbeat and asks about an endpoint whose only open window is the one from 0. */
    private long hear(int partition, int partitions, long asOfMs, long watermarkMs, boolean idle) {
        Heartbeat beat = beat(partition, partitions, asOfMs, watermarkMs, idle);
        policy.accept(beat);
        return policy.closableThrough("fraud", Watermark.NONE, 0, beat);
    }

    private static Heartbeat beat(int partition, int partitions, long asOfMs, long watermarkMs, boolean idle) {
        return new Heartbeat(
                partition, partitions, 0, asOfMs, false, List.of(new EndpointMark("fraud", watermarkMs, idle)));
    }
}
