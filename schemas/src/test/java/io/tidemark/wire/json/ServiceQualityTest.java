package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.wire.ModelBaselines;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ServiceQualityTest {
    private static final ModelSpec BINARY =
            ModelSpec.binary(FieldRef.named("p"), FieldRef.named("s"), 0.5, List.of("0", "1"));

    /** The four rows of the service's guide: matrix 1, 2 / 0, 1. */
    @Test
    void theGuidesExampleComesOutToTheLastDigit() {
        QualityStatistics statistics = ServiceQuality.statistics(
                binary(new int[][] {{0, 0}, {0, 1}, {0, 1}, {1, 1}}).reference(), "2026-03-04T05:06:07.890Z");

        assertValue(statistics, "accuracy", 0.5);
        assertValue(statistics, "recall", 1);
        assertValue(statistics, "precision", 1 / 3.0);
        assertValue(statistics, "false_positive_rate", 2 / 3.0);
        assertValue(statistics, "true_negative_rate", 0.33333333333333337);
        assertValue(statistics, "f2", 5 / 7.0);
        assertValue(statistics, "accuracy_best_constant_classifier", 0.25);
        assertValue(statistics, "f0_5_best_constant_classifier", 0.29411764705882354);
        assertThat(statistics.dataset()).isEqualTo(new QualityStatistics.Dataset(4, "2026-03-04T05:06:07.890Z"));
        QualityStatistics.Matrix matrix = Objects.requireNonNull(statistics.matrix());
        assertThat(matrix.get(0, 1)).isEqualTo(2);
        assertThat(matrix.get(1, 1)).isEqualTo(1);
        assertThat(value(statistics, "accuracy").standardDeviation()).isNaN();
    }

    @Test
    void ratesOverNothingAreZeroAndAnAucWithoutBothClassesIsNaN() {
        QualityStatistics statistics =
                ServiceQuality.statistics(binary(new int[][] {{0, 0}, {0, 0}}).reference(), "");

        assertValue(statistics, "precision", 0);
        assertValue(statistics, "recall", 0);
        assertValue(statistics, "f1", 0);
        assertThat(value(statistics, "auc").value()).isNaN();
        assertThat(statistics.roc()).isNull();
        assertThat(statistics.precisionRecall()).isNull();
    }

    @Test
    void deviationsAreGivenFrom200RowsOn() {
        int[][] rows = new int[200][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new int[] {i % 3 == 0 ? 1 : 0, i % 4 == 0 ? 1 : 0};
        }

        QualityStatistics statistics = ServiceQuality.statistics(binary(rows).reference(), "");

        assertThat(value(statistics, "accuracy").standardDeviation()).isBetween(0.01, 0.03);
        assertThat(value(statistics, "auc").standardDeviation()).isBetween(0.01, 0.05);
        QualityStatistics.Curve roc = Objects.requireNonNull(statistics.roc());
        assertThat(roc.x()).startsWith(0).endsWith(1);
        assertThat(roc.y()).startsWith(0).endsWith(1);
    }

    @Test
    void onlyClassesThatOccurAreInTheMatrixOfSeveral() {
        ModelSpec spec =
                ModelSpec.multiclass(FieldRef.named("p"), FieldRef.NONE, List.of(), List.of("1", "2", "3", "4"));
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of());
        int[][] rows = {{0, 0}, {0, 1}, {1, 1}, {4, 1}};
        for (int[] row : rows) {
            builder.survey(several(row[1]));
        }
        for (int[] row : rows) {
            builder.add(several(row[1]), LabelValue.ofClass(row[0]));
        }

        QualityStatistics statistics = ServiceQuality.statistics(builder.build().reference(), "");

        QualityStatistics.Matrix matrix = Objects.requireNonNull(statistics.matrix());
        assertThat(matrix.labels()).containsExactly("1", "2", "unknown");
        assertThat(matrix.get(2, 1)).isEqualTo(1);
        assertValue(statistics, "accuracy", 0.5);
        assertValue(statistics, "accuracy_best_constant_classifier", 0.5);
    }

    @Test
    void regressionHasTheFourFiguresOfTheService() {
        ModelBaseline baseline = new ModelBaselines(3).of(ModelSpec.regression(FieldRef.named("f")));

        QualityStatistics statistics = ServiceQuality.statistics(baseline.reference(), "");

        assertThat(statistics.metrics()).containsOnlyKeys("mae", "mse", "rmse", "r2");
        assertThat(statistics.matrix()).isNull();
    }

    private static ModelBaseline binary(int[][] labelAndAnswer) {
        ModelBaselineBuilder builder = new ModelBaselineBuilder(BINARY, List.of());
        for (int[] row : labelAndAnswer) {
            builder.survey(Prediction.ofBinary(row[1] == 1, row[1] == 1 ? 0.75 : 0.25));
        }
        for (int[] row : labelAndAnswer) {
            builder.add(Prediction.ofBinary(row[1] == 1, row[1] == 1 ? 0.75 : 0.25), LabelValue.ofClass(row[0]));
        }
        return builder.build();
    }

    private static Prediction several(int answer) {
        return new Prediction(answer, Double.NaN, new double[0], 0, Prediction.NONE, Prediction.NONE);
    }

    private static QualityStatistics.Value value(QualityStatistics statistics, String metric) {
        return Objects.requireNonNull(statistics.metrics().get(metric), metric);
    }

    private static void assertValue(QualityStatistics statistics, String metric, double value) {
        assertThat(value(statistics, metric).value()).as(metric).isEqualTo(value);
    }
}
