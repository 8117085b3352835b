package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import io.tidemark.stats.interval.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mergedPartsAndCorrectionsEqualOnePass(long seed) {
        Samples samples = new Samples(seed);
        ConfusionMatrix whole = new ConfusionMatrix(4);
        ConfusionMatrix left = new ConfusionMatrix(4);
        ConfusionMatrix right = new ConfusionMatrix(4);
        for (int row = 0; row < 500; row++) {
            int actual = samples.random().nextInt(4);
            int predicted = samples.random().nextInt(4);
            whole.add(actual, predicted, 1);
            (samples.random().nextBoolean() ? left : right).add(actual, predicted, 1);
            int wrong = samples.random().nextInt(4);
            left.add(wrong, predicted, 1);
            right.add(wrong, predicted, -1);
        }
        left.addAll(right);
        assertThat(left.toArray()).as("seed %d", seed).isEqualTo(whole.toArray());

        left.subtractAll(whole);
        assertThat(left.total()).as("seed %d", seed).isZero();
    }

    @Test
    void constantClassifierHasTheFiguresOfTheServiceGuide() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(0, 0, 900);
        matrix.add(1, 1, 406);
        matrix.add(2, 0, 790);
        ConfusionMatrix constant = matrix.ofConstant(1);
        double p = 406.0 / 2096;

        assertThat(MulticlassMetric.ACCURACY.of(constant)).isCloseTo(p, within(1e-15));
        assertThat(MulticlassMetric.WEIGHTED_RECALL.of(constant)).isCloseTo(p, within(1e-15));
        assertThat(MulticlassMetric.WEIGHTED_PRECISION.of(constant)).isCloseTo(p * p, within(1e-15));
        assertThat(MulticlassMetric.WEIGHTED_F2.of(constant)).isCloseTo(p * 5 * p / (4 * p + 1), within(1e-15));
        assertThat(matrix.majorityClass()).isZero();
    }

    @ParameterizedTest
    @EnumSource(MulticlassMetric.class)
    void figuresLieInTheirRangesAndIntervals(MulticlassMetric metric) {
        for (long seed = 1; seed <= 40; seed++) {
            ConfusionMatrix matrix = ConfusionMatrix.of(new Samples(seed).counts(9));
            double value = metric.of(matrix);
            Interval interval = metric.interval(matrix, 0.95);
            boolean isCorrelation = metric == MulticlassMetric.MATTHEWS || metric == MulticlassMetric.KAPPA;

            assertThat(value).as("seed %d", seed).isBetween(isCorrelation ? -1.0 : 0.0, 1.0 + 1e-12);
            assertThat(interval.widenedBy(1e-12).contains(value))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(MulticlassMetric.class)
    void renamingClassesChangesNoFigure(MulticlassMetric metric) {
        long[] n = new Samples(11).counts(9);
        ConfusionMatrix matrix = ConfusionMatrix.of(n);
        ConfusionMatrix renamed = new ConfusionMatrix(3);
        int[] names = {2, 0, 1};
        for (int actual = 0; actual < 3; actual++) {
            for (int predicted = 0; predicted < 3; predicted++) {
                renamed.add(names[actual], names[predicted], matrix.get(actual, predicted));
            }
        }
        assertThat(metric.of(renamed)).isCloseTo(metric.of(matrix), within(1e-12));
    }

    @Test
    void twoClassesAgreeWithTheBinaryFigures() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new long[] {50, 7, 11, 32});
        BinaryConfusion binary = matrix.oneVersusRest(1);

        assertThat(binary).isEqualTo(new BinaryConfusion(32, 7, 11, 50));
        assertThat(MulticlassMetric.MATTHEWS.of(matrix)).isCloseTo(BinaryMetric.MATTHEWS.of(binary), within(1e-12));
        assertThat(MulticlassMetric.KAPPA.of(matrix)).isCloseTo(BinaryMetric.KAPPA.of(binary), within(1e-12));
    }

    @Test
    void emptyMatrixHasNoFiguresAndCorrectionsAloneAreRefused() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        assertThat(MulticlassMetric.WEIGHTED_F1.of(matrix)).isNaN();
        assertThat(MulticlassMetric.WEIGHTED_F1.interval(matrix, 0.95)).isEqualTo(Interval.UNDEFINED);

        matrix.add(0, 1, -1);
        assertThatThrownBy(() -> MulticlassMetric.ACCURACY.of(matrix)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatThrownBy(() -> new ConfusionMatrix(0)).hasMessage("classes = 0 is not positive");
        assertThatThrownBy(() -> ConfusionMatrix.of(new long[3])).hasMessage("number of cells = 3 is no square");
        assertThatThrownBy(() -> new ConfusionMatrix(2).add(2, 0, 1)).hasMessageContaining("(2, 0)");
        assertThatThrownBy(() -> new ConfusionMatrix(2).addAll(new ConfusionMatrix(3)))
                .hasMessage("classes differ: 2 and 3");
    }
}
