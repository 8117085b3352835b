package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BiasRulesTest {
    private static final ModelSpec SPEC = AModel.withSex(AModel.binary());
    private static final ModelRules INTERVAL = ModelRules.defaults();
    private static final ModelRules MAGNITUDE = ModelRules.ofService();
    private static final ModelBaseline BASELINE = AModel.baseline(SPEC, AModel.facetRows(2_000, 0.2, 4_000, 0.4, 1));

    @Test
    void knownDisparityIsNoNews() {
        for (int seed = 10; seed < 40; seed++) {
            List<Row> rows = AModel.facetRows(300, 0.2, 600, 0.4, seed);
            assertThat(bias(AModel.judge(AModel.FINAL, rows, BASELINE, INTERVAL)))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void fallingDisparateImpactAlarmsByIntervalAndNotByMagnitude() {
        List<Row> worse = AModel.facetRows(400, 0.04, 800, 0.4, 2);

        RuleOutcome ours = AModel.outcome(AModel.judge(AModel.FINAL, worse, BASELINE, INTERVAL), "BI002", "DI");
        RuleOutcome service = AModel.outcome(AModel.judge(AModel.FINAL, worse, BASELINE, MAGNITUDE), "BI001", "DI");

        assertThat(ours.isAlarm()).isTrue();
        assertThat(ours.direction()).isEqualTo(Direction.BAD_WHEN_LOWER);
        assertThat(ours.value()).isLessThan(ours.threshold());
        assertThat(service.state()).isEqualTo(RuleState.OK);
        assertThat(service.direction()).isEqualTo(Direction.BAD_WHEN_OUTSIDE);
    }

    @Test
    void disparateImpactThatGetsBetterAlarmsByMagnitudeAndNotByInterval() {
        List<Row> better = AModel.facetRows(400, 0.38, 800, 0.4, 3);

        assertThat(AModel.outcome(AModel.judge(AModel.FINAL, better, BASELINE, INTERVAL), "BI002", "DI")
                        .state())
                .isEqualTo(RuleState.OK);
        assertThat(AModel.outcome(AModel.judge(AModel.FINAL, better, BASELINE, MAGNITUDE), "BI001", "DI")
                        .isAlarm())
                .isTrue();
    }

    @Test
    void disparityThatChangesSidesAlarms() {
        List<Row> turned = AModel.facetRows(400, 0.6, 800, 0.3, 4);

        RuleOutcome di = AModel.outcome(AModel.judge(AModel.FINAL, turned, BASELINE, INTERVAL), "BI002", "DI");
        RuleOutcome difference =
                AModel.outcome(AModel.judge(AModel.FINAL, turned, BASELINE, INTERVAL), "BI002", "DPPL");

        assertThat(di.isAlarm()).isTrue();
        assertThat(di.direction()).isEqualTo(Direction.BAD_WHEN_HIGHER);
        assertThat(difference.isAlarm()).isTrue();
        assertThat(difference.direction()).isEqualTo(Direction.BAD_WHEN_LOWER);
        assertThat(difference.threshold()).isEqualTo(-0.1);
    }

    @Test
    void groupThatIsNeverAcceptedIsSeen() {
        List<Row> never = AModel.facetRows(300, 0, 600, 0.4, 5);

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, never, BASELINE, INTERVAL);

        RuleOutcome di = AModel.outcome(evaluation, "BI002", "DI");
        assertThat(di.value()).isZero();
        assertThat(di.isAlarm()).isTrue();
        BiasFigure figure = figure(evaluation, BiasMetric.DI);
        assertThat(figure.interval().low()).isZero();
        assertThat(figure.interval().high()).isLessThan(0.1);
    }

    @Test
    void infiniteDisparateImpactAlarmsUpwards() {
        List<Row> rows = AModel.facetRows(300, 0.4, 600, 0, 6);

        RuleOutcome di = AModel.outcome(AModel.judge(AModel.FINAL, rows, BASELINE, INTERVAL), "BI002", "DI");

        assertThat(di.value()).isInfinite();
        assertThat(di.isAlarm()).isTrue();
        assertThat(di.direction()).isEqualTo(Direction.BAD_WHEN_HIGHER);
        assertThat(di.effect()).isBetween(0.0, 1.0);
    }

    @Test
    void predictionsAreJudgedBeforeAnyLabelComes() {
        List<Row> rows = AModel.facetRows(300, 0.02, 600, 0.4, 7).stream()
                .map(Row::unlabelled)
                .toList();

        ModelEvaluation evaluation = AModel.judge(AModel.OPEN, rows, BASELINE, INTERVAL);

        assertThat(AModel.outcome(evaluation, "BI002", "DI").isAlarm()).isTrue();
        assertThat(AModel.outcome(evaluation, "BI002", "DPPL").state()).isNotEqualTo(RuleState.INSUFFICIENT_DATA);
        assertThat(AModel.outcome(evaluation, "BI002", "RD").state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
        assertThat(figure(evaluation, BiasMetric.RD).value()).isInstanceOf(BiasValue.Undefined.class);
    }

    @Test
    void smallGroupIsInsufficientByIntervalHoweverLargeTheDifference() {
        List<Row> few = AModel.facetRows(29, 0, 600, 0.9, 8);

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, few, BASELINE, INTERVAL);

        assertThat(evaluation.report().outcomes())
                .filteredOn(outcome -> outcome.code().equals("BI002"))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(RuleState.INSUFFICIENT_DATA));
    }

    @Test
    void fewExpectedPositivesAreInsufficient() {
        List<Row> rare = AModel.facetRows(60, 0.01, 600, 0.02, 9);

        assertThat(AModel.outcome(AModel.judge(AModel.FINAL, rare, BASELINE, INTERVAL), "BI002", "DPPL")
                        .state())
                .isEqualTo(RuleState.INSUFFICIENT_DATA);
    }

    @Test
    void groupBelowTheDisclosureMinimumPrintsNothing() {
        List<Row> nine = AModel.facetRows(9, 1, 600, 0.4, 41);

        for (ModelRules rules : List.of(INTERVAL, MAGNITUDE)) {
            ModelEvaluation evaluation = AModel.judge(AModel.FINAL, nine, BASELINE, rules);

            assertThat(evaluation.report().facets()).isEmpty();
            assertThat(bias(evaluation)).isEmpty();
            assertThat(evaluation.report().outcomes())
                    .filteredOn(outcome -> outcome.code().startsWith("BI"))
                    .isNotEmpty()
                    .allSatisfy(outcome -> {
                        assertThat(outcome.value()).isNaN();
                        assertThat(outcome.effect()).isZero();
                        assertThat(outcome.state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
                    });
        }
        assertThat(AModel.judge(AModel.FINAL, AModel.facetRows(10, 1, 600, 0.4, 41), BASELINE, INTERVAL)
                        .report()
                        .facets())
                .hasSize(1);
    }

    @Test
    void metricsOfFewLabelledRowsAreWithheldWhileThoseOfPredictionsAreShown() {
        int[] seen = {0};
        List<Row> rows = AModel.labelledOnly(
                AModel.facetRows(100, 0.3, 600, 0.4, 42),
                row -> row.prediction().side(0) != 2 || seen[0]++ < 9);

        FacetFigures facet = AModel.judge(AModel.FINAL, rows, BASELINE, INTERVAL)
                .report()
                .facets()
                .get(0);

        assertThat(facet.disadvantaged()).isEqualTo(100);
        assertThat(facet.ofDisadvantaged()).isEmpty();
        assertThat(facet.ofAdvantaged()).isEmpty();
        for (BiasFigure figure : facet.bias()) {
            boolean needsLabels = figure.metric().uses() == BiasMetric.Uses.LABELS
                    || figure.metric().uses() == BiasMetric.Uses.BOTH;
            assertThat(figure.isWithheld()).as(figure.metric().wireName()).isEqualTo(needsLabels);
            assertThat(figure.isWithheld() && !Double.isNaN(figure.value().orNaN()))
                    .isFalse();
        }
    }

    @Test
    void sidesHaveFiguresOfQualityWithIntervals() {
        FacetFigures facet = AModel.judge(AModel.FINAL, AModel.facetRows(200, 0.3, 600, 0.4, 43), BASELINE, INTERVAL)
                .report()
                .facets()
                .get(0);

        assertThat(facet.ofDisadvantaged()).hasSize(7).allSatisfy(figure -> {
            assertThat(figure.rows()).isEqualTo(200);
            assertThat(figure.interval().contains(figure.value())).isTrue();
        });
        assertThat(facet.ofAdvantaged())
                .allSatisfy(figure -> assertThat(figure.rows()).isEqualTo(600));
    }

    @Test
    void metricsStandByStageThenName() {
        FacetFigures facet = AModel.judge(AModel.FINAL, AModel.facetRows(200, 0.3, 600, 0.4, 44), BASELINE, INTERVAL)
                .report()
                .facets()
                .get(0);

        assertThat(facet.bias())
                .extracting(figure -> figure.metric().wireName())
                .containsExactly(
                        "CDDL", "CI", "DPL", "JS", "KL", "KS", "LP", "TVD", "AD", "CDDPL", "DAR", "DCA", "DCR", "DI",
                        "DPPL", "DRR", "GE", "RD", "SD", "TE");
    }

    @Test
    void magnitudeSkipsWhatHasNoValueOnEitherSide() {
        ModelEvaluation evaluation =
                AModel.judge(AModel.FINAL, AModel.facetRows(200, 0.3, 600, 0.4, 45), BASELINE, MAGNITUDE);

        RuleOutcome noGroupColumn = AModel.outcome(evaluation, "BI001", "CDDPL");
        assertThat(noGroupColumn.state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
        assertThat(noGroupColumn.value()).isNaN();
    }

    @Test
    void magnitudeFiresOnAnyValueIfTheBaselineWasZero() {
        List<Row> equal = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            equal.add(AModel.facetRow(i % 2 == 0, i % 4 < 2, i % 4 < 2));
        }
        ModelBaseline baseline = AModel.baseline(SPEC, equal);
        List<Row> other = new ArrayList<>(equal);
        other.add(AModel.facetRow(true, true, true));

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, other, baseline, MAGNITUDE);

        assertThat(AModel.outcome(evaluation, "BI001", "DPPL").threshold()).isZero();
        assertThat(AModel.outcome(evaluation, "BI001", "DPPL").isAlarm()).isTrue();
        assertThat(AModel.outcome(evaluation, "BI001", "DPPL").effect()).isZero();
    }

    @Test
    void configuredBandTakesThePlaceOfTheOneFromTheBaseline() {
        List<Row> rows = AModel.facetRows(400, 0.2, 800, 0.4, 46);
        ModelRules strict = INTERVAL.withLimits(
                Map.of(), Map.of(BiasMetric.DPPL, new Interval(-0.05, 0.05), BiasMetric.GE, new Interval(0, 0.01)));

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows, BASELINE, strict);

        assertThat(AModel.outcome(evaluation, "BI002", "DPPL").isAlarm()).isTrue();
        assertThat(AModel.outcome(evaluation, "BI002", "DPPL").threshold()).isEqualTo(0.05);
        assertThat(AModel.outcome(evaluation, "BI002", "GE").isAlarm()).isTrue();
        assertThat(bias(AModel.judge(AModel.FINAL, rows, BASELINE, INTERVAL))).isEmpty();
    }

    @Test
    void withoutABaselineValueOnlyTheFairBandIsAllowed() {
        ModelBaseline none = BASELINE.withBias(BiasBaseline.NONE);
        List<Row> rows = AModel.facetRows(400, 0.2, 800, 0.4, 47);

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows, none, INTERVAL);

        assertThat(AModel.outcome(evaluation, "BI002", "DI").threshold()).isEqualTo(0.8);
        assertThat(AModel.outcome(evaluation, "BI002", "DI").isAlarm()).isTrue();
    }

    @Test
    void alarmMeansThatNoPointOfTheIntervalIsAllowed() {
        for (int seed = 50; seed < 90; seed++) {
            double ofD = (seed - 50) / 40.0;
            ModelEvaluation evaluation =
                    AModel.judge(AModel.FINAL, AModel.facetRows(150, ofD, 300, 0.4, seed), BASELINE, INTERVAL);
            for (BiasFigure figure : evaluation.report().facets().get(0).bias()) {
                Interval band = BiasBand.of(figure.metric(), figure.baseline(), Map.of())
                        .orElse(Interval.UNDEFINED);
                if (band.isDefined()) {
                    RuleOutcome outcome =
                            AModel.outcome(evaluation, "BI002", figure.metric().wireName());
                    boolean isOutside = figure.interval().isOutside(band);
                    assertThat(
                                    outcome.isAlarm()
                                            ? isOutside
                                            : !isOutside || outcome.state() == RuleState.INSUFFICIENT_DATA)
                            .as("seed " + seed + " " + outcome)
                            .isTrue();
                }
            }
        }
    }

    private static List<Violation> bias(ModelEvaluation evaluation) {
        return evaluation.violations().stream()
                .filter(violation -> violation.outcome().code().startsWith("BI"))
                .toList();
    }

    private static BiasFigure figure(ModelEvaluation evaluation, BiasMetric metric) {
        return evaluation.report().facets().get(0).bias().stream()
                .filter(figure -> figure.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
