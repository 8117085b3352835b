package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.ConfusionMatrix;
import io.tidemark.stats.quality.MulticlassEstimate;
import io.tidemark.stats.quality.MulticlassMetric;
import io.tidemark.stats.quality.PerformanceEstimate;
import io.tidemark.stats.quality.ScoreCalibration;
import io.tidemark.stats.quality.ScoreCounts;
import io.tidemark.stats.quality.ScoreCounts.Threshold;
import io.tidemark.stats.quality.ScoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Estimates before labels against what the labels then said. */
class EstimatesOnRealDataTest {
    private static final Threshold DECISION = Threshold.atLeast(0.5);
    private static final int ROWS_A_DAY = 24 * 235;

    private final GoldenFiles files = new GoldenFiles();

    @Test
    void cleanDaysOfAdultAreEstimatedWell() {
        ScoreCalibration calibration = ScoreCalibration.fit(baseline());
        ScoreCounts day = live(0, ROWS_A_DAY);
        PerformanceEstimate estimate = PerformanceEstimate.of(day, calibration, DECISION);

        report("adult, first day", day, estimate);
        assertThat(error(BinaryMetric.ACCURACY, day, estimate)).isCloseTo(0, within(0.01));
        assertThat(error(BinaryMetric.F1, day, estimate)).isCloseTo(0, within(0.02));
        assertThat(estimate.auc()).isCloseTo(day.ranking().auc(), within(0.01));
    }

    @Test
    void flippedLabelsOfAdultAreInvisibleToTheEstimate() {
        ScoreCounts flipped = live(16_920, 18_800);
        PerformanceEstimate estimate = PerformanceEstimate.of(flipped, ScoreCalibration.fit(baseline()), DECISION);

        report("adult, flipped labels", flipped, estimate);
        assertThat(error(BinaryMetric.ACCURACY, flipped, estimate)).isGreaterThan(0.1);
    }

    @Test
    void secondHalfOfTheDigitsIsEstimatedFromTheFirst() {
        int half = 900;
        int rows = 1_797;
        List<String> labels = digits("label", rows);
        List<String> predicted = digits("predicted", rows);
        List<List<ScoreTable>> window = new ArrayList<>();
        List<ScoreTable> reference = new ArrayList<>();
        ScoreTable answers = table();
        List<List<String>> probabilities = new ArrayList<>();
        for (int c = 0; c < 10; c++) {
            window.add(Stream.generate(EstimatesOnRealDataTest::table).limit(10).toList());
            reference.add(table());
            probabilities.add(digits("p" + c, rows));
        }
        ConfusionMatrix truth = new ConfusionMatrix(10);
        for (int row = 0; row < rows; row++) {
            int answer = Integer.parseInt(predicted.get(row));
            int label = Integer.parseInt(labels.get(row));
            truth.add(label, answer, row < half ? 0 : 1);
            if (row < half) {
                answers.addPair(Double.parseDouble(probabilities.get(answer).get(row)), label == answer);
            }
            for (int c = 0; c < 10; c++) {
                double p = Double.parseDouble(probabilities.get(c).get(row));
                if (row < half) {
                    reference.get(c).addPair(p, label == c);
                } else {
                    window.get(answer).get(c).addPrediction(p, 1);
                }
            }
        }
        MulticlassEstimate estimate = MulticlassEstimate.of(
                window.stream()
                        .map(tables -> tables.stream().map(ScoreTable::counts).toList())
                        .toList(),
                ScoreCalibration.fit(answers.counts()),
                reference.stream().map(t -> ScoreCalibration.fit(t.counts())).toList());

        System.out.printf(
                "digits, second half: accuracy %.4f estimated %.4f, weighted F1 %.4f estimated %.4f%n",
                MulticlassMetric.ACCURACY.of(truth),
                estimate.accuracy(),
                MulticlassMetric.WEIGHTED_F1.of(truth),
                estimate.weighted(BinaryMetric.F1));
        assertThat(estimate.accuracy()).isCloseTo(MulticlassMetric.ACCURACY.of(truth), within(0.03));
    }

    private static void report(String what, ScoreCounts window, PerformanceEstimate estimate) {
        System.out.printf(
                "%s: accuracy %.4f estimated %.4f, F1 %.4f estimated %.4f, AUC %.4f estimated %.4f%n",
                what,
                BinaryMetric.ACCURACY.of(window.confusion(DECISION)),
                BinaryMetric.ACCURACY.of(estimate.confusion()),
                BinaryMetric.F1.of(window.confusion(DECISION)),
                BinaryMetric.F1.of(estimate.confusion()),
                window.ranking().auc(),
                estimate.auc());
    }

    private static double error(BinaryMetric metric, ScoreCounts window, PerformanceEstimate estimate) {
        return metric.of(estimate.confusion()) - metric.of(window.confusion(DECISION));
    }

    private ScoreCounts baseline() {
        return counts("adult/baseline_predictions.csv", "probability", JsonNodeFactory.instance.nullNode());
    }

    private ScoreCounts live(int from, int to) {
        return counts("adult/live_flat.csv.gz", "score", range(from, to));
    }

    private ScoreCounts counts(String file, String score, JsonNode rows) {
        List<String> scores = files.column(file, score, rows);
        List<String> labels = files.column(file, "label", rows);
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(256, 0.5), 0);
        for (int row = 0; row < scores.size(); row++) {
            table.addPair(Double.parseDouble(scores.get(row)), Double.parseDouble(labels.get(row)) == 1);
        }
        return table.counts();
    }

    private List<String> digits(String column, int rows) {
        return files.column("golden/digits_predictions.csv", column, range(0, rows));
    }

    private static JsonNode range(int from, int to) {
        return JsonNodeFactory.instance.arrayNode().add(from).add(to);
    }

    private static ScoreTable table() {
        return new ScoreTable(ScoreTable.uniformGrid(20, 0.5), 0);
    }
}
