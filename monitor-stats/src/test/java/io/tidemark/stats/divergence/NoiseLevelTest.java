package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.special.SpecialFunctions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseLevelTest {
    private static final double ALPHA = 0.001;
    private static final int WINDOWS = 10_000;

    @Test
    void rememberedQuantilesAreTheComputedOnes() {
        for (int dof = 1; dof <= 1_100; dof += dof < 50 ? 1 : 75) {
            double computed = SpecialFunctions.chiSquareQuantile(1 - 0.001, dof);

            assertThat(NoiseLevel.chiSquareQuantile(dof, 0.001)).isEqualTo(computed);
            assertThat(NoiseLevel.chiSquareQuantile(dof, 0.001)).isEqualTo(computed);
            assertThat(NoiseLevel.chiSquareQuantile(dof, 0.05))
                    .isEqualTo(SpecialFunctions.chiSquareQuantile(1 - 0.05, dof))
                    .isLessThan(computed);
        }
        assertThat(NoiseLevel.chiSquareQuantile(0, 0.001)).isZero();
    }

    @Test
    void biasIsTheMeanOfTheScaledLaw() {
        assertThat(NoiseLevel.klBias(11, 100, 100)).isCloseTo(0.1, within(1e-15));
        assertThat(NoiseLevel.psiBias(11, 100, 100)).isCloseTo(0.2, within(1e-15));
        assertThat(NoiseLevel.jsBias(11, 100, 100)).isCloseTo(0.025, within(1e-15));
    }

    @Test
    void oneBinHasNoNoise() {
        assertThat(NoiseLevel.klBias(1, 5, 5)).isZero();
        assertThat(NoiseLevel.psiQuantile(1, 5, 5, 0.01)).isZero();
    }

    @Test
    void quantilesScaleWithTheVariance() {
        double kl = NoiseLevel.klQuantile(10, 1000, 1000, ALPHA);

        assertThat(NoiseLevel.psiQuantile(10, 1000, 1000, ALPHA)).isCloseTo(2 * kl, within(1e-15));
        assertThat(NoiseLevel.jsQuantile(10, 1000, 1000, ALPHA)).isCloseTo(kl / 4, within(1e-15));
        assertThat(NoiseLevel.klQuantile(10, 2000, 2000, ALPHA)).isCloseTo(kl / 2, within(1e-15));
        assertThat(NoiseLevel.supQuantile(100, 100, 0.003)).isCloseTo(1.803 * Math.sqrt(0.02), within(1e-4));
    }

    @Test
    void correctionStopsAtZero() {
        assertThat(NoiseLevel.corrected(0.3, 0.1)).isCloseTo(0.2, within(1e-15));
        assertThat(NoiseLevel.corrected(0.1, 0.3)).isZero();
        assertThat(NoiseLevel.corrected(Double.POSITIVE_INFINITY, 1)).isInfinite();
        assertThat(NoiseLevel.corrected(Double.NaN, 1)).isNaN();
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> NoiseLevel.klBias(0, 1, 1)).hasMessage("k = 0 is not positive");
        assertThatThrownBy(() -> NoiseLevel.klBias(2, 0, 1)).hasMessage("n = 0, m = 1: both must be positive");
        assertThatThrownBy(() -> NoiseLevel.supQuantile(1, 1, 0)).hasMessage("alpha = 0.0 is not in (0, 1)");
    }

    /** Section 2's law: means within 5 %, exceedance of the 0.999 quantile between 0.0005 and 0.002. */
    @Test
    void windowsWithoutDriftFollowTheLaw() {
        long seed = 20_240_501;
        SplittableRandom random = new SplittableRandom(seed);
        int k = 10;
        int n = 1_000;
        int m = 4_000;
        double[] sums = new double[3];
        int[] exceeding = new int[4];
        for (int i = 0; i < WINDOWS; i++) {
            long[] b = uniformCounts(random, k, m);
            long[] w = uniformCounts(random, k, n);
            double kl = KullbackLeibler.nats(b, w, Smoothing.ADD_HALF);
            double psi = PopulationStabilityIndex.index(b, w, Smoothing.ADD_HALF);
            double js = JensenShannon.divergenceNats(b, w);
            sums[0] += kl;
            sums[1] += psi;
            sums[2] += js;
            exceeding[0] += kl > NoiseLevel.klQuantile(k, n, m, ALPHA) ? 1 : 0;
            exceeding[1] += psi > NoiseLevel.psiQuantile(k, n, m, ALPHA) ? 1 : 0;
            exceeding[2] += js > NoiseLevel.jsQuantile(k, n, m, ALPHA) ? 1 : 0;
            exceeding[3] += LInfinity.ofCumulativeShares(b, w) > NoiseLevel.supQuantile(n, m, ALPHA) ? 1 : 0;
        }
        assertMean("KL", seed, sums[0], NoiseLevel.klBias(k, n, m));
        assertMean("PSI", seed, sums[1], NoiseLevel.psiBias(k, n, m));
        assertMean("JS", seed, sums[2], NoiseLevel.jsBias(k, n, m));
        for (int i = 0; i < 3; i++) {
            assertThat(exceeding[i])
                    .as("exceedances of metric %d, seed %d", i, seed)
                    .isBetween(5, 20);
        }
        assertThat(exceeding[3]).as("KS is conservative, seed %d", seed).isLessThanOrEqualTo(20);
    }

    private static void assertMean(String metric, long seed, double sum, double expected) {
        assertThat(sum / WINDOWS).as("%s, seed %d", metric, seed).isCloseTo(expected, within(0.05 * expected));
    }

    private static long[] uniformCounts(SplittableRandom random, int bins, int rows) {
        long[] counts = new long[bins];
        for (int i = 0; i < rows; i++) {
            counts[random.nextInt(bins)]++;
        }
        return counts;
    }
}
