package io.tidemark.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JackknifeTest {
    @Test
    void standardErrorOfAShareIsItsFormula() {
        double error = Jackknife.standardError(new long[] {30, 70}, n -> n[0] / (double) (n[0] + n[1]));

        assertThat(error).isCloseTo(Math.sqrt(0.3 * 0.7 / 99), within(1e-12));
    }

    @Test
    void countsAreLeftAsTheyWere() {
        long[] counts = {3, 0, 5};
        Jackknife.standardError(counts, n -> (double) n[0]);

        assertThat(counts).containsExactly(3, 0, 5);
    }

    @Test
    void figureThatIsNotDefinedWithoutARowHasNoError() {
        assertThat(Jackknife.standardError(new long[] {1, 5}, n -> n[0] == 0 ? Double.NaN : 1))
                .isNaN();
        assertThat(Jackknife.standardError(new long[] {1, 0}, n -> 1)).isNaN();
    }
}
