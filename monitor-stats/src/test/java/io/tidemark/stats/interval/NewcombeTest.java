package io.tidemark.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.interval.Newcombe.Share;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeTest {
    @Test
    void publishedExamplesAreReproduced() {
        // Newcombe 1998, table II, method 10, cases (a), (c) and (f).
        assertInterval(Newcombe.difference(new Share(56, 70), new Share(48, 80), 0.95), 0.0524, 0.3339);
        assertInterval(Newcombe.difference(new Share(6, 7), new Share(2, 7), 0.95), 0.0582, 0.8062);
        assertInterval(Newcombe.difference(new Share(10, 10), new Share(0, 20), 0.95), 0.6791, 1.0);
    }

    @Test
    void exchangingTheShareTurnsTheInterval() {
        Interval there = Newcombe.difference(new Share(3, 17), new Share(8, 9), 0.997);
        Interval back = Newcombe.difference(new Share(8, 9), new Share(3, 17), 0.997);

        assertThat(back.low()).isCloseTo(-there.high(), within(1e-15));
        assertThat(back.high()).isCloseTo(-there.low(), within(1e-15));
    }

    @Test
    void anEmptySideHasNoInterval() {
        assertThat(Newcombe.difference(new Share(0, 0), new Share(1, 2), 0.95)).isEqualTo(Interval.UNDEFINED);
        assertThat(Newcombe.difference(new Share(1, 2), new Share(0, 0), 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @ParameterizedTest
    @CsvSource({"10, 0.05", "30, 0.3", "200, 0.8"})
    void intervalHoldsTheTrueDifferenceAsOftenAsItSays(int n, double share) {
        SplittableRandom random = new SplittableRandom(n);
        int held = 0;
        for (int round = 0; round < 3_000; round++) {
            Interval interval = Newcombe.difference(draw(random, 4 * n, 0.4), draw(random, n, share), 0.95);
            held += interval.contains(0.4 - share) ? 1 : 0;
        }
        assertThat(held / 3_000.0).as("seed %d", n).isBetween(0.92, 0.985);
    }

    private static Share draw(SplittableRandom random, int n, double share) {
        int successes = 0;
        for (int i = 0; i < n; i++) {
            successes += random.nextDouble() < share ? 1 : 0;
        }
        return new Share(successes, n);
    }

    private static void assertInterval(Interval actual, double low, double high) {
        assertThat(actual.low()).isCloseTo(low, within(5e-5));
        assertThat(actual.high()).isCloseTo(high, within(5e-5));
    }
}
