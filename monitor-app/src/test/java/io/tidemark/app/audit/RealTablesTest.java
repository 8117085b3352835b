package io.tidemark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.LabelFate;
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
import java.util.List;
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
        ModelAudit audit = audit(RealAnswers.digits());

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
        RealAnswers german = RealAnswers.german();
        ModelReport whole = audit(german).reports().get(0);
        JsonNode expected = golden("quality_binary.json", "german").get("expected");
        assertThat(whole.labelled()).isEqualTo(1_000);
        for (String metric : List.of("accuracy", "precision", "f1")) {
            assertClose(whole, metric, expected.get(metric));
        }
        assertClose(whole, "recall", expected.get("recall_tpr"));
        assertClose(whole, "auc", expected.get("roc_auc"));

        ModelReport last = audit(german.range(600, 1_000)).reports().get(0);
        assertThat(last.attributions().rankingGain())
                .isCloseTo(
                        golden("attribution_ndcg.json", "real_600_1000")
                                .at("/expected/mean_abs/sklearn_ndcg_score")
                                .asDouble(),
                        within(1e-12));
        assertThat(last.attributions().rows()).isEqualTo(400);
    }

    private ModelAudit audit(RealAnswers answers) throws IOException, InterruptedException {
        RealAnswers.Written run = answers.write(Files.createTempDirectory(folder, "run"));
        ModelPlan plan = ModelPlan.of(answers.model(), ModelConfig.defaults()).withGroundTruth(run.groundTruth(), null);
        return Audit.run(AuditPlan.of(run.captures(), run.baseline(), MonitorConfig.defaults(), LATER)
                        .withNames(new CaptureNames("model", null))
                        .withModel(plan))
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
