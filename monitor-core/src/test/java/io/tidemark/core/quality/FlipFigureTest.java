package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FlipRow;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelInputs;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Defined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlipFigureTest {
    private static final ModelRules SERVICE = ModelRules.ofService();
    private static final ModelSpec SPEC =
            AModel.withSex(AModel.binary()).withInputs(ModelInputs.NONE.withFlipTest(List.of("x"), 100));
    private static final String LABEL = SPEC.facets().get(0).label();
    private static final ModelBaseline BASELINE = AModel.baseline(SPEC, AModel.facetRows(500, 0.3, 500, 0.3, 1))
            .withBias(new BiasBaseline(Map.of(LABEL, Map.of("FT", new Defined(-0.01)))));

    /** Everyone with x above 50 is accepted, but of facet d those only whose x is even. */
    private static List<Row> rows(int d, int a, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < d + a; i++) {
            boolean isD = i < d;
            int x = random.nextInt(100);
            boolean isAccepted = x > 50 && (!isD || x % 2 == 0);
            Prediction prediction = new Prediction(
                            isAccepted ? 1 : 0,
                            Double.NaN,
                            new double[0],
                            isD ? Facet.DISADVANTAGED : Facet.ADVANTAGED,
                            -1,
                            -1)
                    .with(new FlipRow(random.nextLong() | 1, new double[] {x}));
            rows.add(new Row(prediction, LabelValue.ofClass(isAccepted ? 1 : 0)));
        }
        return rows;
    }

    private static FlipFigure figure(ModelEvaluation evaluation) {
        return evaluation.report().facets().get(0).flip().orElseThrow();
    }

    @Test
    void figureSaysHowManyRowsWereComparedAndWhetherThatIsAll() {
        FlipFigure all = figure(AModel.judge(AModel.FINAL, rows(80, 90, 2), BASELINE, SERVICE));
        FlipFigure some = figure(AModel.judge(AModel.FINAL, rows(400, 90, 2), BASELINE, SERVICE));

        assertThat(all.disadvantaged()).isEqualTo(80);
        assertThat(all.advantaged()).isEqualTo(90);
        assertThat(all.isSample()).isFalse();
        assertThat(some.disadvantaged()).isEqualTo(100);
        assertThat(some.isSample()).isTrue();
        assertThat(some.value().orNaN()).isLessThan(-0.1);
        assertThat(some.interval().low()).isLessThan(some.value().orNaN());
        assertThat(some.interval().high()).isGreaterThan(some.value().orNaN());
        assertThat(some.baseline()).isEqualTo(new Defined(-0.01));
    }

    @Test
    void labelsDoNotTouchIt() {
        List<Row> rows = rows(150, 150, 3);

        FlipFigure before = figure(
                AModel.judge(AModel.OPEN, rows.stream().map(Row::unlabelled).toList(), BASELINE, SERVICE));

        assertThat(before).isEqualTo(figure(AModel.judge(AModel.OPEN, rows, BASELINE, SERVICE)));
    }

    @Test
    void servicesRuleJudgesItAndItsEvidenceProvesIt() {
        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows(400, 400, 4), BASELINE, SERVICE);

        Violation violation = evaluation.violations().stream()
                .filter(each -> each.outcome().metric().equals("FT"))
                .findFirst()
                .orElseThrow();
        EvidenceCheck check = ModelEvidence.check(violation, BASELINE);

        assertThat(violation.outcome().code()).isEqualTo("BI001");
        assertThat(violation.rows()).isEqualTo(200);
        assertThat(check.holds()).isTrue();
        assertThat(violation.evidence().bytes().length).isLessThan(24 * 1024);
    }

    @Test
    void ruleByIntervalDoesNotJudgeIt() {
        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows(400, 400, 4), BASELINE, ModelRules.defaults());

        assertThat(evaluation.report().outcomes())
                .extracting(RuleOutcome::metric)
                .doesNotContain("FT");
        assertThat(figure(evaluation).value()).isInstanceOf(Defined.class);
    }

    @Test
    void fewRowsAreNotShown() {
        List<Row> few = rows(5, 200, 6);
        ModelEvaluation hidden = AModel.judge(AModel.FINAL, few, BASELINE, SERVICE);

        assertThat(hidden.report().facets()).isEmpty();
        assertThat(hidden.report().outcomes())
                .filteredOn(outcome -> outcome.metric().equals("FT"))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
                    assertThat(outcome.value()).isNaN();
                });
    }

    @Test
    void fewComparedRowsAreNotShownEither() {
        List<Row> rows = new ArrayList<>();
        for (Row row : rows(60, 200, 7)) {
            boolean isLeft = rows.size() < 55;
            rows.add(isLeft ? new Row(row.prediction().with(FlipRow.NONE), row.label()) : row);
        }

        FlipFigure figure = figure(AModel.judge(AModel.FINAL, rows, BASELINE, SERVICE));

        assertThat(figure.disadvantaged()).isEqualTo(5);
        assertThat(figure.isWithheld()).isTrue();
        assertThat(figure.value()).isEqualTo(new BiasValue.Undefined(BiasValue.Reason.NO_ROWS));
    }

    @Test
    void modelWithoutFlipTestHasNoneInItsReports() {
        ModelBaseline plain = AModel.baseline(AModel.withSex(AModel.binary()), AModel.facetRows(500, 0.3, 500, 0.3, 1));

        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows(80, 90, 2), plain, SERVICE);

        assertThat(evaluation.report().facets().get(0).flip()).isEmpty();
        assertThat(evaluation.report().outcomes())
                .extracting(RuleOutcome::metric)
                .doesNotContain("FT");
    }

    @Test
    void finalHashCoversTheRowsThatWereCompared() {
        List<Row> rows = rows(80, 90, 8);
        List<Row> moved = new ArrayList<>(rows);
        Prediction first = rows.get(0).prediction();
        FlipRow elsewhere = new FlipRow(first.flipRow().key(), new double[] {99.5});
        moved.set(0, new Row(first.with(elsewhere), rows.get(0).label()));

        assertThat(AModel.judge(AModel.FINAL, moved, BASELINE, SERVICE).report().verdictHash())
                .isNotEqualTo(AModel.judge(AModel.FINAL, rows, BASELINE, SERVICE)
                        .report()
                        .verdictHash());
    }
}
