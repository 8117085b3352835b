package io.tidemark.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
    @Test
    void intervalOfEightInTenIsTheTextbookOne() {
        Interval interval = Wilson.interval(8, 10, 0.95);

        assertThat(interval.low()).isCloseTo(0.4901625, within(1e-6));
        assertThat(interval.high()).isCloseTo(0.9433178, within(1e-6));
    }

    @Test
    void noneAndAllReachTheEndsExactlyAndLeaveRoom() {
        assertThat(Wilson.interval(0, 20, 0.95).low()).isZero();
        assertThat(Wilson.interval(0, 20, 0.95).high()).isBetween(0.1, 0.2);
        assertThat(Wilson.interval(20, 20, 0.95).high()).isEqualTo(1);
        assertThat(Wilson.interval(20, 20, 0.95).low()).isBetween(0.8, 0.9);
    }

    @Test
    void nothingHasNoInterval() {
        assertThat(Wilson.interval(0, 0, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> Wilson.interval(3, 2, 0.95)).hasMessage("successes = 3.0 is not in [0, 2.0]");
        assertThatThrownBy(() -> Wilson.interval(Double.NaN, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.interval(1, 2, 1)).hasMessage("confidence = 1.0 is not in (0, 1)");
    }

    @ParameterizedTest
    @CsvSource({"20, 0.1", "50, 0.5", "200, 0.97"})
    void intervalHoldsTheTrueShareAsOftenAsItSays(int n, double share) {
        SplittableRandom random = new SplittableRandom(n);
        int held = 0;
        for (int round = 0; round < 4_000; round++) {
            int successes = 0;
            for (int i = 0; i < n; i++) {
                successes += random.nextDouble() < share ? 1 : 0;
            }
            held += Wilson.interval(successes, n, 0.95).contains(share) ? 1 : 0;
        }
        assertThat(held / 4_000.0).as("seed %d", n).isBetween(0.92, 0.98);
    }
}
