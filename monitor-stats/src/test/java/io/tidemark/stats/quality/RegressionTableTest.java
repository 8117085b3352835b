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

class RegressionTableTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void partsAndCorrectionsGiveTheSameBits(long seed) {
        Samples samples = new Samples(seed);
        double[] labels = samples.column(200);
        double[] predictions = samples.column(200);
        double[] wrong = samples.column(200);
        RegressionTable whole = new RegressionTable();
        RegressionTable left = new RegressionTable();
        RegressionTable right = new RegressionTable();
        for (int i = 0; i < labels.length; i++) {
            whole.add(labels[i], predictions[i]);
            left.add(labels[i], predictions[i]);
            right.remove(wrong[i], predictions[i]);
            left.add(wrong[i], predictions[i]);
        }
        right.addAll(left);
        assertSame(right, whole, seed);

        RegressionTable again = new RegressionTable();
        again.addStored(right.parts(), right.counts());
        assertSame(again, whole, seed);

        again.subtractAll(whole);
        assertSame(again, new RegressionTable(), seed);
    }

    @Test
    void shiftAndScaleOfBothSidesKeepR2() {
        Samples samples = new Samples(9);
        RegressionTable plain = new RegressionTable();
        RegressionTable moved = new RegressionTable();
        for (int i = 0; i < 300; i++) {
            double label = samples.bell();
            double prediction = label + 0.3 * samples.bell();
            plain.add(label, prediction);
            moved.add(4 * label + 64, 4 * prediction + 64);
        }
        assertThat(RegressionMetric.R2.of(moved)).isCloseTo(RegressionMetric.R2.of(plain), within(1e-10));
        assertThat(RegressionMetric.MAE.of(moved)).isCloseTo(4 * RegressionMetric.MAE.of(plain), within(1e-10));
        assertThat(RegressionMetric.MSE.of(moved)).isCloseTo(16 * RegressionMetric.MSE.of(plain), within(1e-9));
    }

    @Test
    void figuresKeepTheirKnownOrder() {
        for (long seed = 1; seed <= 100; seed++) {
            Samples samples = new Samples(seed);
            RegressionTable table = new RegressionTable();
            for (int i = 0; i < 30; i++) {
                table.add(samples.bell(), samples.bell());
            }
            assertThat(RegressionMetric.RMSE.of(table))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(RegressionMetric.MAE.of(table));
            assertThat(RegressionMetric.MAE.of(table))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(Math.abs(RegressionMetric.MEAN_ERROR.of(table)));
            assertThat(RegressionMetric.EXPLAINED_VARIANCE.of(table))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(RegressionMetric.R2.of(table));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RegressionMetric.class,
            names = {"MAE", "MSE", "RMSE", "MEAN_ERROR"})
    void intervalHoldsTheTrueFigureAboutAsOftenAsItSays(RegressionMetric metric) {
        // The prediction error is a sum of twelve uniforms less six: variance 1, mean |e| close to √(2/π).
        double truth = switch (metric) {
            case MAE -> 0.7997;
            case MEAN_ERROR -> 0;
            default -> 1;
        };
        Samples samples = new Samples(21);
        int held = 0;
        for (int round = 0; round < 1_000; round++) {
            RegressionTable table = new RegressionTable();
            for (int i = 0; i < 100; i++) {
                table.add(0, samples.bell());
            }
            held += metric.interval(table, 0.95).contains(truth) ? 1 : 0;
        }
        assertThat(held / 1_000.0).as("seed 21").isBetween(0.92, 0.975);
    }

    @ParameterizedTest
    @EnumSource(RegressionMetric.class)
    void noRowsHaveNoFigure(RegressionMetric metric) {
        assertThat(metric.of(new RegressionTable())).isNaN();
        assertThat(metric.interval(new RegressionTable(), 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void labelOfZeroIsLeftOutOfRelativeErrorsAndCounted() {
        RegressionTable table = new RegressionTable();
        table.add(0, 5);
        assertThat(RegressionMetric.MAPE.of(table)).isNaN();
        table.add(10, 5);

        assertThat(RegressionMetric.MAPE.of(table)).isEqualTo(0.5);
        assertThat(table.zeroLabels()).isEqualTo(1);
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void overflowIsInfiniteAndCanBeTakenBack() {
        RegressionTable table = new RegressionTable();
        table.add(1, 2);
        table.add(-1e308, 1e308);
        table.add(1, 1e200);
        table.add(Double.MIN_VALUE, 1e10);

        assertThat(RegressionMetric.MAE.of(table)).isInfinite();
        assertThat(RegressionMetric.MSE.of(table)).isInfinite();
        assertThat(RegressionMetric.RMSE.of(table)).isInfinite();
        assertThat(RegressionMetric.MAPE.of(table)).isInfinite();
        assertThat(RegressionMetric.MEAN_ERROR.of(table)).isNaN();
        assertThat(RegressionMetric.MAE.interval(table, 0.95)).isEqualTo(Interval.UNDEFINED);

        table.remove(-1e308, 1e308);
        table.remove(1, 1e200);
        table.remove(Double.MIN_VALUE, 1e10);
        assertThat(RegressionMetric.MSE.of(table)).isEqualTo(1);
        assertThat(RegressionMetric.MAPE.of(table)).isEqualTo(1);
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> new RegressionTable().add(Double.NaN, 1)).hasMessage("label = NaN, prediction = 1.0");
        assertThatThrownBy(() -> new RegressionTable().add(1, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void directionsAndNamesAreThoseOfTheService() {
        assertThat(RegressionMetric.R2.isHigherBetter()).isTrue();
        assertThat(RegressionMetric.RMSE.isHigherBetter()).isFalse();
        assertThat(RegressionMetric.RMSE.wireName()).isEqualTo("rmse");
        assertThat(RegressionMetric.MAPE.isServiceMetric()).isFalse();
    }

    private static void assertSame(RegressionTable actual, RegressionTable expected, long seed) {
        assertThat(actual.counts()).as("seed %d", seed).isEqualTo(expected.counts());
        assertThat(actual.count()).as("seed %d", seed).isEqualTo(expected.count());
        for (RegressionMetric metric : RegressionMetric.values()) {
            assertThat(metric.of(actual))
                    .as("%s, seed %d", metric, seed)
                    .isEqualTo(Double.valueOf(metric.of(expected)));
            assertThat(metric.interval(actual, 0.95))
                    .as("%s, seed %d", metric, seed)
                    .isEqualTo(metric.interval(expected, 0.95));
        }
    }
}
