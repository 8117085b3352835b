package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceLawsTest {
    private static final int ROUNDS = 400;
    private static final double LN_2 = Math.log(2);

    private static final Map<String, ToDoubleBiFunction<long[], long[]>> BOUNDED_BY_ONE = Map.of(
            "jensenShannon", JensenShannon::distance,
            "totalVariation", TotalVariation::distance,
            "hellinger", Hellinger::distance,
            "lInfinity", LInfinity::ofShares,
            "lInfinityCumulative", LInfinity::ofCumulativeShares);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void boundedDistancesAreSymmetricAndInTheUnitInterval(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int bins = 1 + samples.random().nextInt(40);
            long[] b = samples.counts(bins);
            long[] w = samples.counts(bins);
            String where = "seed " + seed + ", " + Arrays.toString(b) + " " + Arrays.toString(w);
            BOUNDED_BY_ONE.forEach((name, distance) -> {
                double value = distance.applyAsDouble(b, w);
                assertThat(value).as("%s %s", name, where).isBetween(0.0, 1.0);
                assertThat(distance.applyAsDouble(w, b))
                        .as("%s %s", name, where)
                        .isCloseTo(value, within(1e-12));
                assertThat(distance.applyAsDouble(b, b))
                        .as("%s %s", name, where)
                        .isZero();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void distancesKeepTheirKnownOrder(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int bins = 2 + samples.random().nextInt(40);
            long[] b = samples.counts(bins);
            long[] w = samples.counts(bins);
            double variation = TotalVariation.distance(b, w);
            double hellinger = Hellinger.distance(b, w);

            assertThat(LInfinity.ofShares(b, w)).as("seed %d", seed).isLessThanOrEqualTo(variation + 1e-12);
            assertThat(hellinger * hellinger).as("seed %d", seed).isLessThanOrEqualTo(variation + 1e-12);
            assertThat(variation).as("seed %d", seed).isLessThanOrEqualTo(Math.sqrt(2) * hellinger + 1e-12);
            assertThat(JensenShannon.divergenceNats(b, w))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(LN_2 * variation + 1e-12);
            double kl = KullbackLeibler.nats(b, w, Smoothing.RAW);
            assertThat(kl).as("Pinsker, seed %d", seed).isGreaterThanOrEqualTo(2 * variation * variation - 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(Smoothing.class)
    void stabilityIndexIsBothDivergencesTogether(Smoothing smoothing) {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Samples samples = new Samples(seed);
            long[] b = samples.counts(12);
            long[] w = samples.counts(12);
            double psi = PopulationStabilityIndex.index(b, w, smoothing);
            double both = KullbackLeibler.nats(b, w, smoothing) + KullbackLeibler.nats(w, b, smoothing);

            if (Double.isInfinite(both)) {
                assertThat(psi).as("seed %d", seed).isEqualTo(both);
            } else if (smoothing != Smoothing.ZERO_TO_1E_4) {
                assertThat(psi).as("seed %d", seed).isCloseTo(both, within(1e-12 * Math.max(1, both)));
            }
            assertThat(psi).as("seed %d", seed).isNotNegative();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Smoothing.class,
            names = {"ADD_HALF_ALL_BINS"},
            mode = EnumSource.Mode.EXCLUDE)
    void binsWithoutMassChangeNothing(Smoothing smoothing) {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Samples samples = new Samples(seed);
            long[] b = samples.counts(9);
            long[] w = samples.counts(9);
            long[] longerB = Arrays.copyOf(b, 20);
            long[] longerW = Arrays.copyOf(w, 20);

            assertThat(KullbackLeibler.nats(longerB, longerW, smoothing))
                    .as("seed %d", seed)
                    .isEqualTo(KullbackLeibler.nats(b, w, smoothing));
            assertThat(PopulationStabilityIndex.index(longerB, longerW, smoothing))
                    .as("seed %d", seed)
                    .isEqualTo(PopulationStabilityIndex.index(b, w, smoothing));
            assertThat(ChiSquare.homogeneity(longerB, longerW))
                    .as("seed %d", seed)
                    .isEqualTo(ChiSquare.homogeneity(b, w));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void mergingBinsNeverRaisesADivergence(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            long[] b = samples.counts(10);
            long[] w = samples.counts(10);
            long[] coarseB = pairs(b);
            long[] coarseW = pairs(w);

            assertThat(JensenShannon.divergenceNats(coarseB, coarseW))
                    .as("seed %d, round %d", seed, round)
                    .isLessThanOrEqualTo(JensenShannon.divergenceNats(b, w) + 1e-14);
            assertThat(TotalVariation.distance(coarseB, coarseW))
                    .as("seed %d, round %d", seed, round)
                    .isLessThanOrEqualTo(TotalVariation.distance(b, w) + 1e-14);
        }
    }

    private static long[] pairs(long[] counts) {
        long[] merged = new long[counts.length / 2];
        for (int i = 0; i < counts.length; i++) {
            merged[i / 2] += counts[i];
        }
        return merged;
    }
}
