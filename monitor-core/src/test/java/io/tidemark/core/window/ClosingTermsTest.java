package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTermsTest {
    private static final ClosingTerms FAST = new ClosingTerms(new WindowSpec(10_000, 0), 2_000, 5_000);
    private static final ClosingTerms SLOW = new ClosingTerms(new WindowSpec(60_000, 30_000), 0, 8_000);

    private static ClosingTerms of(String endpoint) {
        return endpoint.equals("fast") ? FAST : SLOW;
    }

    @Test
    void aWindowHasClosedOnceItsEndAndGraceHavePassed() {
        assertThat(FAST.closedAt(11_999)).isZero();
        assertThat(FAST.closedAt(12_000)).isEqualTo(10_000);
        assertThat(FAST.closeOf(9_999)).isEqualTo(12_000);
        assertThat(FAST.closeOf(10_000)).isEqualTo(22_000);
        assertThat(SLOW.closeOf(29_999)).isEqualTo(30_000);
    }

    @Test
    void eachEndpointClosesByItsOwnWindowsAndGrace() {
        ClosingPolicy policy = new ClosingPolicy(ClosingTermsTest::of);
        Heartbeat beat = beat(0, mark("fast", 92_000, false), mark("slow", 92_000, false));
        policy.accept(beat);

        assertThat(policy.closableThrough("fast", Watermark.NONE, 0, beat)).isEqualTo(90_000);
        assertThat(policy.closableThrough("slow", Watermark.NONE, 0, beat)).isEqualTo(90_000);
        Heartbeat next = beat(1, mark("fast", 151_999, false), mark("slow", 151_999, false));
        policy.accept(next);
        assertThat(policy.closableThrough("fast", 90_000, 0, next)).isEqualTo(140_000);
        assertThat(policy.closableThrough("slow", 90_000, 0, next)).isEqualTo(150_000);
    }

    @Test
    void anIdleNoteIsConfirmedAsLateAsItsEndpointAsks() {
        ClosingPolicy policy = new ClosingPolicy(ClosingTermsTest::of);
        for (int second = 200; second <= 208; second++) {
            Heartbeat beat = beat(second * 1_000L, mark("fast", 5_000, true), mark("slow", 5_000, true));
            policy.accept(beat);
            assertThat(policy.closableThrough("fast", 0, 0, beat))
                    .as("fast, second %d", second)
                    .isEqualTo(second == 205 ? 10_000 : Watermark.NONE);
            if (second == 205) {
                break;
            }
        }
        for (int second = 300; second <= 308; second++) {
            Heartbeat beat = beat(second * 1_000L, mark("slow", 5_000, true));
            policy.accept(beat);
            assertThat(policy.closableThrough("slow", 0, -30_000, beat))
                    .as("slow, second %d", second)
                    .isEqualTo(second == 308 ? 30_000 : Watermark.NONE);
        }
    }

    @Test
    void byOneClockEachEndpointClosesByItsOwnTerms() {
        ClosingPolicy policy = ClosingPolicy.byOneClock("labels", ClosingTermsTest::of);
        Heartbeat beat = beat(0, mark("labels", 95_000, false), mark("fast", 1, false));
        policy.accept(beat);

        assertThat(policy.closableThrough("fast", Watermark.NONE, 0, beat)).isEqualTo(90_000);
        assertThat(policy.closableThrough("slow", Watermark.NONE, 0, beat)).isEqualTo(90_000);
        Heartbeat next = beat(1, mark("labels", 111_999, false));
        policy.accept(next);
        assertThat(policy.closableThrough("fast", 90_000, 0, next)).isEqualTo(100_000);
        assertThat(policy.closableThrough("slow", 90_000, 0, next)).isEqualTo(Watermark.NONE);
    }

    private static Heartbeat beat(long asOfMs, EndpointMark... marks) {
        return new Heartbeat(0, 1, 0, asOfMs, false, List.of(marks));
    }

    private static EndpointMark mark(String endpoint, long watermarkMs, boolean idle) {
        return new EndpointMark(endpoint, watermarkMs, idle);
    }
}
