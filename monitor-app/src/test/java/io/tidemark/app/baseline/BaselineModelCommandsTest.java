package io.tidemark.app.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.options.ModelFile;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.wire.json.BiasAnalysisJson;
import io.tidemark.wire.json.QualityConstraintsJson;
import io.tidemark.wire.json.QualityStatistics;
import io.tidemark.wire.json.QualityStatisticsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that make model baselines, on German credits and on the Adult rows of the published analysis. */
final class BaselineModelCommandsTest {
    private static final Path CREDIT = Path.of("../examples/credit/predictions.csv.gz");
    private static final Path ATTRIBUTIONS = Path.of("../examples/credit/attributions.csv.gz");
    private static final Path GOLDEN = Path.of("../monitor-stats/src/test/resources/golden/examples/golden-bias-adult");

    @TempDir
    private Path folder = Path.of("");

    private final RecordedConsole recorded = RecordedConsole.piped();

    private int run(Object... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(Stream.of("baseline"), Stream.of(args).map(Object::toString))
                        .toArray(String[]::new));
    }

    @Test
    void qualityMakesAModelWithFacetsAndSegments() {
        assertThat(quality("--facet", "foreign_worker=A202", "--facet", "age@12>40", "--segment", "housing"))
                .as(recorded.err())
                .isZero();

        ModelBaseline model = model("m.json");
        assertThat(model.rows()).isEqualTo(1_000);
        assertThat(model.spec().facets())
                .extracting(facet -> facet.label())
                .containsExactly("foreign_worker=A202", "age>40");
        assertThat(model.spec().facets().get(1).field().position()).isEqualTo(12);
        assertThat(model.spec().segmentCount()).isEqualTo(4);
        assertThat(recorded.out()).contains(model.hash().hex()).contains("1,000 with a label");
        assertThat(recorded.err()).contains("next: tidemark audit CAPTURES --baseline BASELINE --model ");
    }

    @Test
    void qualityLeavesTheServicesFiles() throws IOException {
        assertThat(quality("--service-files", folder.resolve("service"))).isZero();

        QualityStatistics statistics = read(folder.resolve("service/statistics.json"), QualityStatisticsJson::read);
        QualityConstraintsJson.Content constraints =
                read(folder.resolve("service/constraints.json"), QualityConstraintsJson::read);
        assertThat(constraints.constraints()).isEqualTo(model("m.json").constraints());
        QualityStatistics.Value recall =
                Objects.requireNonNull(statistics.metrics().get("recall"));
        MetricConstraint limit =
                Objects.requireNonNull(constraints.constraints().byMetric().get("recall"));
        assertThat(recall.value()).isEqualTo(limit.threshold());
        assertThat(recall.standardDeviation()).isPositive();
    }

    @Test
    void limitsOfTheServiceReplaceOnes() throws IOException {
        Path file = folder.resolve("constraints.json");
        Files.writeString(
                file,
                "{\"version\":0.0,\"binary_classification_constraints\":{\"recall\":{\"threshold\":0.75,"
                        + "\"comparison_operator\":\"LessThanThreshold\"}}}");

        assertThat(quality("--constraints", file)).as(recorded.err()).isZero();

        assertThat(model("m.json").constraints().byMetric()).containsOnlyKeys("recall");
        assertThat(quality("--constraints", file, "--problem", "multiclass")).isEqualTo(2);
        assertThat(recorded.err()).contains("the limits are of a BinaryClassification model");
    }

    @Test
    void biasWritesThePublishedAnalysisToTheLastDigit() throws IOException {
        Path analysis = folder.resolve("analysis.json");

        assertThat(run(
                        "bias",
                        GOLDEN.resolve("baseline.csv"),
                        "--label",
                        "Target",
                        "--positive",
                        "1",
                        "--predicted",
                        "predicted_label",
                        "--facet",
                        "Sex=0",
                        "--group",
                        "Age",
                        "-o",
                        analysis))
                .as(recorded.err())
                .isZero();

        JsonNode expected = new ObjectMapper()
                .readTree(GOLDEN.resolve("expected.json").toFile())
                .get("baseline");
        var written = read(analysis, BiasAnalysisJson::read);
        int exact = 0;
        for (String stage : List.of("pre_training", "post_training")) {
            for (var metric : expected.get(stage).properties()) {
                double value = written.metric("Sex", "0", metric.getKey())
                        .orElseThrow()
                        .value();
                assertThat(Math.abs(value - metric.getValue().asDouble()))
                        .as(metric.getKey())
                        .isLessThanOrEqualTo(1e-12);
                exact++;
            }
        }
        assertThat(exact).isEqualTo(21);
    }

    @Test
    void biasReplacesTheFiguresOfAModel() {
        quality("--facet", "foreign_worker=A202");
        ModelBaseline before = model("m.json");

        assertThat(bias("--facet", "foreign_worker=A202", "--group", "job", "--model", folder.resolve("m.json")))
                .as(recorded.err())
                .isZero();

        ModelBaseline after = model("m.json");
        assertThat(before.biasBaseline().value("foreign_worker=A202", "CDDL")).isInstanceOf(BiasValue.Undefined.class);
        assertThat(after.biasBaseline().value("foreign_worker=A202", "CDDL")).isInstanceOf(BiasValue.Defined.class);
        assertThat(after.hash()).isNotEqualTo(before.hash());
        assertThat(bias("--facet", "housing", "--model", folder.resolve("m.json")))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("the model baseline has no facet housing=A151");
    }

    @Test
    void biasSpeaksJson() throws IOException {
        assertThat(bias("--facet", "foreign_worker=A202", "--format", "json")).isZero();

        JsonNode json = new ObjectMapper().readTree(recorded.out());
        assertThat(json.get("kind").asText()).isEqualTo("bias");
        assertThat(json.get("rows").toString()).contains("\"metric\":\"DPPL\"");
    }

    @Test
    void aModelIsShown() throws IOException {
        quality("--facet", "foreign_worker=A202", "--segment", "housing");
        ModelBaseline model = model("m.json");

        assertThat(run("show", folder.resolve("m.json"))).isZero();
        assertThat(recorded.out())
                .contains(model.hash().hex())
                .contains("BinaryClassification")
                .contains("foreign_worker=A202")
                .containsPattern("auc +0\\.[0-9]+ +at least");
        RecordedConsole json = RecordedConsole.piped();
        Main.run(json.console(), "baseline", "show", folder.resolve("m.json").toString(), "--format", "json");
        JsonNode page = new ObjectMapper().readTree(json.out());
        assertThat(page.get("kind").asText()).isEqualTo("modelBaseline");
        assertThat(page.get("rows").size())
                .isEqualTo(model.constraints().byMetric().size()
                        + model.biasBaseline().byFacet().values().stream()
                                .mapToInt(figures -> figures.size())
                                .sum());
    }

    @Test
    void modelsOfAFolderAreListed() {
        quality();

        assertThat(run("list", folder, "--format", "csv")).isZero();
        assertThat(recorded.out())
                .contains("m.json,MODEL," + model("m.json").hash().hex() + ",1000,,");
    }

    @Test
    void attributionsJoinAModel() {
        quality();

        assertThat(run(
                        "attribution",
                        ATTRIBUTIONS,
                        "--model",
                        folder.resolve("m.json"),
                        "--field",
                        "shap",
                        "-o",
                        folder.resolve("e.json")))
                .as(recorded.err())
                .isZero();

        ModelBaseline model = model("e.json");
        assertThat(model.spec().attributions().features()).hasSize(20);
        assertThat(model.attribution().orElseThrow().rows()).isEqualTo(1_000);
        assertThat(model.constraints()).isEqualTo(model("m.json").constraints());
        assertThat(recorded.out()).contains("features  20, first status");
    }

    @Test
    void globalAttributionsOfTheServiceServeToo() throws IOException {
        quality();
        Path analysis = folder.resolve("analysis.json");
        Files.writeString(
                analysis,
                "{\"explanations\":{\"kernel_shap\":{\"label0\":{\"global_shap_values\":{\"age\":0.5,\"job\":0.25}}}}}");

        assertThat(run("attribution", analysis, "--model", folder.resolve("m.json"), "--field", "shap"))
                .as(recorded.err())
                .isZero();

        assertThat(model("m.json").attribution().orElseThrow().means()).containsExactly(0.5, 0.25);
        assertThat(run("attribution", analysis, "--model", folder.resolve("m.json"), "--of", "label7"))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("the analysis has no label label7");
    }

    @Test
    void attributionsWithoutAPlaceInResponsesAreRefused() {
        quality();

        assertThat(run("attribution", ATTRIBUTIONS, "--model", folder.resolve("m.json")))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("it is not known where responses hold attributions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --label nope --predicted predicted_risk           | no column "nope"
                    --label credit_risk                                | no field of the response says
                    --label credit_risk --predicted p --problem maybe  | is none of binary, multiclass, regression
                    --label credit_risk --predicted predicted_risk --facet age>old | is no facet
                    --predicted predicted_risk                         | --label
                    --label age --predicted predicted_risk             | no label of two classes
                    """)
    void mistakesOfQualityAreToldWithAWayOut(String options, String because) {
        Object[] args = Stream.concat(
                        Stream.of("quality", CREDIT, "-o", folder.resolve("m.json")), Stream.of(options.split(" +")))
                .toArray();

        assertThat(run(args)).isEqualTo(2);
        assertThat(recorded.err()).contains(because);
        assertThat(folder.resolve("m.json")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --positive 1                                              | no facet given
                    --facet foreign_worker=A202                               | either --positive or --positive-above
                    --facet foreign_worker=A202 --positive 1 --positive-above 0 | either --positive or --positive-above
                    --facet foreign_worker=A202 --positive 1 --model nope.json | nope.json
                    """)
    void mistakesOfBiasAreToldWithAWayOut(String options, String because) {
        Object[] args = Stream.concat(
                        Stream.of("bias", CREDIT, "--label", "credit_risk"), Stream.of(options.split(" +")))
                .toArray();

        assertThat(run(args)).isEqualTo(2);
        assertThat(recorded.err()).contains(because);
    }

    @Test
    void noTableIsToldWithAnExample() {
        assertThat(run("quality", "--label", "y", "-o", folder.resolve("m.json")))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("no table given").contains("tidemark baseline quality predictions.csv");
    }

    private int quality(Object... more) {
        return run(Stream.concat(
                        Stream.of(
                                "quality",
                                CREDIT,
                                "--label",
                                "credit_risk",
                                "--predicted",
                                "predicted_risk",
                                "--probability",
                                "score",
                                "-o",
                                folder.resolve("m.json")),
                        Stream.of(more))
                .toArray());
    }

    private int bias(Object... more) {
        return run(Stream.concat(
                        Stream.of(
                                "bias",
                                CREDIT,
                                "--label",
                                "credit_risk",
                                "--positive",
                                "1",
                                "--predicted",
                                "predicted_risk"),
                        Stream.of(more))
                .toArray());
    }

    private ModelBaseline model(String name) {
        return new ModelFile(folder.resolve(name)).read();
    }

    private static <T> T read(Path file, ModelServiceFiles.Reading<T> reading) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return reading.read(in, file.toString());
        }
    }
}
