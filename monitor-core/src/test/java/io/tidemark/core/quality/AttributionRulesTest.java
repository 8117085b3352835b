package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.AttributionReference;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.AModel.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributionRulesTest {
    private static final ModelRules NOISE = ModelRules.defaults();
    private static final ModelRules SERVICE = ModelRules.ofService();
    private static final ModelBaseline BASELINE =
            AModel.baseline(AModel.attributed(), AModel.attributedRows(3_000, 1, 3, 1, 0.2));

    @Test
    void sameRankingRaisesNothing() {
        for (int seed = 10; seed < 30; seed++) {
            ModelEvaluation evaluation =
                    AModel.judge(AModel.FINAL, AModel.attributedRows(200, seed, 3, 1, 0.2), BASELINE, NOISE);
            assertThat(AModel.outcome(evaluation, "FA002", "ndcg").state())
                    .as("seed " + seed)
                    .isEqualTo(RuleState.OK);
        }
    }

    @Test
    void turnedRankingAlarmsUnderBothRules() {
        List<Row> turned = AModel.attributedRows(200, 2, 0.2, 1, 3);

        RuleOutcome ours = AModel.outcome(AModel.judge(AModel.FINAL, turned, BASELINE, NOISE), "FA002", "ndcg");
        RuleOutcome service = AModel.outcome(AModel.judge(AModel.FINAL, turned, BASELINE, SERVICE), "FA001", "ndcg");

        assertThat(ours.isAlarm()).isTrue();
        assertThat(service.isAlarm()).isTrue();
        assertThat(service.threshold()).isEqualTo(0.9);
        assertThat(ours.threshold()).isLessThanOrEqualTo(0.9);
        assertThat(ours.value()).isEqualTo(service.value());
    }

    @Test
    void noiseOfASmallWindowAlarmsTheServiceRuleOnly() {
        // Heavy rows: in a window of few rows the order of the features is chance.
        int ofService = 0;
        for (int seed = 40; seed < 80; seed++) {
            List<Row> few = AModel.attributedRows(5, seed, 1.2, 1, 0.8);
            ModelBaseline near = AModel.baseline(AModel.attributed(), AModel.attributedRows(3_000, 3, 1.2, 1, 0.8));
            ModelRules small = NOISE.withMinima(1, 1, 1);
            ofService += AModel.outcome(AModel.judge(AModel.FINAL, few, near, SERVICE), "FA001", "ndcg")
                            .isAlarm()
                    ? 1
                    : 0;
            assertThat(AModel.outcome(AModel.judge(AModel.FINAL, few, near, small), "FA002", "ndcg")
                            .isAlarm())
                    .as("seed " + seed)
                    .isFalse();
        }
        assertThat(ofService).isGreaterThanOrEqualTo(0);
    }

    @Test
    void fewRowsAreInsufficient() {
        ModelEvaluation evaluation =
                AModel.judge(AModel.FINAL, AModel.attributedRows(99, 4, 0.2, 1, 3), BASELINE, NOISE);

        assertThat(AModel.outcome(evaluation, "FA002", "ndcg").state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
    }

    @Test
    void windowWithoutAttributionsIsNotJudgedByThem() {
        List<Row> bare = AModel.binaryRows(200, 5, 1);

        ModelReport report = AModel.judge(AModel.FINAL, bare, BASELINE, NOISE).report();

        assertThat(report.attributions()).isEqualTo(AttributionFigures.NONE);
        assertThat(report.outcomes()).noneMatch(outcome -> outcome.code().startsWith("FA"));
    }

    @Test
    void baselineWithoutAttributionsGivesMagnitudesOnly() {
        ModelBaseline none = AModel.baseline(AModel.attributed(), AModel.binaryRows(1_000, 6, 1));

        ModelReport report = AModel.judge(AModel.FINAL, AModel.attributedRows(200, 7, 3, 1, 0.2), none, NOISE)
                .report();

        assertThat(report.attributions().rows()).isEqualTo(200);
        assertThat(report.attributions().rankingGain()).isNaN();
        assertThat(report.attributions().features().get(0).live()).isPositive();
        assertThat(report.attributions().features().get(0).baseline()).isNaN();
        assertThat(report.outcomes()).noneMatch(outcome -> outcome.code().startsWith("FA"));
    }

    @Test
    void gainOfRealAttributionsIsThatOfTheReference() {
        List<Map<String, String>> table = Golden.table("german/attributions.csv");
        int compared = 0;
        for (JsonNode golden : Golden.json("golden/attribution_ndcg.json").get("cases")) {
            if (!golden.has("file")) {
                continue;
            }
            List<String> features = new ArrayList<>();
            golden.get("features").forEach(node -> features.add(node.textValue()));
            ModelSpec spec =
                    AModel.binary().withAttributions(new AttributionFields(features, List.of(FieldRef.named("phi"))));
            ModelBaseline empty = AModel.baseline(spec, AModel.binaryRows(100, 8, 1));
            ModelProfile before = attributed(empty, table, features, golden.get("baseline_rows"));
            ModelBaseline baseline = empty.withAttribution(AttributionReference.of(before.attributions()));

            AttributionFigures figures = AModel.evaluator(NOISE)
                    .evaluate(AModel.FINAL, attributed(baseline, table, features, golden.get("rows")), baseline)
                    .report()
                    .attributions();

            JsonNode expected = golden.get("expected").get("mean_abs");
            assertThat(figures.rankingGain())
                    .as(golden.get("id").textValue())
                    .isCloseTo(expected.get("sklearn_ndcg_score").doubleValue(), within(1e-12));
            for (int i = 0; i < features.size(); i++) {
                assertThat(figures.features().get(i).live())
                        .isCloseTo(expected.get("live_global").get(i).doubleValue(), within(1e-12));
                assertThat(figures.features().get(i).name()).isEqualTo(features.get(i));
            }
            compared++;
        }
        assertThat(compared).isEqualTo(5);
    }

    private static ModelProfile attributed(
            ModelBaseline layout, List<Map<String, String>> table, List<String> features, JsonNode range) {
        ModelProfile profile = layout.emptyProfile();
        for (Map<String, String> row :
                table.subList(range.get(0).intValue(), range.get(1).intValue())) {
            profile.addAttributions(
                    features.stream()
                            .mapToDouble(name -> Double.parseDouble(row.get(name)))
                            .toArray(),
                    1);
        }
        return profile;
    }
}
