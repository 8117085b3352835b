package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FacetThreshold;
import io.tidemark.stats.fairness.PerformanceMetric;
import io.tidemark.stats.fairness.SideCounts;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Bias metrics against reports of smclarify 0.5. */
class BiasGoldenTest {
    private static final List<String> STAGES = List.of("pre_training", "post_training");

    private final GoldenFiles files = new GoldenFiles();

    @Test
    void handMadeTablesAgreeWithSmclarify() {
        checkFile("bias_edge");
    }

    @Test
    void germanCreditAndAdultAgreeWithSmclarify() {
        checkFile("bias_real");
    }

    @Test
    void smallCasesAgreeWithSmclarify() {
        JsonNode root = GoldenFiles.jsonAt("examples/golden-bias-edge/cases.json");
        GoldenCheck check = new GoldenCheck("bias_examples");
        for (JsonNode golden : root) {
            check.beginCase(golden.get("name").textValue());
            JsonNode columns = golden.get("rows");
            BiasRows rows = new BiasRows(
                    texts(columns.get("f")),
                    texts(columns.get("y")),
                    texts(columns.get("yhat")),
                    texts(columns.get("g")),
                    List.of(texts(columns.get("x"))),
                    new HashSet<>(texts(golden.get("label_values"))));
            for (JsonNode result : golden.get("result")) {
                String stage = "/" + result.get("stage").textValue();
                if (result.has("error")) {
                    check.same("fails", stage, hasPredictedPositive(rows) ? "does not fail" : "fails");
                } else {
                    String name = result.get("facet_value").asText();
                    Predicate<String> inD = selector(golden.get("facet_values"), name);
                    result.get("metrics")
                            .properties()
                            .forEach(e -> metric(check, stage + "/" + name, e.getKey(), e.getValue(), rows, inD));
                }
            }
        }
        check.finish(root);
    }

    @Test
    void bothFilesOfAnEndToEndRunAgreeWithThePublishedValues() {
        JsonNode expected = GoldenFiles.jsonAt("examples/golden-bias-adult/expected.json");
        GoldenCheck check = new GoldenCheck("bias_adult");
        Set<String> flagged = new TreeSet<>();
        BiasRows baseline = adult("baseline");
        BiasRows live = adult("live");
        Predicate<String> inD = "0"::equals;
        for (String stage : STAGES) {
            expected.get("baseline").get(stage).properties().forEach(e -> {
                check.number(
                        e.getValue(),
                        "/baseline/" + e.getKey(),
                        value(baseline, e.getKey(), inD).orNaN());
                JsonNode now = expected.get("live").get(stage).get(e.getKey());
                BiasValue ofLive = value(live, e.getKey(), inD);
                check.number(now, "/live/" + e.getKey(), ofLive.orNaN());
                if (ofLive.isFartherFromZeroThan(value(baseline, e.getKey(), inD))) {
                    flagged.add(e.getKey());
                }
            });
        }
        assertThat(flagged).containsExactlyInAnyOrderElementsOf(texts(expected.get("flagged")));
        check.finishWithoutCases();
    }

    private BiasRows adult(String name) {
        String file = "examples/golden-bias-adult/" + name + ".csv";
        JsonNode all = MissingNode.getInstance();
        List<List<String>> features = files.header(file).stream()
                .filter(column -> !List.of("Sex", "Target", "predicted_label").contains(column))
                .map(column -> files.column(file, column, all))
                .toList();
        return new BiasRows(
                files.column(file, "Sex", all),
                files.column(file, "Target", all),
                files.column(file, "predicted_label", all),
                files.column(file, "Age", all),
                features,
                Set.of("1"));
    }

    private void checkFile(String name) {
        JsonNode root = GoldenFiles.json(name);
        GoldenCheck check = new GoldenCheck(name);
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            BiasRows rows = rows(golden.get("input"));
            for (String stage : STAGES) {
                stage(check, golden, stage, rows);
            }
            basicStats(check, golden, rows);
            performance(check, golden.get("model_performance"), rows);
        }
        check.finish(root);
    }

    private static void stage(GoldenCheck check, JsonNode golden, String stage, BiasRows rows) {
        JsonNode expected = golden.get(stage);
        if (expected.has("raises")) {
            check.same("fails", "/" + stage, hasPredictedPositive(rows) ? "does not fail" : "fails");
            return;
        }
        for (JsonNode report : expected) {
            String name = report.get("value_or_threshold").textValue();
            Predicate<String> inD = selector(golden.get("input").get("facet_values"), name);
            for (JsonNode metric : report.get("metrics")) {
                String field = metric.get("name").textValue();
                metric(check, "/" + stage + "/" + name, field, metric.get("value"), rows, inD);
            }
        }
    }

    /** A value, or nothing on both sides. */
    private static void metric(
            GoldenCheck check, String at, String name, JsonNode expected, BiasRows rows, Predicate<String> inD) {
        BiasValue actual = value(rows, name, inD);
        if (expected.isNull() || expected.has("error")) {
            check.same("undefined", at + "/" + name, Double.isNaN(actual.orNaN()) ? "undefined" : actual);
        } else {
            check.number(expected, at + "/" + name, actual.orNaN());
        }
    }

    private static BiasValue value(BiasRows rows, String name, Predicate<String> inD) {
        return rows.value(name, rows.sides(inD), inD);
    }

    private static void basicStats(GoldenCheck check, JsonNode golden, BiasRows rows) {
        JsonNode expected = golden.get("basic_stats");
        if (expected.has("raises")) {
            check.same("fails", "/basic_stats", hasPredictedPositive(rows) ? "does not fail" : "fails");
            return;
        }
        for (JsonNode report : expected) {
            String name = report.get("value_or_threshold").textValue();
            FacetSides sides = rows.sides(selector(golden.get("input").get("facet_values"), name));
            SideCounts d = sides.disadvantaged();
            String at = "/basic_stats/" + name + "/";
            for (JsonNode metric : report.get("metrics")) {
                String field = metric.get("name").textValue();
                JsonNode value = metric.get("value");
                switch (field) {
                    case "proportion" ->
                        check.number(
                                value,
                                at + field,
                                d.rows() / (double) sides.everyone().rows());
                    case "observed_label_distribution" ->
                        check.numbers(value, at + field, new double[] {
                            d.labels().positiveShare(), 1 - d.labels().positiveShare()
                        });
                    case "confusion_matrix" -> check.numbers(value, at + field, shares(d.confusion()));
                    default -> throw new AssertionError(field);
                }
            }
        }
    }

    private static void performance(GoldenCheck check, JsonNode expected, BiasRows rows) {
        String at = "/model_performance";
        if (expected.has("raises")) {
            check.same("fails", at, hasPredictedPositive(rows) ? "does not fail" : "fails");
            return;
        }
        SideCounts everyone = rows.sides(facet -> false).everyone();
        for (JsonNode metric : expected.get("model_performance_metrics")) {
            String name = metric.get("name").textValue();
            PerformanceMetric figure = Arrays.stream(PerformanceMetric.values())
                    .filter(f -> f.wireName().equals(name))
                    .findFirst()
                    .orElseThrow();
            check.number(metric.get("value"), at + "/" + name, figure.of(everyone));
        }
        check.numbers(
                expected.get("binary_confusion_matrix"), at + "/binary_confusion_matrix", shares(everyone.confusion()));
        TreeSet<String> occurring = new TreeSet<>(rows.labels());
        occurring.addAll(rows.predictions());
        List<String> names = List.copyOf(occurring);
        ConfusionMatrix matrix = rows.confusion(names);
        expected.get("confusion_matrix")
                .properties()
                .forEach(row -> row.getValue()
                        .properties()
                        .forEach(cell -> check.number(
                                cell.getValue(),
                                at + "/confusion_matrix/" + row.getKey() + "/" + cell.getKey(),
                                (double) matrix.get(names.indexOf(row.getKey()), names.indexOf(cell.getKey())))));
    }

    private static double[] shares(BinaryConfusion c) {
        double n = c.total();
        return new double[] {
            c.truePositives() / n, c.falsePositives() / n, c.falseNegatives() / n, c.trueNegatives() / n
        };
    }

    private static boolean hasPredictedPositive(BiasRows rows) {
        BiasValue impact = BiasMetric.GE.of(rows.sides(facet -> false));
        return !impact.equals(new BiasValue.Undefined(BiasValue.Reason.NO_POSITIVES));
    }

    /** Texts are values of d, numbers are thresholds, null is each value in turn. */
    private static Predicate<String> selector(JsonNode facetValues, String name) {
        if (facetValues.isNull()) {
            return name::equals;
        }
        if (facetValues.get(0).isTextual()) {
            return new HashSet<>(texts(facetValues))::contains;
        }
        List<Double> breaks = new ArrayList<>();
        facetValues.forEach(node -> breaks.add(node.doubleValue()));
        FacetThreshold threshold = new FacetThreshold(breaks);
        return text -> threshold.isDisadvantaged(Double.parseDouble(text));
    }

    private BiasRows rows(JsonNode input) {
        String file = input.get("file").textValue();
        List<String> roles = List.of(text(input, "facet"), text(input, "label"), text(input, "predicted"));
        List<String> kept = input.has("keep") ? texts(input.get("keep")) : files.header(file);
        JsonNode range = input.path("rows");
        return new BiasRows(
                files.column(file, roles.get(0), range),
                files.column(file, roles.get(1), range),
                files.column(file, roles.get(2), range),
                input.get("group").isNull() ? null : files.column(file, text(input, "group"), range),
                kept.stream()
                        .filter(column -> !roles.contains(column))
                        .map(column -> files.column(file, column, range))
                        .toList(),
                new HashSet<>(texts(input.get("positive"))));
    }

    private static String text(JsonNode input, String field) {
        return input.get(field).textValue();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
