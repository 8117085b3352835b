package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DivergenceTest {
    private static final long[] NONE = {0, 0};
    private static final long[] SOME = {3, 1};

    @Test
    void divergenceIsOfTheWindowFromTheBaseline() {
        // KL(w||b) with w = (1, 0): ln(1 / 0.75).
        assertThat(KullbackLeibler.nats(SOME, new long[] {5, 0}, Smoothing.RAW))
                .isCloseTo(Math.log(4 / 3.0), within(1e-15));
        assertThat(KullbackLeibler.nats(new long[] {5, 0}, SOME, Smoothing.RAW)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void halfCountsOnlyGoToOccupiedBinsUnlessAllAreAsked() {
        long[] b = {3, 1, 0};
        long[] w = {4, 0, 0};
        double[] occupied = {3.5 / 5, 1.5 / 5, 4.5 / 5, 0.5 / 5};
        double expected =
                occupied[2] * Math.log(occupied[2] / occupied[0]) + occupied[3] * Math.log(occupied[3] / occupied[1]);

        assertThat(KullbackLeibler.nats(b, w, Smoothing.ADD_HALF)).isCloseTo(expected, within(1e-15));
        assertThat(KullbackLeibler.nats(b, w, Smoothing.ADD_HALF_ALL_BINS)).isNotCloseTo(expected, within(1e-3));
    }

    @Test
    void stabilityIndexOfAVanishedBinIsInfiniteWhenRaw() {
        assertThat(PopulationStabilityIndex.index(SOME, new long[] {1, 0}, Smoothing.RAW))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(PopulationStabilityIndex.index(SOME, new long[] {1, 0}, Smoothing.ZERO_TO_1E_4))
                .isFinite();
    }

    @Test
    void disjointSharesReachTheUpperEnds() {
        long[] left = {2, 0};
        long[] right = {0, 7};

        assertThat(JensenShannon.divergenceNats(left, right)).isEqualTo(Math.log(2));
        assertThat(JensenShannon.distance(left, right)).isEqualTo(1);
        assertThat(JensenShannon.sqrtNats(left, right)).isEqualTo(Math.sqrt(Math.log(2)));
        assertThat(TotalVariation.distance(left, right)).isEqualTo(1);
        assertThat(Hellinger.distance(left, right)).isEqualTo(1);
        assertThat(LInfinity.ofShares(left, right)).isEqualTo(1);
        assertThat(LInfinity.ofCumulativeShares(left, right)).isEqualTo(1);
    }

    @Test
    void robustDistanceIsFlooredAtZero() {
        assertThat(LInfinity.robust(0.1, 100, 100)).isZero();
        assertThat(LInfinity.robust(0.5, 200, 200)).isCloseTo(0.5 - 0.18, within(1e-15));
        assertThat(LInfinity.robust(Double.NaN, 2, 2)).isNaN();
    }

    @ParameterizedTest
    @EnumSource(Smoothing.class)
    void emptySideIsUndefined(Smoothing smoothing) {
        assertThat(KullbackLeibler.nats(NONE, SOME, smoothing)).isNaN();
        assertThat(PopulationStabilityIndex.index(SOME, NONE, smoothing)).isNaN();
        assertThat(JensenShannon.divergenceNats(NONE, SOME, smoothing)).isNaN();
        assertThat(JensenShannon.distance(NONE, NONE)).isNaN();
        assertThat(TotalVariation.distance(NONE, SOME)).isNaN();
        assertThat(Hellinger.distance(NONE, SOME)).isNaN();
        assertThat(LInfinity.ofShares(SOME, NONE)).isNaN();
        assertThat(LInfinity.ofCumulativeShares(SOME, NONE)).isNaN();
    }

    @Test
    void countsMustBeComparable() {
        assertThatThrownBy(() -> TotalVariation.distance(SOME, new long[3]))
                .hasMessage("bins differ: baseline 2, window 3");
        assertThatThrownBy(() -> Hellinger.distance(SOME, new long[] {1, -1}))
                .hasMessage("window count 1 = -1 is negative");
        assertThatThrownBy(() -> LInfinity.ofShares(new long[] {Long.MAX_VALUE, 1}, SOME))
                .isInstanceOf(ArithmeticException.class);
    }
}
