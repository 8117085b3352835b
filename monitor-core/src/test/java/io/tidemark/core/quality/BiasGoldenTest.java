package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.GroupColumn;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.stats.fairness.BiasValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reports and the service's rule over its published run on the Adult data, and over its small cases. */
class BiasGoldenTest {
    private static final String ADULT = "examples/golden-bias-adult/";
    private static final ModelRules SERVICE = ModelRules.ofService().withMinima(1, 1, 1);

    @Test
    void batchRunOfTheServiceOnAdultIsRepeated() {
        JsonNode expected = Golden.json(ADULT + "expected.json");
        ModelEvaluation evaluation = adultRun(ModelRules.ofService());

        FacetFigures facet = evaluation.report().facets().get(0);
        assertThat(facet.facet()).isEqualTo("Sex=0");
        int compared = 0;
        for (String stage : List.of("pre_training", "post_training")) {
            for (BiasFigure figure : facet.bias()) {
                JsonNode now =
                        expected.get("live").get(stage).path(figure.metric().wireName());
                if (!now.isMissingNode()) {
                    assertSame(figure.metric().wireName(), figure.value(), now);
                    JsonNode then = expected.get("baseline")
                            .get(stage)
                            .get(figure.metric().wireName());
                    assertSame(figure.metric().wireName(), figure.baseline(), then);
                    compared++;
                }
            }
        }
        // The 21st, FT, is a function of rows, not of counts.
        assertThat(compared).isEqualTo(20);
        Set<String> flagged = new TreeSet<>();
        expected.get("flagged").forEach(node -> flagged.add(node.textValue()));
        assertThat(biasViolations(evaluation))
                .extracting(violation -> violation.outcome().metric())
                .containsExactlyInAnyOrderElementsOf(flagged)
                .hasSize(8);
        assertThat(outcomes(evaluation, "BI001")).hasSize(20);
    }

    @Test
    void violationsOfTheBatchRunSayWhatTheServiceSaid() {
        JsonNode expected = Golden.json(ADULT + "expected.json");
        Map<String, String> published = new TreeMap<>();
        for (String stage : List.of("pre_training", "post_training")) {
            expected.get("live")
                    .get(stage)
                    .properties()
                    .forEach(now -> published.put(
                            now.getKey(),
                            "Metric value " + now.getValue().asText()
                                    + " doesn't meet the baseline constraint requirement "
                                    + expected.get("baseline")
                                            .get(stage)
                                            .get(now.getKey())
                                            .asText()));
        }
        List<Violation> violations = biasViolations(adultRun(ModelRules.ofService()));

        assertThat(violations).hasSize(8).allSatisfy(violation -> {
            String ours = ServiceTexts.description(violation.outcome());
            String theirs = Golden.field(published, violation.outcome().metric());
            assertThat(words(ours)).isEqualTo(words(theirs));
            assertThat(numbers(ours))
                    .usingElementComparator(BiasGoldenTest::nearly)
                    .isEqualTo(numbers(theirs));
            assertThat(violation.description()).startsWith(ours + ": ");
            assertThat(violation.checkType()).isEqualTo("bias_drift_check");
            assertThat(violation.facet()).isEqualTo("Sex=0");
        });
    }

    private static List<Violation> biasViolations(ModelEvaluation evaluation) {
        return evaluation.violations().stream()
                .filter(violation -> violation.outcome().code().equals("BI001"))
                .toList();
    }

    private static String words(String text) {
        return text.replaceAll("-?(Infinity|[0-9]+[.][0-9E-]+)", "#");
    }

    private static List<Double> numbers(String text) {
        return Pattern.compile("-?(Infinity|[0-9]+[.][0-9E-]+)")
                .matcher(text)
                .results()
                .map(result -> Double.parseDouble(result.group()))
                .toList();
    }

    private static int nearly(double a, double b) {
        return a == b || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)) ? 0 : Double.compare(a, b);
    }

    @Test
    void smallCasesHaveTheValuesOfTheReference() {
        int compared = 0;
        for (JsonNode golden : Golden.json("examples/golden-bias-edge/cases.json")) {
            String name = golden.get("name").textValue();
            if (name.equals("integer-label-trap") || golden.get("facet_values").isNull()) {
                continue; // a window's own values do not say what its columns are; one value against the rest each is
                // many facets
            }
            compared += compareSmallCase(golden);
        }
        assertThat(compared).isGreaterThan(180);
    }

    private static int compareSmallCase(JsonNode golden) {
        List<Map<String, String>> table = columns(golden.get("rows"));
        Set<String> positives = new HashSet<>();
        golden.get("label_values").forEach(node -> positives.add(node.asText()));
        JsonNode values = golden.get("facet_values");
        Facet facet = values.get(0).isNumber()
                ? Facet.above("f", values.get(0).doubleValue())
                : Facet.ofValues("f", List.of(values.get(0).textValue()));
        ModelSpec spec = AModel.binary().withFacets(List.of(facet));
        boolean hasGroup = golden.get("rows").has("g");
        if (hasGroup) {
            spec = spec.withGroup(new GroupColumn("g", FieldRef.named("g"), distinct(table, "g")));
        }
        table.forEach(row -> {
            row.put("y", positives.contains(row.get("y")) ? "1" : "0");
            row.put("yhat", positives.contains(row.get("yhat")) ? "1" : "0");
        });
        List<Row> rows = rows(spec, table, "y", "yhat");
        ModelReport report = AModel.judge(AModel.FINAL, rows, AModel.baseline(spec, rows), SERVICE)
                .report();
        assertThat(report.facets()).as(golden.get("name").textValue()).hasSize(1);
        Map<String, BiasValue> figures = new TreeMap<>();
        report.facets().get(0).bias().forEach(f -> figures.put(f.metric().wireName(), f.value()));
        int compared = 0;
        for (JsonNode stage : golden.get("result")) {
            for (Map.Entry<String, JsonNode> metric : stage.path("metrics").properties()) {
                boolean isReason =
                        metric.getValue().isObject() || metric.getValue().isNull();
                if (figures.containsKey(metric.getKey())) {
                    String id = golden.get("name").textValue() + " " + metric.getKey();
                    if (isReason) {
                        assertThat(figures.get(metric.getKey())).as(id).isInstanceOf(BiasValue.Undefined.class);
                    } else {
                        assertSame(id, figures.get(metric.getKey()), metric.getValue());
                    }
                    compared++;
                }
            }
        }
        return compared;
    }

    private static void assertSame(String id, BiasValue value, JsonNode expected) {
        double number = expected.isTextual() ? Double.parseDouble(expected.textValue()) : expected.doubleValue();
        if (Double.isInfinite(number)) {
            assertThat(value.orNaN()).as(id).isEqualTo(number);
        } else {
            assertThat(value.orNaN()).as(id).isCloseTo(number, within(1e-12 * Math.max(1, Math.abs(number))));
        }
    }

    private static List<RuleOutcome> outcomes(ModelEvaluation evaluation, String code) {
        return evaluation.report().outcomes().stream()
                .filter(outcome -> outcome.code().equals(code))
                .filter(outcome -> outcome.state() != RuleState.INSUFFICIENT_DATA)
                .toList();
    }

    /** Ages of both files: the service makes a group of every value that it meets, here those of the baseline are known. */
    private static ModelSpec adult() {
        List<Map<String, String>> both = new ArrayList<>(Golden.table(ADULT + "baseline.csv"));
        both.addAll(Golden.table(ADULT + "live.csv"));
        return AModel.binary()
                .withFacets(List.of(Facet.ofValues("Sex", List.of("0"))))
                .withGroup(new GroupColumn("Age", FieldRef.named("Age"), distinct(both, "Age")));
    }

    private static ModelEvaluation adultRun(ModelRules rules) {
        ModelSpec spec = adult();
        List<Row> before = rows(spec, Golden.table(ADULT + "baseline.csv"), "Target", "predicted_label");
        List<Row> now = rows(spec, Golden.table(ADULT + "live.csv"), "Target", "predicted_label");
        return AModel.judge(AModel.FINAL, now, AModel.baseline(spec, before), rules);
    }

    private static List<String> distinct(List<Map<String, String>> table, String column) {
        return List.copyOf(
                new TreeSet<>(table.stream().map(row -> row.get(column)).toList()));
    }

    private static List<Row> rows(ModelSpec spec, List<Map<String, String>> table, String label, String predicted) {
        return table.stream()
                .map(row -> new Row(
                        new Prediction(
                                Integer.parseInt(Golden.field(row, predicted)),
                                Double.NaN,
                                new double[0],
                                AModel.sides(spec, row),
                                AModel.group(spec, row),
                                -1),
                        LabelValue.ofClass(Integer.parseInt(Golden.field(row, label)))))
                .toList();
    }

    private static List<Map<String, String>> columns(JsonNode byColumn) {
        List<Map<String, String>> table = new ArrayList<>();
        byColumn.properties().forEach(column -> {
            for (int i = 0; i < column.getValue().size(); i++) {
                if (table.size() <= i) {
                    table.add(new TreeMap<>());
                }
                table.get(i).put(column.getKey(), column.getValue().get(i).asText());
            }
        });
        return table;
    }
}
