package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import io.tidemark.stats.quality.ScoreCounts.Threshold;
import io.tidemark.stats.summary.CorrectableMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceEstimateTest {
    private static final Threshold DECISION = Threshold.above(0.5);

    /** Scores of U^power; the chance of a positive label is a function of the score. */
    private static ScoreTable rows(long seed, int rows, double power, DoubleUnaryOperator chance) {
        SplittableRandom random = new SplittableRandom(seed);
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(128, 0.5), 0);
        for (int row = 0; row < rows; row++) {
            double score = StrictMath.pow(random.nextDouble(), power);
            table.addPair(score, random.nextDouble() < chance.applyAsDouble(score));
        }
        return table;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1, 1.6})
    void estimateHitsTheTruthUnderCovariateShift(double power) {
        ScoreCounts reference =
                rows(1, 20_000, 1, PerformanceEstimateTest::squared).counts();
        ScoreCounts window =
                rows(2, 20_000, power, PerformanceEstimateTest::squared).counts();
        PerformanceEstimate estimate = PerformanceEstimate.of(window, ScoreCalibration.fit(reference), DECISION);

        BinaryConfusion truth = window.confusion(DECISION);
        assertThat(BinaryMetric.ACCURACY.of(estimate.confusion()))
                .isCloseTo(BinaryMetric.ACCURACY.of(truth), within(0.012));
        assertThat(BinaryMetric.F1.of(estimate.confusion())).isCloseTo(BinaryMetric.F1.of(truth), within(0.02));
        assertThat(estimate.auc()).isCloseTo(window.ranking().auc(), within(0.01));
        assertThat(estimate.confusion().total()).isCloseTo(20_000, within(1e-6));
    }

    @Test
    void conceptDriftIsInvisible() {
        ScoreCounts reference =
                rows(1, 20_000, 1, PerformanceEstimateTest::squared).counts();
        ScoreCounts window = rows(2, 20_000, 1, s -> 1 - s).counts();
        PerformanceEstimate estimate = PerformanceEstimate.of(window, ScoreCalibration.fit(reference), DECISION);

        assertThat(BinaryMetric.ACCURACY.of(estimate.confusion())
                        - BinaryMetric.ACCURACY.of(window.confusion(DECISION)))
                .isGreaterThan(0.3);
    }

    @Test
    void labelsThatHaveComeReplaceTheEstimate() {
        ScoreCounts reference =
                rows(1, 5_000, 1, PerformanceEstimateTest::squared).counts();
        ScoreTable window = rows(2, 1_000, 1, s -> 1 - s);
        ScoreCalibration calibration = ScoreCalibration.fit(reference);
        PerformanceEstimate complete = PerformanceEstimate.withLabels(window.counts(), calibration, DECISION);

        BinaryConfusion truth = window.counts().confusion(DECISION);
        assertThat(complete.confusion()).isEqualTo(truth.expected());
        assertThat(complete.accuracySamplingSd()).isZero();
        assertThat(complete.auc()).isCloseTo(window.counts().ranking().auc(), within(1e-12));

        window.addPrediction(0.9, 1_000);
        PerformanceEstimate half = PerformanceEstimate.withLabels(window.counts(), calibration, DECISION);
        assertThat(half.confusion().total()).isCloseTo(2_000, within(1e-9));
        double added = half.confusion().truePositives() - truth.truePositives();
        assertThat(added).isCloseTo(1_000 * calibration.probability(0.9), within(20.0));
        assertThat(half.accuracySamplingSd()).isPositive();
    }

    @Test
    void bothErrorsAreOfTheRightSize() {
        ScoreCounts reference =
                rows(1, 2_000, 1, PerformanceEstimateTest::squared).counts();
        ScoreCounts window = rows(2, 1_000, 1, PerformanceEstimateTest::squared).counts();
        PerformanceEstimate estimate = PerformanceEstimate.of(window, ScoreCalibration.fit(reference), DECISION);
        double accuracy = BinaryMetric.ACCURACY.of(estimate.confusion());
        double calibrationSd = PerformanceEstimate.calibrationSd(reference, window, DECISION, 5);

        double ofReference = Math.sqrt(accuracy * (1 - accuracy) / 2_000);
        assertThat(calibrationSd).isBetween(0.5 * ofReference, 1.5 * ofReference);
        assertThat(PerformanceEstimate.calibrationSd(reference, window, DECISION, 5))
                .isEqualTo(calibrationSd);
        assertThat(estimate.accuracySamplingSd()).isBetween(0.005, Math.sqrt(accuracy * (1 - accuracy) / 1_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isotonicFitRisesAndKeepsTheTotal(long seed) {
        ScoreCounts reference =
                rows(seed, 3_000, 1, PerformanceEstimateTest::squared).counts();
        IsotonicCalibration fit = IsotonicCalibration.fit(reference);
        double before = 0;
        double expected = 0;
        for (ScoreCounts.Entry entry : reference.entries()) {
            double chance = fit.probability(entry.upper());
            assertThat(chance).as("seed %d", seed).isBetween(before, 1.0);
            before = chance;
            expected += chance * entry.predictions();
        }
        assertThat(expected).as("seed %d", seed).isCloseTo(reference.ranking().positives(), within(1e-6));
        assertThat(fit.steps()).as("seed %d", seed).isGreaterThan(5);
    }

    @Test
    void fewLabelsTakePlattsCurve() {
        ScoreTable reference = rows(3, 300, 1, s -> 1 / (1 + Math.exp(-(6 * s - 3))));
        ScoreCalibration fit = ScoreCalibration.fit(reference.counts());

        assertThat(fit).isInstanceOf(PlattCalibration.class);
        PlattCalibration platt = (PlattCalibration) fit;
        assertThat(platt.slope()).isCloseTo(6, within(1.5));
        assertThat(platt.intercept()).isCloseTo(-3, within(1.0));
        assertThat(platt.probability(1)).isGreaterThan(platt.probability(0));
        assertThat(ScoreCalibration.fit(
                        rows(3, 3_000, 1, PerformanceEstimateTest::squared).counts()))
                .isInstanceOf(IsotonicCalibration.class);
    }

    @Test
    void segmentWithItsOwnMeaningOfScoresIsEstimatedBetterByItself() {
        ScoreCounts everyone =
                rows(1, 20_000, 1, PerformanceEstimateTest::squared).counts();
        ScoreCounts segment = rows(2, 8_000, 1, Math::sqrt).counts();
        ScoreCounts window = rows(3, 8_000, 1, Math::sqrt).counts();
        ScoreCalibration common = ScoreCalibration.fit(everyone);
        double truth = BinaryMetric.RECALL.of(window.confusion(DECISION));
        double byAll = BinaryMetric.RECALL.of(
                PerformanceEstimate.of(window, common, DECISION).confusion());
        double bySegment =
                BinaryMetric.RECALL.of(PerformanceEstimate.of(window, SegmentCalibration.fit(segment, common), DECISION)
                        .confusion());

        assertThat(Math.abs(bySegment - truth)).isLessThan(Math.abs(byAll - truth) / 2);
        ScoreCounts unlabelled = new ScoreCounts(List.of(new ScoreCounts.Entry(0.5, true, 9, 0, 0)));
        assertThat(SegmentCalibration.fit(unlabelled, common).probability(0.5)).isEqualTo(common.probability(0.5));
        assertThatThrownBy(() -> SegmentCalibration.fit(new ScoreCounts(List.of()), common))
                .hasMessageContaining("needs cells");
    }

    @Test
    void oneClassAloneCannotCalibrate() {
        ScoreTable reference = new ScoreTable(ScoreTable.uniformGrid(8, 0.5), 10);
        reference.addPair(0.5, true);

        assertThatThrownBy(() -> ScoreCalibration.fit(reference.counts())).hasMessageContaining("both classes");
        assertThatThrownBy(() -> IsotonicCalibration.fit(new ScoreCounts(List.of())))
                .hasMessage("a calibration needs labelled rows");
    }

    @Test
    void severalClassesAreEstimatedFromTheirProbabilities() {
        SplittableRandom random = new SplittableRandom(8);
        List<List<ScoreTable>> window = new ArrayList<>();
        List<ScoreTable> reference = new ArrayList<>();
        ScoreTable answers = table();
        for (int c = 0; c < 3; c++) {
            window.add(List.of(table(), table(), table()));
            reference.add(table());
        }
        ConfusionMatrix truth = new ConfusionMatrix(3);
        for (int row = 0; row < 12_000; row++) {
            double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            double sum = p[0] + p[1] + p[2];
            double u = random.nextDouble() * sum;
            int actual = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            int predicted = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
            if (row % 2 == 0) {
                answers.addPair(p[predicted] / sum, actual == predicted);
            }
            for (int c = 0; c < 3; c++) {
                if (row % 2 == 0) {
                    reference.get(c).addPair(p[c] / sum, actual == c);
                } else {
                    window.get(predicted).get(c).addPrediction(p[c] / sum, 1);
                }
            }
            truth.add(actual, predicted, row % 2);
        }
        MulticlassEstimate estimate = MulticlassEstimate.of(
                window.stream()
                        .map(tables -> tables.stream().map(ScoreTable::counts).toList())
                        .toList(),
                ScoreCalibration.fit(answers.counts()),
                reference.stream().map(t -> ScoreCalibration.fit(t.counts())).toList());

        assertThat(estimate.accuracy()).isCloseTo(MulticlassMetric.ACCURACY.of(truth), within(0.02));
        assertThat(estimate.weighted(BinaryMetric.F1)).isCloseTo(MulticlassMetric.WEIGHTED_F1.of(truth), within(0.02));
        assertThat(estimate.expected(1, 1)).isCloseTo((double) truth.get(1, 1), within(80.0));
        assertThat(estimate.oneVersusRest(2).total()).isCloseTo(6_000, within(1e-6));
    }

    @Test
    void lossOfARegressionIsThatOfItsStrataReweighted() {
        Samples samples = new Samples(5);
        List<CorrectableMoments> reference = List.of(new CorrectableMoments(), new CorrectableMoments());
        for (int i = 0; i < 4_000; i++) {
            reference.get(0).add(Math.abs(samples.bell()));
            reference.get(1).add(3 * Math.abs(samples.bell()));
        }
        LossEstimate estimate = LossEstimate.of(reference, new long[] {100, 300});

        double small = reference.get(0).mean();
        double large = reference.get(1).mean();
        assertThat(estimate.value()).isCloseTo(0.25 * small + 0.75 * large, within(1e-12));
        assertThat(estimate.samplingSd()).isBetween(0.05, 0.12);
        assertThat(estimate.referenceSd()).isBetween(0.01, 0.04);
        assertThat(estimate.unknownRows()).isZero();
        assertThat(estimate.root()).isEqualTo(Math.sqrt(estimate.value()));
    }

    @Test
    void stratumThatTheReferenceDoesNotKnowTakesTheOverallMean() {
        CorrectableMoments known = new CorrectableMoments();
        known.add(1);
        known.add(3);
        LossEstimate estimate = LossEstimate.of(List.of(known, new CorrectableMoments()), new long[] {2, 5});

        assertThat(estimate.value()).isEqualTo(2);
        assertThat(estimate.unknownRows()).isEqualTo(5);
        assertThat(LossEstimate.of(List.of(known), new long[] {0}).value()).isNaN();
        assertThatThrownBy(() -> LossEstimate.of(List.of(known), new long[2])).hasMessageContaining("window 2");
    }

    private static double squared(double score) {
        return score * score;
    }

    private static ScoreTable table() {
        return new ScoreTable(ScoreTable.uniformGrid(20, 0.5), 0);
    }
}
