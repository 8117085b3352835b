package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.stats.special.SeededUniform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelEstimatesTest {
    private static final ModelRules RULES = ModelRules.defaults();
    private static final ModelBaseline BINARY = AModel.baseline(AModel.binary(), AModel.binaryRows(6_000, 1, 1));

    @Test
    void estimateIsNearWhatLabelsThenSay() {
        double worst = 0;
        for (int seed = 10; seed < 30; seed++) {
            List<Row> rows = AModel.binaryRows(1_000, seed, 1);
            Figure estimate = figure(unlabelled(rows, BINARY), "accuracy", FigureKind.ESTIMATE);
            Figure measured = figure(AModel.judge(AModel.FINAL, rows, BINARY, RULES), "accuracy", FigureKind.NAIVE);
            assertThat(estimate.interval().contains(measured.value()))
                    .as("seed " + seed)
                    .isTrue();
            worst = Math.max(worst, Math.abs(estimate.value() - measured.value()));
        }
        assertThat(worst).isLessThan(0.05);
    }

    @Test
    void conceptDriftIsInvisibleToIt() {
        List<Row> rows = AModel.binaryRows(2_000, 31, 0);

        Figure estimate = figure(unlabelled(rows, BINARY), "accuracy", FigureKind.ESTIMATE);
        Figure measured = figure(AModel.judge(AModel.FINAL, rows, BINARY, RULES), "accuracy", FigureKind.NAIVE);

        assertThat(estimate.value() - measured.value()).isGreaterThan(0.15);
        assertThat(outcomes(unlabelled(rows, BINARY), "MQ004"))
                .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(RuleState.OK));
    }

    @Test
    void scoresNearTheThresholdRaiseAForecast() {
        ModelEvaluation evaluation = unlabelled(uncertain(800), BINARY);

        RuleOutcome outcome = AModel.outcome(evaluation, "MQ004", "accuracy");
        assertThat(outcome.isAlarm()).isTrue();
        Violation violation = evaluation.violations().stream()
                .filter(v -> v.outcome().equals(outcome))
                .findFirst()
                .orElseThrow();
        assertThat(violation.status()).isEqualTo(VerdictStatus.PROVISIONAL);
        assertThat(violation.description()).contains("estimate").contains("what labels mean");
        assertThat(violation.rows()).isEqualTo(800);
    }

    @Test
    void forecastIsNotMadeOnceEnoughLabelsAreThereNorAtTheEnd() {
        List<Row> rows = uncertain(800);
        int[] seen = {0};
        List<Row> most = AModel.labelledOnly(rows, row -> seen[0]++ % 10 != 0);
        List<Row> none = rows.stream().map(Row::unlabelled).toList();

        assertThat(outcomes(AModel.judge(AModel.OPEN, most, BINARY, RULES), "MQ004"))
                .isEmpty();
        assertThat(outcomes(AModel.judge(AModel.FINAL, none, BINARY, RULES), "MQ004"))
                .isEmpty();
        assertThat(AModel.judge(AModel.FINAL, none, BINARY, RULES).report().figures())
                .noneMatch(figure -> figure.kind() == FigureKind.ESTIMATE);
    }

    @Test
    void estimateGoesOverIntoTheMeasuredFigureAsLabelsCome() {
        List<Row> rows = AModel.binaryRows(1_000, 32, 0.5);
        double measured = figure(AModel.judge(AModel.FINAL, rows, BINARY, RULES), "accuracy", FigureKind.NAIVE)
                .value();
        double before = 1;
        double width = 1;
        for (int tenths : new int[] {0, 3, 6, 9}) {
            int[] seen = {0};
            List<Row> some = AModel.labelledOnly(rows, row -> seen[0]++ % 10 < tenths);
            Figure estimate = figure(AModel.judge(AModel.OPEN, some, BINARY, RULES), "accuracy", FigureKind.ESTIMATE);
            assertThat(Math.abs(estimate.value() - measured)).isLessThan(before);
            assertThat(estimate.interval().width()).isLessThan(width);
            before = Math.abs(estimate.value() - measured);
            width = estimate.interval().width();
        }
        assertThat(before).isLessThan(0.03);
    }

    @Test
    void segmentsHaveACalibrationOfTheirOwn() {
        // In the south scores say nothing.
        ModelSpec spec = AModel.binary()
                .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("north", "south")));
        List<Row> reference = new ArrayList<>(AModel.inSegment(AModel.binaryRows(4_000, 50, 1), 0));
        reference.addAll(AModel.inSegment(AModel.binaryRows(4_000, 51, 0), 1));
        ModelBaseline baseline = AModel.baseline(spec, reference);
        List<Row> south = AModel.inSegment(AModel.binaryRows(1_000, 52, 0), 1);
        ModelProfile window =
                AModel.profile(baseline, south.stream().map(Row::unlabelled).toList());
        ModelEvaluator evaluator = AModel.evaluator(RULES);

        Figure ofSegment = figure(
                evaluator.evaluate(AModel.OPEN.ofSegment("south"), window, baseline), "accuracy", FigureKind.ESTIMATE);
        Figure ofAll = figure(evaluator.evaluate(AModel.OPEN, window, baseline), "accuracy", FigureKind.ESTIMATE);

        double measured = figure(AModel.judge(AModel.FINAL, south, baseline, RULES), "accuracy", FigureKind.NAIVE)
                .value();
        // 50 rows of everyone stand beside about 40 of the segment at each score.
        assertThat(Math.abs(ofSegment.value() - measured)).isLessThan(0.75 * Math.abs(ofAll.value() - measured));
    }

    @Test
    void segmentOfARegressionIsEstimatedByItsOwnRows() {
        ModelSpec spec = AModel.regression()
                .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("north", "south")));
        List<Row> reference = new ArrayList<>(AModel.inSegment(AModel.regressionRows(2_000, 53, 5), 0));
        reference.addAll(AModel.inSegment(AModel.regressionRows(2_000, 54, 15), 1));
        ModelBaseline baseline = AModel.baseline(spec, reference);
        List<Row> south = AModel.inSegment(AModel.regressionRows(500, 55, 15), 1);
        List<Row> open = south.stream().map(Row::unlabelled).toList();

        Figure estimate =
                figure(AModel.judge(AModel.OPEN.ofSegment("south"), open, baseline, RULES), "mae", FigureKind.ESTIMATE);

        assertThat(estimate.interval()
                        .contains(figure(AModel.judge(AModel.FINAL, south, baseline, RULES), "mae", FigureKind.NAIVE)
                                .value()))
                .isTrue();
        assertThat(figure(AModel.judge(AModel.OPEN, open, baseline, RULES), "mae", FigureKind.ESTIMATE)
                        .value())
                .isLessThan(estimate.value());
    }

    @Test
    void referenceOfOneClassAllowsNoEstimate() {
        List<Row> positive = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            positive.add(AModel.binaryRow(i / 300.0, true));
        }
        ModelBaseline baseline = AModel.baseline(AModel.binary(), positive);

        assertThat(Estimator.of(baseline)).isInstanceOf(Estimator.Impossible.class);
        assertThat(unlabelled(positive, baseline).report().figures())
                .noneMatch(figure -> figure.kind() == FigureKind.ESTIMATE);
    }

    @Test
    void modelWithoutScoresAllowsNoEstimate() {
        ModelSpec spec = ModelSpec.binary(FieldRef.named("label"), FieldRef.NONE, 0.5, List.of("0", "1"));
        List<Row> rows = AModel.facetRows(200, 0.3, 200, 0.4, 33);
        ModelBaseline baseline = AModel.baseline(spec, rows);

        assertThat(Estimator.of(baseline)).isInstanceOf(Estimator.Impossible.class);
        assertThat(unlabelled(rows, baseline).report().curves()).isEmpty();
    }

    @Test
    void severalClassesAreEstimatedByTheirAnswersScores() {
        ModelBaseline baseline = AModel.baseline(AModel.multiclass(), AModel.multiclassRows(4_000, 34));
        List<Row> rows = AModel.multiclassRows(1_000, 35);

        ModelEvaluation before = unlabelled(rows, baseline);
        ModelEvaluation after = AModel.judge(AModel.FINAL, rows, baseline, RULES);
        int[] seen = {0};
        ModelEvaluation between =
                AModel.judge(AModel.OPEN, AModel.labelledOnly(rows, row -> seen[0]++ % 2 == 0), baseline, RULES);

        double measured = figure(after, "accuracy", FigureKind.NAIVE).value();
        assertThat(figure(before, "accuracy", FigureKind.ESTIMATE).interval().contains(measured))
                .isTrue();
        assertThat(figure(before, "weighted_f1", FigureKind.ESTIMATE).value())
                .isCloseTo(figure(after, "weighted_f1", FigureKind.NAIVE).value(), within(0.04));
        assertThat(figure(between, "accuracy", FigureKind.ESTIMATE).interval().contains(measured))
                .isTrue();
        assertThat(between.report().figure("weighted_f1", FigureKind.ESTIMATE)).isEmpty();
    }

    @Test
    void regressionIsEstimatedByWhereItsForecastsLie() {
        // Errors grow with the forecast, and the window has large forecasts only.
        List<Row> reference = growing(4_000, 36, 0);
        ModelBaseline baseline = AModel.baseline(AModel.regression(), reference);
        List<Row> high = growing(1_000, 37, 50);

        ModelEvaluation before = unlabelled(high, baseline);
        ModelEvaluation after = AModel.judge(AModel.FINAL, high, baseline, RULES);

        Figure estimate = figure(before, "mae", FigureKind.ESTIMATE);
        double measured = figure(after, "mae", FigureKind.NAIVE).value();
        assertThat(estimate.interval().contains(measured)).isTrue();
        assertThat(estimate.value()).isGreaterThan(1.2 * estimate.baseline());
        assertThat(figure(before, "rmse", FigureKind.ESTIMATE).value())
                .isCloseTo(figure(after, "rmse", FigureKind.NAIVE).value(), within(1.0));
        assertThat(AModel.outcome(before, "MQ004", "mae").isAlarm()).isTrue();
    }

    @Test
    void estimateOfARegressionCountsLabelsThatAreThere() {
        ModelBaseline baseline = AModel.baseline(AModel.regression(), AModel.regressionRows(2_000, 38, 5));
        List<Row> rows = AModel.regressionRows(400, 39, 9);
        int[] seen = {0};
        List<Row> some = AModel.labelledOnly(rows, row -> seen[0]++ % 10 < 9);

        double none =
                figure(unlabelled(rows, baseline), "mae", FigureKind.ESTIMATE).value();
        double most = figure(AModel.judge(AModel.OPEN, some, baseline, RULES), "mae", FigureKind.ESTIMATE)
                .value();
        double measured = figure(AModel.judge(AModel.FINAL, rows, baseline, RULES), "mae", FigureKind.NAIVE)
                .value();

        assertThat(Math.abs(most - measured)).isLessThan(Math.abs(none - measured) / 4);
    }

    private static List<Row> growing(int n, long seed, double from) {
        SeededUniform random = new SeededUniform(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double forecast = from + random.nextShare() * (100 - from);
            double error = forecast / 10 * random.nextNormal();
            rows.add(new Row(Prediction.ofNumber(forecast), LabelValue.ofNumber(forecast + error)));
        }
        return rows;
    }

    private static List<Row> uncertain(int n) {
        SeededUniform random = new SeededUniform(40);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double score = Math.rint(40 + random.nextShare() * 20) / 100;
            rows.add(AModel.binaryRow(score, random.nextShare() < score));
        }
        return rows;
    }

    private static ModelEvaluation unlabelled(List<Row> rows, ModelBaseline baseline) {
        return AModel.judge(AModel.OPEN, rows.stream().map(Row::unlabelled).toList(), baseline, RULES);
    }

    private static List<RuleOutcome> outcomes(ModelEvaluation evaluation, String code) {
        return evaluation.report().outcomes().stream()
                .filter(outcome -> outcome.code().equals(code))
                .toList();
    }

    private static Figure figure(ModelEvaluation evaluation, String name, FigureKind kind) {
        return evaluation.report().figure(name, kind).orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }
}
