package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import io.tidemark.stats.summary.Moments;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceDeviationTest {
    private static final int ROWS = 500;
    private static final int ROUNDS = 600;

    /** Rows of a binary classification, 0 to 3 for TP, FP, FN, TN. */
    private static BinaryConfusion table(int[] rows, int size) {
        long[] n = new long[4];
        for (int i = 0; i < size; i++) {
            n[rows[i]]++;
        }
        return new BinaryConfusion(n[0], n[1], n[2], n[3]);
    }

    @ParameterizedTest
    @EnumSource(
            value = BinaryMetric.class,
            names = {"ACCURACY", "PRECISION", "RECALL", "F0_5", "F2", "FALSE_POSITIVE_RATE"})
    void deviationIsThatOfSamplesOfFourFifths(BinaryMetric metric) {
        SplittableRandom random = new SplittableRandom(6);
        int[] rows = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = Math.max(0, random.nextInt(8) - 4);
        }
        Moments sampled = new Moments();
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(rows, random);
            sampled.add(metric.of(table(rows, ROWS * 4 / 5)));
        }
        double deviation = ServiceDeviation.of(metric.standardError(table(rows, ROWS)), ROWS);

        assertThat(deviation).as("seed 6").isCloseTo(sampled.sampleSd(), within(0.12 * sampled.sampleSd()));
    }

    @ParameterizedTest
    @EnumSource(
            value = RegressionMetric.class,
            names = {"MAE", "MSE", "RMSE", "MEAN_ERROR", "MAPE"})
    void deviationOfARegressionIsToo(RegressionMetric metric) {
        Samples samples = new Samples(7);
        double[] labels = new double[ROWS];
        double[] errors = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = 10 + samples.bell();
            errors[i] = samples.bell();
        }
        Moments sampled = new Moments();
        int[] order = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            order[i] = i;
        }
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, samples.random());
            sampled.add(metric.of(table(labels, errors, order, ROWS * 4 / 5)));
        }
        double error = metric.standardError(table(labels, errors, order, ROWS));

        assertThat(ServiceDeviation.of(error, ROWS))
                .as("seed 7")
                .isCloseTo(sampled.sampleSd(), within(0.12 * sampled.sampleSd()));
    }

    @Test
    void fewRowsHaveNoDeviation() {
        assertThat(ServiceDeviation.of(0.1, 199)).isNaN();
        assertThat(ServiceDeviation.of(0.1, 200)).isCloseTo(0.05, within(1e-15));
        assertThat(ServiceDeviation.of(Double.NaN, 200)).isNaN();
    }

    @Test
    void varianceOfTheLabelsIsTakenAsKnownForR2() {
        RegressionTable table = new RegressionTable();
        Samples samples = new Samples(8);
        for (int i = 0; i < ROWS; i++) {
            table.add(3 * samples.bell(), 0);
        }
        double r2 = RegressionMetric.R2.of(table);

        assertThat(RegressionMetric.R2.interval(table, 0.95).contains(r2)).isTrue();
        assertThat(RegressionMetric.R2.standardError(table)).isPositive();
        assertThat(RegressionMetric.EXPLAINED_VARIANCE.standardError(table)).isNaN();
    }

    private static RegressionTable table(double[] labels, double[] errors, int[] order, int size) {
        RegressionTable table = new RegressionTable();
        for (int i = 0; i < size; i++) {
            table.add(labels[order[i]], labels[order[i]] + errors[order[i]]);
        }
        return table;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
