package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.FieldRef;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.wire.json.BiasAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What the service and smclarify 0.5 said of the same tables. The 21 metrics of the published analysis of the Adult data
 * are the service's own; the others were computed with smclarify.
 */
final class BiasGoldenTest {
    private static final double TOLERANCE = 1e-12;
    /** Differences that are meant; the mathematics' own list of them says why. */
    private static final Set<String> MEANT =
            Set.of("missing_group b CDDL", "missing_group b CDDPL", "adult_numeric_features_with_flip_test Female FT");

    private static final String ADULT = "examples/golden-bias-adult/";

    @Test
    void all21MetricsOfThePublishedAnalysisComeOut() throws IOException, InterruptedException {
        JsonNode expected = Goldens.json(ADULT + "expected.json").get("baseline");
        BiasAnalysis analysis = BiasJob.run(adult("baseline.csv")).analysis();

        int compared = 0;
        for (String stage : List.of("pre_training", "post_training")) {
            for (Map.Entry<String, JsonNode> metric : expected.get(stage).properties()) {
                assertThat(analysis.metric("Sex", "0", metric.getKey()))
                        .as(metric.getKey())
                        .hasValueSatisfying(value -> assertThat(value.value())
                                .isCloseTo(Goldens.number(metric.getValue()), within(TOLERANCE)));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(21);
        assertThat(analysis.preTraining().orElseThrow().labelValue()).isEqualTo("1");
    }

    @Test
    void theRuleByMagnitudeFlagsWhatTheServiceFlagged() throws IOException, InterruptedException {
        JsonNode expected = Goldens.json(ADULT + "expected.json");
        Map<String, BiasValue> baseline =
                BiasJob.run(adult("baseline.csv")).groups().get(0).values();
        Map<String, BiasValue> live =
                BiasJob.run(adult("live.csv")).groups().get(0).values();

        TreeSet<String> flagged = new TreeSet<>();
        live.forEach((metric, value) -> {
            if (value.isFartherFromZeroThan(Objects.requireNonNull(baseline.get(metric)))) {
                flagged.add(metric);
            }
        });

        TreeSet<String> published = new TreeSet<>();
        expected.get("flagged").forEach(metric -> published.add(metric.asText()));
        assertThat(flagged).isEqualTo(published);
        for (Map.Entry<String, JsonNode> metric :
                expected.get("live").get("post_training").properties()) {
            assertSame(
                    metric.getKey(),
                    Objects.requireNonNull(live.get(metric.getKey())).orNaN(),
                    Goldens.number(metric.getValue()));
        }
    }

    @Test
    void everyEdgeCaseOfSmclarifyComesOut() throws IOException, InterruptedException {
        assertThat(compareAll("golden/bias_edge.json", Map.of())).isEqualTo(468);
    }

    @Test
    void everyRealCaseOfSmclarifyComesOut() throws IOException, InterruptedException {
        Map<String, String> packed = Map.of(
                "german/german_with_predictions.csv", "german/german_with_predictions.csv.gz",
                "golden/adult_first_2000.csv", "golden/adult_first_2000.csv.gz");

        assertThat(compareAll("golden/bias_real.json", packed)).isEqualTo(483);
    }

    private static BiasPlan adult(String file) {
        LabelledFiles table = LabelledFiles.of(Goldens.file(ADULT + file));
        return BiasPlan.of(table, "Target", "1", FacetChoice.parse("Sex=0"))
                .withPredictions("predicted_label")
                .with(QualityPlan.Sides.of(FacetChoice.parse("Sex=0")).by("Age"));
    }

    private static int compareAll(String name, Map<String, String> packed) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (JsonNode golden : Goldens.json(name).get("cases")) {
            JsonNode input = golden.get("input");
            String file = input.get("file").asText();
            Path rows = only(Goldens.file(packed.getOrDefault(file, file)), input);
            BiasResult result = BiasJob.run(plan(rows, input));
            compared += compare(golden, "pre_training", result.analysis().preTraining(), differences);
            compared += compare(golden, "post_training", result.analysis().postTraining(), differences);
        }
        assertThat(differences).isEmpty();
        return compared;
    }

    private static int compare(
            JsonNode golden, String name, Optional<BiasAnalysis.Stage> stage, List<String> differences) {
        Map<String, BiasAnalysis.Facet> byValue = new LinkedHashMap<>();
        stage.orElseThrow().facets().values().forEach(list -> list.forEach(facet -> byValue.put(facet.value(), facet)));
        String id = golden.get("id").asText() + " ";
        if (golden.get(name).has("raises")) {
            byValue.values()
                    .forEach(facet -> facet.metrics().stream()
                            .filter(metric -> !Double.isNaN(metric.value()))
                            .forEach(metric -> differences.add(id + metric.name() + " has a value")));
            return byValue.size();
        }
        int compared = 0;
        for (JsonNode facet : golden.get(name)) {
            // Of a column of integers made fractions, as some cases do, smclarify writes 40 as 40.0.
            String value = facet.get("value_or_threshold").asText().replace(".0", "");
            BiasAnalysis.Facet ours = byValue.get(value);
            if (ours == null) {
                differences.add(id + "has no facet " + value + ", only " + byValue.keySet());
                continue;
            }
            for (JsonNode metric : facet.get("metrics")) {
                compareMetric(id + value + " ", metric, ours, differences);
                compared++;
            }
        }
        return compared;
    }

    private static void compareMetric(
            String where, JsonNode metric, BiasAnalysis.Facet ours, List<String> differences) {
        String name = metric.get("name").asText();
        BiasAnalysis.Metric found = ours.metrics().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        double expected = metric.get("value").isNull() ? Double.NaN : Goldens.number(metric.get("value"));
        boolean isSame = Double.isNaN(expected)
                ? Double.isNaN(found.value())
                : Math.abs(expected - found.value()) <= TOLERANCE || expected == found.value();
        if (isSame == MEANT.contains(where + name)) {
            differences.add(where + name + ": " + expected + ", ours " + found.value() + " " + found.error());
        }
        if (!found.description().equals(metric.get("description").asText())) {
            differences.add(where + name + ": " + found.description());
        }
    }

    private static void assertSame(String name, double found, double expected) {
        if (Double.isInfinite(expected)) {
            assertThat(found).as(name).isEqualTo(expected);
        } else {
            assertThat(found).as(name).isCloseTo(expected, within(TOLERANCE));
        }
    }

    /** The file, or its first rows where the case takes no others. */
    private static Path only(Path file, JsonNode input) throws IOException {
        JsonNode rows = input.get("rows");
        if (rows == null || rows.isNull()) {
            return file;
        }
        TextRows all = TextRows.open(LabelledFiles.of(file));
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", all.header().names()));
        try {
            all.forEach((pass, n, bytes) -> {}, row -> {
                if (lines.size() <= rows.get(1).asInt()) {
                    lines.add(String.join(",", row));
                }
                return "";
            });
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        assertThat(rows.get(0).asInt()).isZero();
        Path cut = Files.createTempFile("first-rows", ".csv");
        cut.toFile().deleteOnExit();
        return Files.write(cut, lines);
    }

    private static BiasPlan plan(Path file, JsonNode input) {
        LabelledFiles table = LabelledFiles.of(file);
        List<String> positives = new ArrayList<>();
        input.get("positive").forEach(value -> positives.add(value.asText()));
        boolean isThreshold = input.has("as_float");
        FieldRef column = FieldRef.named(input.get("facet").asText());
        List<String> values = new ArrayList<>();
        input.get("facet_values").forEach(value -> values.add(value.asText()));
        FacetChoice facet = isThreshold
                ? new FacetChoice(
                        column,
                        List.of(),
                        values.stream().map(Double::parseDouble).toList())
                : new FacetChoice(column, values, List.of());
        FieldRef group = input.get("group").isNull()
                ? FieldRef.NONE
                : FieldRef.named(input.get("group").asText());
        CsvHeader header = TextRows.open(table).header();
        List<String> kept = new ArrayList<>();
        input.path("keep").forEach(name -> kept.add(name.asText()));
        List<String> ignored = header.names().stream()
                .filter(name -> !kept.isEmpty() && !kept.contains(name))
                .sorted(Comparator.naturalOrder())
                .toList();
        return new BiasPlan(
                table,
                FieldRef.named(input.get("label").asText()),
                positives,
                Double.NaN,
                FieldRef.named(input.get("predicted").asText()),
                new QualityPlan.Sides(List.of(facet), group, FieldRef.NONE, ignored, true));
    }
}
