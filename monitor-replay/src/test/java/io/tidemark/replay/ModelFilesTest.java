package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.CENSUS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.wire.json.BiasAnalysis;
import io.tidemark.wire.json.BiasAnalysisJson;
import io.tidemark.wire.json.QualityStatistics;
import io.tidemark.wire.json.QualityStatisticsJson;
import io.tidemark.wire.json.QualityViolationsJson;
import io.tidemark.wire.json.ServiceBaselines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit of a model leaves in its folder. */
class ModelFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
    private static final LabelTraffic TRAFFIC = LabelTraffic.of(11, 1_000);
    private static final String QUALITY = "service/census/tidemark-model-quality/2026/03/01/01/";
    private static final String BIAS = "service/census/tidemark-bias/2026/03/01/01/";

    @TempDir
    private Path folder;

    @Test
    void reportsViolationsAndDeadLettersOfLabelsLieInFilesOfTheirOwn() throws Exception {
        AuditResult result = audit(plan(labelsWith("{broken")).withOutput(new OutputFolder(out(), false)));
        assertThat(names())
                .containsExactly(
                        "dead-letters.ndjson",
                        "label-dead-letters.ndjson",
                        "model-reports.ndjson",
                        "reports.ndjson",
                        "summary.json",
                        "violations.ndjson");
        ModelAudit model = result.model().orElseThrow();
        List<String> reports = Files.readAllLines(out().resolve("model-reports.ndjson"));
        assertThat(reports).hasSameSizeAs(model.reports());
        JsonNode first = MAPPER.readTree(reports.get(0));
        assertThat(first.get("verdictHash").asText())
                .isEqualTo(model.reports().get(0).verdictHash().hex());
        assertThat(first.get("status").asText()).isEqualTo("FINAL");
        List<String> letters = Files.readAllLines(out().resolve("label-dead-letters.ndjson"));
        assertThat(letters).hasSize(1);
        assertThat(MAPPER.readTree(letters.get(0)).get("source").asText()).isEqualTo("broken.jsonl:1");
        assertThat(Files.readAllLines(out().resolve("violations.ndjson"))).hasSize((int) result.violations());
        assertThat(Files.readAllLines(out().resolve("dead-letters.ndjson"))).isEmpty();
    }

    @Test
    void theSummaryHoldsTheIdentityOfLabels() throws Exception {
        AuditResult result = audit(plan(labelsWith("{broken")).withOutput(new OutputFolder(out(), false)));
        JsonNode summary = MAPPER.readTree(out().resolve("summary.json").toFile());
        ModelAudit model = result.model().orElseThrow();
        assertThat(summary.get("runHash").asText()).isEqualTo(result.runHash().hex());
        assertThat(summary.at("/model/modelHash").asText())
                .isEqualTo(model.modelHash().hex());
        assertThat(summary.at("/model/configHash").asText())
                .isEqualTo(model.configHash().hex());
        JsonNode labels = summary.at("/model/labels");
        long sum = 0;
        for (JsonNode count : labels.get("fates")) {
            sum += count.asLong();
        }
        assertThat(labels.get("received").asLong())
                .isEqualTo(sum)
                .isEqualTo(TRAFFIC.labels().size() + 1);
        assertThat(labels.at("/fates/joined").asLong()).isEqualTo(model.labels().count(LabelFate.JOINED));
        assertThat(labels.at("/deadLettered/malformed").asLong()).isEqualTo(1);
        assertThat(summary.at("/model/violations").asLong()).isEqualTo(model.violations());
    }

    @Test
    void anAuditWithoutAModelTakesItsFilesAwayAgain() throws Exception {
        AuditPlan plan = plan(labelsWith("{broken")).withOutput(new OutputFolder(out(), false));
        audit(plan);
        audit(plan.withModel(null));
        assertThat(names())
                .containsExactly("dead-letters.ndjson", "reports.ndjson", "summary.json", "violations.ndjson");
        assertThat(MAPPER.readTree(out().resolve("summary.json").toFile()).has("model"))
                .isFalse();
    }

    @Test
    void theServicesFilesHoldTheFiguresOfTheReports() throws Exception {
        AuditPlan plan = plan(TRAFFIC.labels());
        ServiceOutput service = ServiceOutput.of(ServiceBaselines.of(plan.baseline()));
        AuditResult result = audit(plan.withOutput(new OutputFolder(out(), false).withService(service)));
        ModelReport first = result.model().orElseThrow().reports().get(0);
        QualityStatistics statistics;
        try (InputStream in = Files.newInputStream(out().resolve(QUALITY + "statistics.json"))) {
            statistics = QualityStatisticsJson.read(in, "statistics.json");
        }
        for (String name : List.of("accuracy", "precision", "recall", "f1", "auc")) {
            assertThat(Objects.requireNonNull(statistics.metrics().get(name)).value())
                    .as(name)
                    .isEqualTo(
                            first.figure(name, FigureKind.NAIVE).orElseThrow().value());
        }
        assertThat(statistics.matrix())
                .satisfies(matrix ->
                        assertThat(matrix.get(1, 0)).isEqualTo(first.matrix().get(1, 0)));
        BiasAnalysis analysis;
        try (InputStream in = Files.newInputStream(out().resolve(BIAS + "analysis.json"))) {
            analysis = BiasAnalysisJson.read(in, "analysis.json");
        }
        double disparity = first.facets().get(0).bias().stream()
                .filter(figure -> figure.metric().wireName().equals("DPPL"))
                .findFirst()
                .orElseThrow()
                .value()
                .orNaN();
        assertThat(analysis.metric("group", "d", "DPPL"))
                .hasValueSatisfying(metric -> assertThat(metric.value()).isEqualTo(disparity));
    }

    @Test
    void theServicesFilesAreJudgedByItsRulesWhateverTheReportsAreJudgedBy() throws Exception {
        AuditPlan plan = plan(TRAFFIC.labels());
        ServiceOutput service = ServiceOutput.of(ServiceBaselines.of(plan.baseline()));
        audit(plan.withOutput(new OutputFolder(out(), false).withService(service)));
        try (InputStream in = Files.newInputStream(out().resolve(QUALITY + "constraint_violations.json"))) {
            assertThat(QualityViolationsJson.read(in, "violations"))
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.metric()).isEqualTo("accuracy");
                        assertThat(violation.check()).isEqualTo("LessThanThreshold");
                        assertThat(violation.description())
                                .startsWith("Metric accuracy with 0.")
                                .endsWith("0.85");
                    });
        }
        JsonNode execution =
                MAPPER.readTree(out().resolve(QUALITY + "execution.json").toFile());
        assertThat(execution.get("MonitoringExecutionStatus").asText()).isEqualTo("CompletedWithViolations");
    }

    @Test
    void aWindowWithoutLabelsFailsAsTheServiceDoes() throws Exception {
        AuditPlan plan = plan(List.of());
        ServiceOutput service = ServiceOutput.of(ServiceBaselines.of(plan.baseline()));
        audit(plan.withOutput(new OutputFolder(out(), false).withService(service)));
        assertThat(out().resolve(QUALITY + "statistics.json")).doesNotExist();
        JsonNode execution =
                MAPPER.readTree(out().resolve(QUALITY + "execution.json").toFile());
        assertThat(execution.get("MonitoringExecutionStatus").asText()).isEqualTo("Failed");
    }

    private static List<String> labelsWith(String line) {
        List<String> labels = new ArrayList<>(TRAFFIC.labels());
        labels.add(line);
        return labels;
    }

    private AuditPlan plan(List<String> labels) {
        LabelTraffic.write(folder.resolve("captures"), TRAFFIC.captures(), 2);
        LabelTraffic.write(
                folder.resolve("labels"),
                labels.stream().filter(l -> !l.equals("{broken")).toList(),
                2);
        if (labels.contains("{broken")) {
            TestCaptures.write(folder.resolve("labels/broken.jsonl"), List.of("{broken"));
        }
        Baseline baseline = TestBaseline.of(folder.resolve("captures"));
        return AuditPlan.of(folder.resolve("captures"), baseline, MonitorConfig.defaults(), LATER)
                .withNames(CENSUS)
                .withModel(ModelPlan.of(TestModel.baseline(), ModelConfig.defaults())
                        .withGroundTruth(folder.resolve("labels"), null));
    }

    private static AuditResult audit(AuditPlan plan) throws IOException, InterruptedException {
        return Audit.run(plan);
    }

    private Path out() {
        return folder.resolve("out");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(out())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
