package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChiSquareTest {
    private static final long[] NONE = {0, 0};
    private static final long[] SOME = {3, 1};

    @Test
    void oneOccupiedBinIsUndefined() {
        long[] one = {0, 5, 0};

        assertThat(ChiSquare.homogeneity(one, one).statistic()).isNaN();
        assertThat(ChiSquare.homogeneity(one, one).dof()).isZero();
        assertThat(ChiSquare.goodnessOfFit(one, one).pValue()).isNaN();
        assertThat(ChiSquare.yates(one, one).pValue()).isNaN();
        assertThat(GTest.homogeneity(one, one).pValue()).isNaN();
        assertThat(FisherExact.pValue(one, one)).isNaN();
    }

    @Test
    void emptySideIsUndefined() {
        assertThat(ChiSquare.homogeneity(NONE, SOME).pValue()).isNaN();
        assertThat(ChiSquare.goodnessOfFit(SOME, NONE).pValue()).isNaN();
        assertThat(GTest.homogeneity(SOME, NONE).pValue()).isNaN();
        assertThat(FisherExact.pValue(SOME, NONE)).isNaN();
    }

    @Test
    void unseenBinHasNoFit() {
        ChiSquare.Test test = ChiSquare.goodnessOfFit(new long[] {5, 5, 0}, new long[] {5, 5, 1});

        assertThat(test.statistic()).isInfinite();
        assertThat(test.pValue()).isZero();
    }

    @Test
    void correctionStopsAtTheExpectation() {
        assertThat(ChiSquare.yates(new long[] {3, 3}, new long[] {3, 3}).statistic())
                .isZero();
        assertThat(ChiSquare.yates(new long[] {3, 1}, new long[] {3, 3}).statistic())
                .isLessThan(ChiSquare.homogeneity(new long[] {3, 1}, new long[] {3, 3})
                        .statistic());
    }

    @Test
    void yatesIsForTwoOccupiedBins() {
        assertThat(ChiSquare.yates(new long[] {1, 2, 3}, new long[] {3, 2, 1}).pValue())
                .isNaN();
        assertThat(ChiSquare.yates(new long[] {1, 0, 3}, new long[] {3, 0, 1}))
                .isEqualTo(ChiSquare.yates(new long[] {1, 3}, new long[] {3, 1}));
    }

    @Test
    void homogeneityIsSymmetric() {
        for (long seed = 1; seed <= 200; seed++) {
            Samples samples = new Samples(seed);
            long[] b = samples.counts(7);
            long[] w = samples.counts(7);
            double statistic = ChiSquare.homogeneity(b, w).statistic();

            if (!Double.isNaN(statistic)) {
                assertThat(ChiSquare.homogeneity(w, b).statistic())
                        .as("seed %d", seed)
                        .isCloseTo(statistic, within(1e-9 * Math.max(1, statistic)));
                assertThat(ChiSquare.homogeneity(b, w).cramersV())
                        .as("seed %d", seed)
                        .isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void smallBinsJoinTheirRightNeighbourAndTheLastItsLeft() {
        ChiSquare.Merged merged =
                ChiSquare.mergeSmallBins(new long[] {100, 2, 2, 0, 100, 1}, new long[] {50, 1, 1, 0, 50, 0});

        assertThat(merged.baseline()).containsExactly(100, 105);
        assertThat(merged.window()).containsExactly(50, 52);
    }

    @Test
    void mergedBinsAreLargeEnoughAndLoseNothing() {
        for (long seed = 1; seed <= 300; seed++) {
            Samples samples = new Samples(seed);
            long[] b = samples.counts(1 + samples.random().nextInt(60));
            long[] w = samples.counts(b.length);
            ChiSquare.Merged merged = ChiSquare.mergeSmallBins(b, w);
            double m = Arrays.stream(b).sum();
            double n = Arrays.stream(w).sum();

            assertThat(Arrays.stream(merged.baseline()).sum())
                    .as("seed %d", seed)
                    .isEqualTo((long) m);
            assertThat(Arrays.stream(merged.window()).sum()).as("seed %d", seed).isEqualTo((long) n);
            for (int j = 0; merged.baseline().length > 1 && j < merged.baseline().length; j++) {
                // The half counts of the merged bins are at most half a bin each.
                double expected = n * (merged.baseline()[j] + b.length / 2.0) / m;
                assertThat(expected).as("seed %d, bin %d", seed, j).isGreaterThanOrEqualTo(ChiSquare.MIN_EXPECTED);
            }
        }
    }

    @Test
    void mergingNothingGivesOneEmptyBin() {
        assertThat(ChiSquare.mergeSmallBins(NONE, NONE).baseline()).containsExactly(0);
        assertThat(ChiSquare.mergeSmallBins(new long[0], new long[0]).window()).containsExactly(0);
    }

    @Test
    void categoriesAreLeftAloneWhileAtMostAFifthIsRare() {
        ChiSquare.Merged merged =
                ChiSquare.mergeRareCategories(new long[] {40, 30, 15, 12, 3}, new long[] {40, 30, 15, 12, 3});

        assertThat(merged.baseline()).containsExactly(3, 12, 15, 30, 40);
        assertThat(merged.window()).containsExactly(3, 12, 15, 30, 40);
    }

    @Test
    void theRarestCategoryJoinsTheNextRarest() {
        ChiSquare.Merged merged =
                ChiSquare.mergeRareCategories(new long[] {80, 12, 4, 3, 1}, new long[] {50, 20, 10, 15, 5});

        assertThat(merged.baseline()).containsExactly(8, 12, 80);
        assertThat(merged.window()).containsExactly(30, 20, 50);
    }

    @Test
    void twoCategoriesMustEachExpectTen() {
        assertThat(ChiSquare.mergeRareCategories(new long[] {90, 10}, new long[] {90, 10})
                        .baseline())
                .containsExactly(10, 90);
        assertThat(ChiSquare.mergeRareCategories(new long[] {91, 9}, new long[] {91, 9})
                        .baseline())
                .containsExactly(100);
    }

    @Test
    void categoriesThatTheBaselineLacksTakeNoPartInMerging() {
        ChiSquare.Merged merged = ChiSquare.mergeRareCategories(new long[] {50, 0, 50}, new long[] {10, 500, 10});

        assertThat(merged.window()).containsExactly(10, 10);
    }

    @Test
    void aMergedCategoryFindsItsPlaceAmongTheOthers() {
        ChiSquare.Merged merged =
                ChiSquare.mergeRareCategories(new long[] {30, 6, 5, 4, 4, 4}, new long[] {30, 6, 5, 1, 2, 3});

        assertThat(merged.baseline()).isSorted();
        assertThat(Arrays.stream(merged.baseline()).sum()).isEqualTo(53);
        assertThat(Arrays.stream(merged.window()).sum()).isEqualTo(47);
    }
}
