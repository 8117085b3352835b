package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class KolmogorovPValueTest {
    @Test
    void limitIsContinuousWhereTheSeriesChange() {
        double below = KolmogorovPValue.limit(Math.nextDown(1.18));
        double above = KolmogorovPValue.limit(1.18);

        assertThat(below).isCloseTo(above, within(1e-14));
    }

    @Test
    void limitHasItsTabulatedQuantiles() {
        assertThat(KolmogorovPValue.limit(1.3580986393225505)).isCloseTo(0.05, within(1e-12));
        assertThat(KolmogorovPValue.limit(1.6276236115189504)).isCloseTo(0.01, within(1e-12));
        assertThat(KolmogorovPValue.limit(0)).isEqualTo(1);
        assertThat(KolmogorovPValue.limit(0.05)).isEqualTo(1);
        assertThat(KolmogorovPValue.limit(40)).isZero();
        assertThat(KolmogorovPValue.limit(Double.NaN)).isNaN();
    }

    @Test
    void exactEqualsTheLibraryForSamplesWithoutTies() {
        for (long seed = 1; seed <= 60; seed++) {
            Samples samples = new Samples(seed);
            double[] a = bells(samples, 2 + samples.random().nextInt(60));
            double[] b = bells(samples, 2 + samples.random().nextInt(60));
            double expected = KolmogorovSmirnovTest.withDefaults()
                    .with(PValueMethod.EXACT)
                    .test(a, b)
                    .getPValue();
            double d = KolmogorovSmirnov.ofSorted(a, b);

            assertThat(KolmogorovPValue.exact(d, a.length, b.length))
                    .as("seed %d", seed)
                    .isCloseTo(expected, within(1e-10 * expected));
        }
    }

    private static double[] bells(Samples samples, int size) {
        return DoubleStream.generate(samples::bell).limit(size).sorted().toArray();
    }

    @Test
    void exactOfDisjointSamplesIsTwoPathsOfAll() {
        assertThat(KolmogorovPValue.exact(1, 3, 4)).isCloseTo(2 / 35.0, within(1e-16));
        assertThat(KolmogorovPValue.exact(1, 4, 3)).isCloseTo(2 / 35.0, within(1e-16));
        assertThat(KolmogorovPValue.exact(0, 3, 4)).isEqualTo(1);
        assertThat(KolmogorovPValue.exact(Double.NaN, 3, 4)).isNaN();
    }

    @Test
    void oneSampleFormIsUndefinedWhenNoRowIsLeft() {
        assertThat(KolmogorovPValue.asOneSample(1, 1, 1)).isNaN();
        assertThat(KolmogorovPValue.asOneSample(Double.NaN, 10, 10)).isNaN();
    }

    @Test
    void oneSampleFormOfOneRowIsTwoTailsOfTheUniform() {
        // n = 1: P(D >= d) = 2 (1 - d) for d >= 1/2.
        assertThat(KolmogorovPValue.asOneSample(0.75, 2, 2)).isCloseTo(0.5, within(1e-15));
        assertThat(KolmogorovPValue.asOneSample(0.5, 2, 2)).isEqualTo(1);
        assertThat(KolmogorovPValue.asOneSample(1, 2, 2)).isZero();
    }

    @Test
    void sizesMustBePositive() {
        assertThatThrownBy(() -> KolmogorovPValue.exact(0.5, 0, 3)).hasMessage("n = 0, m = 3: both must be positive");
        assertThatThrownBy(() -> KolmogorovPValue.limit(0.5, 3, 0)).hasMessage("n = 3, m = 0: both must be positive");
        assertThatThrownBy(() -> KolmogorovPValue.asOneSample(0.1, 1L << 40, 1L << 40))
                .hasMessageContaining("is above 10000000");
    }
}
