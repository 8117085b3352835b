package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelConstraints;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.stats.special.SeededUniform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelEvaluatorTest {
    private static final ModelRules RULES = ModelRules.defaults();
    private static final List<Row> REFERENCE = AModel.binaryRows(4_000, 1, 1);
    private static final ModelBaseline BASELINE = AModel.baseline(AModel.binary(), REFERENCE);

    @Test
    void modelThatIsAsGoodAsBeforeRaisesNothing() {
        for (int seed = 100; seed < 130; seed++) {
            ModelEvaluation evaluation = AModel.judge(AModel.FINAL, AModel.binaryRows(500, seed, 1), BASELINE, RULES);
            assertThat(evaluation.violations()).as("seed " + seed).isEmpty();
            assertThat(evaluation.report().state()).isEqualTo(WindowState.OK);
        }
    }

    @Test
    void modelWhoseLabelsIgnoreItsScoresIsFound() {
        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, AModel.binaryRows(500, 2, 0), BASELINE, RULES);

        assertThat(evaluation.report().state()).isEqualTo(WindowState.ALARM);
        assertThat(evaluation.violations())
                .extracting(violation -> violation.outcome().metric())
                .contains("accuracy", "auc", "f1");
        assertThat(evaluation.violations()).allSatisfy(violation -> {
            assertThat(violation.status()).isEqualTo(VerdictStatus.FINAL);
            assertThat(violation.verdictHash()).isEqualTo(evaluation.report().verdictHash());
            assertThat(violation.rows()).isEqualTo(500);
            assertThat(violation.outcome().effect()).isPositive();
        });
        assertThat(evaluation.report().alarms())
                .isEqualTo(evaluation.violations().size());
    }

    @Test
    void serviceRuleFiresByChanceWhereTheIntervalRuleDoesNot() {
        ModelRules service = RULES.with(QualityRule.SERVICE, BiasRule.MAGNITUDE, AttributionRule.SERVICE);
        int ofService = 0;
        for (int seed = 200; seed < 240; seed++) {
            List<Row> rows = AModel.binaryRows(300, seed, 1);
            if (AModel.outcome(AModel.judge(AModel.FINAL, rows, BASELINE, service), "MQ001", "accuracy")
                    .isAlarm()) {
                ofService++;
            }
            assertThat(AModel.outcome(AModel.judge(AModel.FINAL, rows, BASELINE, RULES), "MQ002", "accuracy")
                            .isAlarm())
                    .as("seed " + seed)
                    .isFalse();
        }
        assertThat(ofService).isBetween(10, 30);
    }

    @Test
    void equalToTheThresholdIsNoViolationOfTheServiceRule() {
        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, REFERENCE, BASELINE, ModelRules.ofService());

        assertThat(evaluation.report().outcomes())
                .filteredOn(outcome -> outcome.code().equals("MQ001"))
                .hasSizeGreaterThan(8)
                .allSatisfy(outcome -> {
                    assertThat(outcome.value()).isEqualTo(outcome.threshold());
                    assertThat(outcome.state()).isEqualTo(RuleState.OK);
                });
    }

    @Test
    void figureWithoutAConstraintIsNotChecked() {
        ModelBaseline one = BASELINE.withConstraints(
                new ModelConstraints(Map.of("recall", new MetricConstraint(0.9, Comparison.LESS_THAN))));

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, AModel.binaryRows(500, 3, 0), one, RULES);

        assertThat(evaluation.report().outcomes())
                .filteredOn(outcome -> outcome.code().startsWith("MQ00"))
                .extracting(RuleOutcome::metric)
                .containsExactly("recall", "label_coverage");
    }

    @Test
    void constraintOnAFigureThatTheModelDoesNotHaveSaysInsufficientData() {
        ModelBaseline unknown = BASELINE.withConstraints(
                new ModelConstraints(Map.of("rmse", new MetricConstraint(1, Comparison.GREATER_THAN))));

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, AModel.binaryRows(500, 4, 0), unknown, RULES);

        assertThat(AModel.outcome(evaluation, "MQ002", "rmse").state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
    }

    @Test
    void fewLabelsAreNeverOk() {
        List<Row> rows = AModel.binaryRows(99, 5, 0);

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows, BASELINE, RULES);

        assertThat(evaluation.violations()).isEmpty();
        assertThat(evaluation.report().state()).isEqualTo(WindowState.INSUFFICIENT_DATA);
        assertThat(evaluation.report().outcomes())
                .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(RuleState.INSUFFICIENT_DATA));
    }

    @Test
    void undefinedFiguresAreNoNumbersAndNoAlarm() {
        List<Row> nobody = IntStream.range(0, 300)
                .mapToObj(i -> AModel.binaryRow(0.2, i % 5 == 0))
                .toList();

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, nobody, BASELINE, ModelRules.ofService());

        assertThat(naive(evaluation, "precision").value()).isNaN();
        assertThat(naive(evaluation, "precision").isDefined()).isFalse();
        assertThat(AModel.outcome(evaluation, "MQ001", "precision").state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
        assertThat(naive(evaluation, "recall").value()).isZero();
        assertThat(AModel.outcome(evaluation, "MQ001", "recall").isAlarm()).isTrue();
    }

    @Test
    void windowWithoutRowsHasFiguresThatAreNotDefined() {
        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, List.of(), BASELINE, RULES);

        assertThat(evaluation.report().coverage()).isNaN();
        assertThat(evaluation.report().state()).isEqualTo(WindowState.INSUFFICIENT_DATA);
        assertThat(evaluation.report().figures())
                .filteredOn(figure -> figure.kind() == FigureKind.NAIVE)
                .allSatisfy(figure -> {
                    assertThat(figure.value()).as(figure.name()).isNaN();
                    assertThat(figure.interval().isDefined()).isFalse();
                });
        assertThat(evaluation.report().verdictHash().isNone()).isFalse();
    }

    @Test
    void labelsThatCameSelectivelyAreWeighed() {
        // Of rows above the threshold nine in ten have a label, below it two in ten; errors are rarer below.
        SeededUniform random = new SeededUniform(31);
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            boolean isHigh = i % 2 == 0;
            boolean isWrong = random.nextShare() < (isHigh ? 0.4 : 0.04);
            all.add(AModel.binaryRow(isHigh ? 0.8 : 0.2, isHigh != isWrong));
        }
        List<Row> selected = AModel.labelledOnly(
                all, row -> random.nextShare() < (row.prediction().value() > 0.5 ? 0.9 : 0.2));
        ModelBaseline baseline = AModel.baseline(AModel.binary(), all);
        double truth = naive(AModel.judge(AModel.FINAL, all, baseline, RULES), "accuracy")
                .value();

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, selected, baseline, RULES.withLevels(0.997, 0.3));

        double naive = naive(evaluation, "accuracy").value();
        Figure weighed = figure(evaluation, "accuracy", FigureKind.POST_STRATIFIED);
        assertThat(naive).isLessThan(truth - 0.03);
        assertThat(weighed.value()).isCloseTo(truth, within(0.01));
        assertThat(weighed.interval().contains(truth)).isTrue();
        assertThat(weighed.rows()).isEqualTo(4_000);
    }

    @Test
    void intervalRuleDoesNotTakeSelectionForDecay() {
        ModelEvaluation selective = selective();
        RuleOutcome outcome = AModel.outcome(selective, "MQ002", "accuracy");

        assertThat(naive(selective, "accuracy").interval().high()).isLessThan(outcome.threshold());
        assertThat(outcome.state()).isEqualTo(RuleState.OK);
    }

    /** A model whose answers "yes" are often wrong and whose answers "no" never are; labels of "no" hardly come. */
    private static ModelEvaluation selective() {
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            boolean isHigh = i % 4 == 0;
            all.add(AModel.binaryRow(isHigh ? 0.8 : 0.2, isHigh && i % 12 != 0));
        }
        ModelBaseline baseline = AModel.baseline(AModel.binary(), all);
        int[] seen = {0};
        List<Row> selected = AModel.labelledOnly(all, row -> row.prediction().value() > 0.5 || seen[0]++ % 20 == 0);
        return AModel.judge(AModel.FINAL, selected, baseline, RULES);
    }

    @Test
    void boundsHoldWhateverTheMissingLabelsAre() {
        List<Row> rows = AModel.binaryRows(400, 6, 0.8);
        int[] seen = {0};
        List<Row> half = AModel.labelledOnly(rows, row -> seen[0]++ % 2 == 0);
        ModelEvaluation partly = AModel.judge(AModel.OPEN, half, BASELINE, RULES);
        ModelEvaluation fully = AModel.judge(AModel.FINAL, rows, BASELINE, RULES);

        for (String name : List.of("accuracy", "precision", "recall", "f1", "false_positive_rate")) {
            Figure bound = figure(partly, name, FigureKind.BOUND);
            assertThat(bound.value()).isNaN();
            assertThat(bound.interval().contains(naive(fully, name).value()))
                    .as(name)
                    .isTrue();
            assertThat(bound.interval().contains(naive(partly, name).value()))
                    .as(name)
                    .isTrue();
        }
        assertThat(fully.report().figures()).noneMatch(figure -> figure.kind() == FigureKind.BOUND);
    }

    @Test
    void coverageBelowTheLeastAtTheDeadlineIsAViolation() {
        int[] seen = {0};
        List<Row> rows = AModel.labelledOnly(AModel.binaryRows(1_000, 7, 1), row -> seen[0]++ % 10 < 7);

        ModelEvaluation open = AModel.judge(AModel.OPEN, rows, BASELINE, RULES);
        ModelEvaluation closed = AModel.judge(AModel.FINAL, rows, BASELINE, RULES);

        assertThat(open.report().outcomes()).noneMatch(outcome -> outcome.code().equals("MQ003"));
        RuleOutcome outcome = AModel.outcome(closed, "MQ003", "label_coverage");
        assertThat(outcome.isAlarm()).isTrue();
        assertThat(outcome.value()).isEqualTo(0.7);
        assertThat(outcome.threshold()).isEqualTo(0.8);
        assertThat(outcome.effect()).isCloseTo(0.1, within(1e-15));
        assertThat(closed.report().coverage()).isEqualTo(0.7);
        assertThat(closed.violations().get(0).description())
                .isEqualTo("only 70.0 % of 1,000 rows have a label at the deadline; 80.0 % are needed");
    }

    @Test
    void unusableLabelsAreCountedApartAndCoverNothing() {
        List<Row> rows = new ArrayList<>(AModel.binaryRows(200, 8, 1));
        for (int i = 0; i < 50; i++) {
            rows.add(new Row(Prediction.ofBinary(true, 0.9), LabelValue.UNUSABLE));
        }

        ModelReport report = AModel.judge(AModel.FINAL, rows, BASELINE, RULES).report();

        assertThat(report.eligible()).isEqualTo(250);
        assertThat(report.labelled()).isEqualTo(200);
        assertThat(report.unusable()).isEqualTo(50);
        assertThat(report.coverage()).isEqualTo(0.8);
    }

    @Test
    void segmentIsHeldAgainstItsOwnReference() {
        ModelSpec spec = AModel.binary()
                .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("north", "south")));
        List<Row> reference = new ArrayList<>(AModel.inSegment(AModel.binaryRows(2_000, 9, 1), 0));
        reference.addAll(AModel.inSegment(AModel.binaryRows(2_000, 10, 0.1), 1));
        ModelBaseline baseline = AModel.baseline(spec, reference);
        List<Row> hard = AModel.inSegment(AModel.binaryRows(600, 11, 0.1), 1);

        ModelEvaluation asEveryone = AModel.judge(AModel.FINAL, hard, baseline, RULES);
        ModelEvaluation asSegment = AModel.judge(AModel.FINAL.ofSegment("south"), hard, baseline, RULES);

        assertThat(AModel.outcome(asEveryone, "MQ002", "accuracy").isAlarm()).isTrue();
        assertThat(AModel.outcome(asSegment, "MQ002", "accuracy").state()).isEqualTo(RuleState.OK);
        assertThat(asSegment.violations()).isEmpty();
        assertThat(asSegment.report().outcomes())
                .noneMatch(outcome -> outcome.code().equals("MQ003"));
        assertThat(asSegment.report().verdictHash())
                .isNotEqualTo(asEveryone.report().verdictHash());
    }

    @Test
    void segmentThatTheReferenceHardlyKnowsHasFiguresAndNoLimits() {
        ModelSpec spec = AModel.binary()
                .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("north", "south")));
        List<Row> reference = new ArrayList<>(AModel.inSegment(AModel.binaryRows(2_000, 12, 1), 0));
        reference.addAll(AModel.inSegment(AModel.binaryRows(20, 13, 1), 1));
        ModelBaseline baseline = AModel.baseline(spec, reference);

        ModelEvaluation evaluation = AModel.judge(
                AModel.FINAL.ofSegment("south"), AModel.inSegment(AModel.binaryRows(600, 14, 0), 1), baseline, RULES);

        assertThat(evaluation.report().outcomes()).isEmpty();
        assertThat(naive(evaluation, "accuracy").isDefined()).isTrue();
    }

    @Test
    void segmentBelowTheDisclosureMinimumShowsNothing() {
        ModelSpec spec =
                AModel.binary().withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("north")));
        ModelBaseline baseline = AModel.baseline(spec, AModel.inSegment(AModel.binaryRows(2_000, 15, 1), 0));
        List<Row> nine = AModel.inSegment(AModel.binaryRows(9, 16, 0), 0);
        List<Row> ten = AModel.inSegment(AModel.binaryRows(10, 16, 0), 0);

        ModelReport hidden = AModel.judge(AModel.FINAL.ofSegment("north"), nine, baseline, RULES)
                .report();
        ModelReport shown = AModel.judge(AModel.FINAL.ofSegment("north"), ten, baseline, RULES)
                .report();

        assertThat(hidden.figures()).isEmpty();
        assertThat(hidden.matrix()).isEqualTo(ClassMatrix.NONE);
        assertThat(hidden.curves()).isEmpty();
        assertThat(hidden.outcomes()).isEmpty();
        assertThat(hidden.state()).isEqualTo(WindowState.INSUFFICIENT_DATA);
        assertThat(shown.figures()).isNotEmpty();
    }

    @Test
    void unknownSegmentIsRefused() {
        ModelEvaluator evaluator = AModel.evaluator(RULES);

        assertThatThrownBy(() -> evaluator.evaluate(AModel.FINAL.ofSegment("moon"), BASELINE.emptyProfile(), BASELINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moon");
    }

    @Test
    void windowWithoutAModelBaselineIsSealedWithoutFigures() {
        ModelReport report = AModel.evaluator(RULES)
                .unjudged(AModel.FINAL, WindowState.NO_BASELINE)
                .report();

        assertThat(report.state()).isEqualTo(WindowState.NO_BASELINE);
        assertThat(report.modelHash().isNone()).isTrue();
        assertThat(report.problem()).isEmpty();
        assertThat(report.verdictHash().isNone()).isFalse();
        assertThat(report.windowEndMs()).isEqualTo(AModel.KEY.startMs() + 3_600_000);
    }

    @Test
    void figuresOfSeveralClassesCountUnknownLabelsAsWrong() {
        List<Row> rows = new ArrayList<>(AModel.multiclassRows(300, 17));
        ModelBaseline baseline = AModel.baseline(AModel.multiclass(), AModel.multiclassRows(2_000, 18));
        for (int i = 0; i < 100; i++) {
            rows.add(new Row(rows.get(i).prediction(), LabelValue.ofClass(3)));
        }

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows, baseline, RULES);

        ClassMatrix matrix = evaluation.report().matrix();
        assertThat(matrix.classes()).containsExactly("a", "b", "c", QualityFigures.UNKNOWN_CLASS);
        assertThat(matrix.get(3, 0) + matrix.get(3, 1) + matrix.get(3, 2)).isEqualTo(100);
        long right = matrix.get(0, 0) + matrix.get(1, 1) + matrix.get(2, 2);
        assertThat(naive(evaluation, "accuracy").value()).isEqualTo(right / 400.0);
        assertThat(AModel.outcome(evaluation, "MQ002", "accuracy").isAlarm()).isTrue();
        assertThat(naive(evaluation, "recall.a").isDefined()).isTrue();
        assertThat(naive(evaluation, "auc.b").interval().isDefined()).isTrue();
    }

    @Test
    void regressionThatGetsWorseIsFound() {
        ModelBaseline baseline = AModel.baseline(AModel.regression(), AModel.regressionRows(2_000, 19, 5));

        ModelEvaluation same = AModel.judge(AModel.FINAL, AModel.regressionRows(300, 20, 5), baseline, RULES);
        ModelEvaluation worse = AModel.judge(AModel.FINAL, AModel.regressionRows(300, 21, 8), baseline, RULES);

        assertThat(same.violations()).isEmpty();
        assertThat(worse.violations())
                .extracting(violation -> violation.outcome().metric())
                .contains("mae", "mse", "rmse");
        assertThat(figure(worse, "mae", FigureKind.POST_STRATIFIED).value())
                .isCloseTo(naive(worse, "mae").value(), within(0.05));
        assertThat(worse.report().matrix()).isEqualTo(ClassMatrix.NONE);
        assertThat(worse.report().curves()).isEmpty();
    }

    @Test
    void violationIdsStayOverRevisionsAndRevisionsCount() {
        List<Row> rows = AModel.binaryRows(500, 22, 0);

        ModelEvaluation first = AModel.judge(ModelWindow.of(AModel.KEY, 3, false), rows, BASELINE, RULES);
        ModelEvaluation last = AModel.judge(ModelWindow.of(AModel.KEY, 8, true), rows, BASELINE, RULES);

        assertThat(first.violations()).extracting(v -> v.id()).isEqualTo(ids(last));
        assertThat(first.violations()).allSatisfy(violation -> {
            assertThat(violation.revision()).isEqualTo(3);
            assertThat(violation.status()).isEqualTo(VerdictStatus.PROVISIONAL);
            assertThat(violation.verdictHash().isNone()).isTrue();
        });
        assertThat(last.violations())
                .allSatisfy(violation -> assertThat(violation.revision()).isEqualTo(8));
        assertThat(ids(last)).doesNotHaveDuplicates();
    }

    private static List<ContentHash> ids(ModelEvaluation evaluation) {
        return evaluation.violations().stream().map(v -> v.id()).toList();
    }

    private static Figure naive(ModelEvaluation evaluation, String name) {
        return figure(evaluation, name, FigureKind.NAIVE);
    }

    private static Figure figure(ModelEvaluation evaluation, String name, FigureKind kind) {
        return evaluation.report().figure(name, kind).orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }
}
