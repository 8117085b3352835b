package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import org.junit.jupiter.api.Test;

class DescriptiveStatisticsTest {
    private static final double[] FIVE = {1, 2, 4, 8, 16};

    @Test
    void quantileKindsDifferBetweenRanks() {
        assertThat(DescriptiveStatistics.quantileLinear(FIVE, 0.3)).isCloseTo(2.4, within(1e-15));
        assertThat(DescriptiveStatistics.quantileLower(FIVE, 0.3)).isEqualTo(2);
        assertThat(DescriptiveStatistics.quantileInvertedCdf(FIVE, 0.3)).isEqualTo(2);
        assertThat(DescriptiveStatistics.quantileInvertedCdf(FIVE, 0.5)).isEqualTo(4);
    }

    @Test
    void quantilesEndAtMinimumAndMaximum() {
        assertThat(DescriptiveStatistics.quantileLinear(FIVE, 0)).isEqualTo(1);
        assertThat(DescriptiveStatistics.quantileLinear(FIVE, 1)).isEqualTo(16);
        assertThat(DescriptiveStatistics.quantileInvertedCdf(FIVE, 0)).isEqualTo(1);
        assertThat(DescriptiveStatistics.quantileLower(FIVE, 1)).isEqualTo(16);
    }

    @Test
    void quantilesOfNothingAreNaN() {
        assertThat(DescriptiveStatistics.quantileLinear(new double[0], 0.5)).isNaN();
        assertThat(DescriptiveStatistics.quantileLower(new double[0], 0.5)).isNaN();
        assertThat(DescriptiveStatistics.quantileInvertedCdf(new double[0], 0.5))
                .isNaN();
    }

    @Test
    void quantileOutsideTheUnitIntervalIsRefused() {
        assertThatThrownBy(() -> DescriptiveStatistics.quantileLinear(FIVE, -0.1))
                .hasMessage("q = -0.1 is not in [0, 1]");
        assertThatThrownBy(() -> DescriptiveStatistics.quantileLower(FIVE, Double.NaN))
                .hasMessage("q = NaN is not in [0, 1]");
    }

    @Test
    void linearQuantileSurvivesOverflowOfTheDifference() {
        assertThat(DescriptiveStatistics.quantileLinear(new double[] {-1e308, 1e308}, 0.5))
                .isZero();
    }

    @Test
    void deviationsOfExtremeColumnsAreExact() {
        assertThat(DescriptiveStatistics.populationSd(new double[] {-1e308, 1e308}))
                .isEqualTo(1e308);
        assertThat(DescriptiveStatistics.sampleSd(new double[] {-1e300, 1e300})).isEqualTo(Math.sqrt(2) * 1e300);
        assertThat(DescriptiveStatistics.populationSd(new double[] {0, 2 * Double.MIN_VALUE}))
                .isEqualTo(Double.MIN_VALUE);
        assertThat(DescriptiveStatistics.sampleSd(new double[] {1e300})).isNaN();
        assertThat(DescriptiveStatistics.populationSd(new double[0])).isNaN();
    }

    @Test
    void shapeOfSymmetricPairIsKnown() {
        double[] pair = {-1, 1};

        assertThat(DescriptiveStatistics.skewness(pair)).isZero();
        assertThat(DescriptiveStatistics.kurtosis(pair)).isEqualTo(-2);
    }

    @Test
    void shapeOfConstantOrEmptyColumnIsNaN() {
        for (double[] column : new double[][] {{}, {3}, {3, 3, 3}, {1e16, 1e16 + 2}}) {
            assertThat(DescriptiveStatistics.skewness(column)).isNaN();
            assertThat(DescriptiveStatistics.kurtosis(column)).isNaN();
        }
    }

    @Test
    void shapeDoesNotDependOnScaleOrSignOfScale() {
        for (long seed = 1; seed <= 50; seed++) {
            Samples samples = new Samples(seed);
            double[] column = new double[200];
            double[] scaled = new double[200];
            for (int i = 0; i < column.length; i++) {
                column[i] = samples.bell() * samples.bell();
                scaled[i] = column[i] * -0x1p900;
            }

            assertThat(DescriptiveStatistics.skewness(scaled))
                    .as("seed %d", seed)
                    .isEqualTo(-DescriptiveStatistics.skewness(column));
            assertThat(DescriptiveStatistics.kurtosis(scaled))
                    .as("seed %d", seed)
                    .isEqualTo(DescriptiveStatistics.kurtosis(column));
        }
    }

    @Test
    void entropyOfEqualCountsIsTheLogarithmOfTheirNumber() {
        assertThat(DescriptiveStatistics.entropyNats(new long[] {3, 3, 0, 3, 3}))
                .isCloseTo(Math.log(4), within(1e-15));
        assertThat(DescriptiveStatistics.entropyNats(new long[] {7})).isZero();
        assertThat(DescriptiveStatistics.entropyNats(new long[] {0})).isNaN();
    }
}
