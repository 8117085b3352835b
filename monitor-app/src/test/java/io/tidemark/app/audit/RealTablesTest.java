package io.tidemark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelledRowReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ModelAudit;
import io.tidemark.replay.ModelPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Real tables of answers, sent as captures of one hour, against the reference values of other libraries. */
@EnabledIfEnvironmentVariable(
        named = RealStream.VARIABLE,
        matches = ".+",
        disabledReason = "the real data are not there: set TIDEMARK_DATA to their folder")
class RealTablesTest {
    private static final Instant LATER = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void severalClassesHaveTheReferenceFigures() throws Exception {
        RealTable digits = RealTable.read(RealStream.data().resolve("golden/digits_predictions.csv"));
        List<FieldRef> scores = IntStream.range(0, 10)
                .mapToObj(digit -> new FieldRef("p" + digit, 1 + digit))
                .toList();
        ModelSpec spec = ModelSpec.multiclass(
                new FieldRef("predicted", 0),
                FieldRef.NONE,
                scores,
                IntStream.range(0, 10).mapToObj(String::valueOf).toList());
        List<String> answer = new ArrayList<>(List.of("predicted"));
        scores.forEach(score -> answer.add(score.name()));

        ModelAudit audit = audit(digits, answer, "label", learn(spec, "label", digits));

        JsonNode expected = golden("quality_multiclass.json", "digits").get("expected");
        ModelReport report = audit.reports().get(0);
        assertThat(report.labelled()).isEqualTo(expected.get("n").asLong());
        for (int actual = 0; actual < 10; actual++) {
            for (int predicted = 0; predicted < 10; predicted++) {
                assertThat(report.matrix().get(actual, predicted))
                        .isEqualTo(expected.at("/confusion_rows_true/" + actual + "/" + predicted)
                                .asLong());
            }
        }
        assertClose(report, "accuracy", expected.get("accuracy"));
        for (String kind : List.of("weighted", "macro")) {
            for (String metric : List.of("precision", "recall", "f1", "f2")) {
                assertClose(report, kind + "_" + metric, expected.at("/" + kind + "/" + metric));
            }
        }
        assertThat(audit.violations()).as("a model held against itself").isZero();
        assertThat(audit.labels().count(LabelFate.JOINED)).isEqualTo(1_797);
    }

    @Test
    void attributionsHaveTheReferenceGainAndAnswersTheReferenceFigures() throws Exception {
        RealTable credits = RealTable.read(RealStream.data().resolve("german/german_with_predictions.csv"));
        RealTable phi = RealTable.read(RealStream.data().resolve("german/attributions.csv"));
        List<String> features = phi.header();
        for (String feature : features) {
            phi = phi.renamed(feature, "phi." + feature);
        }
        RealTable all = credits.with(phi);
        List<FieldRef> fields = IntStream.range(0, features.size())
                .mapToObj(i -> new FieldRef("phi." + features.get(i), 2 + i))
                .toList();
        ModelSpec spec = ModelSpec.binary(
                        new FieldRef("predicted_risk", 0),
                        new FieldRef("score", 1),
                        ModelSpec.DEFAULT_THRESHOLD,
                        List.of("0", "1"))
                .withAttributions(new AttributionFields(features, fields));
        List<String> answer = new ArrayList<>(List.of("predicted_risk", "score"));
        features.forEach(feature -> answer.add("phi." + feature));
        ModelBaseline model = learn(spec, "credit_risk", all.range(0, 600));

        ModelReport whole = audit(all, answer, "credit_risk", model).reports().get(0);
        JsonNode expected = golden("quality_binary.json", "german").get("expected");
        assertThat(whole.labelled()).isEqualTo(1_000);
        for (String metric : List.of("accuracy", "precision", "f1")) {
            assertClose(whole, metric, expected.get(metric));
        }
        assertClose(whole, "recall", expected.get("recall_tpr"));
        assertClose(whole, "auc", expected.get("roc_auc"));

        ModelReport last = audit(all.range(600, 1_000), answer, "credit_risk", model)
                .reports()
                .get(0);
        assertThat(last.attributions().rankingGain())
                .isCloseTo(
                        golden("attribution_ndcg.json", "real_600_1000")
                                .at("/expected/mean_abs/sklearn_ndcg_score")
                                .asDouble(),
                        within(1e-12));
        assertThat(last.attributions().rows()).isEqualTo(400);
    }

    private static ModelBaseline learn(ModelSpec spec, String label, RealTable table) {
        LabelledRowReader reader = new LabelledRowReader(spec, FieldRef.named(label), List.of(), table.header());
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of());
        for (List<String> row : table.rows()) {
            assertThat(reader.read(row)).as(reader.problem()).isTrue();
            builder.survey(reader.prediction());
        }
        for (List<String> row : table.rows()) {
            assertThat(reader.read(row)).isTrue();
            builder.add(reader.prediction(), reader.label());
        }
        return builder.build();
    }

    private ModelAudit audit(RealTable table, List<String> answer, String label, ModelBaseline model)
            throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(folder, "run");
        List<String> captures = new ArrayList<>();
        List<String> labels = new ArrayList<>(List.of("inferenceId,label"));
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> row = table.rows().get(i);
            String answers = String.join(
                    ",", answer.stream().map(column -> table.get(row, column)).toList());
            captures.add("{\"captureData\":{\"endpointInput\":{\"data\":\"" + i % 7
                    + "\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"data\":\"" + answers
                    + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"row-" + i
                    + "\",\"inferenceTime\":\"2026-03-02T00:00:00Z\"},\"eventVersion\":\"0\"}");
            labels.add("row-" + i + "," + table.get(row, label));
        }
        Path train = Files.write(
                run.resolve("train.csv"),
                IntStream.range(-1, 70).mapToObj(i -> i < 0 ? "x" : "" + i % 7).toList());
        Path captured = Files.write(run.resolve("captures.jsonl"), captures);
        Path truth = Files.write(run.resolve("2026-03.csv"), labels);
        var baseline = BaselineJob.run(BaselinePlan.of(train)).baseline();
        return Audit.run(AuditPlan.of(captured, baseline, MonitorConfig.defaults(), LATER)
                        .withNames(new CaptureNames("model", null))
                        .withModel(ModelPlan.of(model, ModelConfig.defaults()).withGroundTruth(truth, null)))
                .model()
                .orElseThrow();
    }

    private static void assertClose(ModelReport report, String name, JsonNode expected) {
        assertThat(expected.isNumber()).as(name).isTrue();
        assertThat(report.figure(name, FigureKind.NAIVE).orElseThrow().value())
                .as(name)
                .isCloseTo(expected.asDouble(), within(1e-12));
    }

    private static JsonNode golden(String file, String id) throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(RealStream.data().resolve("golden").resolve(file).toFile())
                .get("cases");
        for (JsonNode one : cases) {
            if (one.get("id").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError(id);
    }
}
