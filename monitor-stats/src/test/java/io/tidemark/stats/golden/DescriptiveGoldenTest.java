package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.summary.DescriptiveStatistics;
import io.tidemark.stats.summary.DistinctCount;
import io.tidemark.stats.summary.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Column statistics against exact rational arithmetic, NumPy and SciPy. Reading texts is another module's work. */
class DescriptiveGoldenTest {
    private static final List<String> ELSEWHERE = List.of(
            "n", "num_present", "num_missing", "completeness", "kinds", "text_length", "top10_by_count_then_text");

    private final GoldenFiles files = new GoldenFiles();

    @Test
    void edgeCasesAgreeWithNumpy() {
        checkFile("descriptive_edge");
    }

    @Test
    void realColumnsAgreeWithNumpy() {
        checkFile("descriptive_real");
    }

    private void checkFile(String name) {
        JsonNode root = GoldenFiles.json(name);
        GoldenCheck check = new GoldenCheck(name);
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(caseId(golden));
            checkCase(check, golden.get("expected"), texts(golden));
            check.endCase(golden.get("expected"));
        }
        check.finish(root);
    }

    private static void checkCase(GoldenCheck check, JsonNode expected, List<String> texts) {
        ELSEWHERE.forEach(field -> check.belongsElsewhere(expected, field));
        TreeMap<String, Long> counts = new TreeMap<>();
        DistinctCount distinct = new DistinctCount();
        texts.stream().filter(text -> !text.isEmpty()).forEach(text -> {
            counts.merge(text, 1L, Long::sum);
            distinct.add(text);
        });
        distinct(check, expected.get("distinct"), "/distinct", distinct);
        if (expected.has("entropy_nat")) {
            long[] sizes = counts.values().stream().mapToLong(Long::longValue).toArray();
            check.number(expected.get("entropy_nat"), "/entropy_nat", DescriptiveStatistics.entropyNats(sizes));
        }
        if (expected.has("numeric")) {
            double[] sorted = texts.stream()
                    .filter(text -> !text.isEmpty())
                    .mapToDouble(PythonNumber::parse)
                    .sorted()
                    .toArray();
            numeric(check, expected.get("numeric"), sorted);
        }
    }

    private static void numeric(GoldenCheck check, JsonNode expected, double[] sorted) {
        if (expected.get("sum").isTextual()) {
            assertThat(expected.get("sum").textValue()).isEqualTo("not finite");
            assertThatThrownBy(() -> Moments.of(sorted)).hasMessageContaining("is not finite");
            check.same("not finite", "/numeric/sum", expected.get("sum").textValue());
            check.same("not finite", "/numeric/mean", expected.get("mean").textValue());
            check.number(expected.get("min"), "/numeric/min", sorted[0]);
            check.number(expected.get("max"), "/numeric/max", sorted[sorted.length - 1]);
        } else {
            moments(check, expected, sorted);
        }
        boolean isFinite = Double.isFinite(sorted[sorted.length - 1]);
        check.number(
                expected.get("skewness_biased"),
                "/numeric/skewness_biased",
                isFinite ? DescriptiveStatistics.skewness(sorted) : Double.NaN);
        check.number(
                expected.get("kurtosis_fisher_biased"),
                "/numeric/kurtosis_fisher_biased",
                isFinite ? DescriptiveStatistics.kurtosis(sorted) : Double.NaN);
        quantiles(check, expected, "linear", q -> DescriptiveStatistics.quantileLinear(sorted, q));
        quantiles(check, expected, "lower", q -> DescriptiveStatistics.quantileLower(sorted, q));
        quantiles(check, expected, "inverted_cdf", q -> DescriptiveStatistics.quantileInvertedCdf(sorted, q));
        check.number(expected.get("num_zero"), "/numeric/num_zero", (double)
                Arrays.stream(sorted).filter(v -> v == 0).count());
        check.number(expected.get("num_negative"), "/numeric/num_negative", (double)
                Arrays.stream(sorted).filter(v -> v < 0).count());
        DistinctCount distinct = new DistinctCount();
        Arrays.stream(sorted).forEach(distinct::add);
        distinct(check, expected.get("distinct_numeric"), "/numeric/distinct_numeric", distinct);
    }

    private static void moments(GoldenCheck check, JsonNode expected, double[] sorted) {
        Moments moments = Moments.of(sorted);
        check.number(expected.get("sum"), "/numeric/sum", moments.sum());
        check.number(expected.get("mean"), "/numeric/mean", moments.mean());
        check.number(expected.get("min"), "/numeric/min", moments.min());
        check.number(expected.get("max"), "/numeric/max", moments.max());
        double sd = DescriptiveStatistics.populationSd(sorted);
        check.number(expected.get("std_population"), "/numeric/std_population", sd);
        double sampleSd = DescriptiveStatistics.sampleSd(sorted);
        check.number(expected.get("std_sample"), "/numeric/std_sample", sampleSd);
        if (moments.extremes() == 0) {
            check.same(sd, "/numeric/std_population", moments.populationSd());
            check.same(sampleSd, "/numeric/std_sample", moments.sampleSd());
        }
    }

    private static void quantiles(GoldenCheck check, JsonNode expected, String kind, DoubleUnaryOperator quantile) {
        List<Double> actual = new ArrayList<>();
        expected.get("quantile_probs").forEach(q -> actual.add(quantile.applyAsDouble(q.doubleValue())));
        check.numbers(expected.get("quantile_probs"), "/numeric/quantile_probs", probabilities(expected));
        String field = "quantiles_" + kind;
        double[] values = actual.stream().mapToDouble(Double::doubleValue).toArray();
        check.numbers(expected.get(field), "/numeric/" + field, values);
    }

    private static double[] probabilities(JsonNode expected) {
        double[] probabilities = new double[expected.get("quantile_probs").size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = expected.get("quantile_probs").get(i).doubleValue();
        }
        return probabilities;
    }

    /** Exact where the counter says so, otherwise within four standard errors of the sketch. */
    private static void distinct(GoldenCheck check, JsonNode expected, String field, DistinctCount actual) {
        if (actual.isExact()) {
            check.number(expected, field, (double) actual.estimate());
        } else {
            double relative = actual.estimate() / expected.doubleValue() - 1;
            check.same(true, field, Math.abs(relative) <= 4 * 0.012);
        }
    }

    private List<String> texts(JsonNode golden) {
        if (golden.has("file")) {
            String file = golden.get("file").textValue();
            return files.column(file, golden.get("column").textValue(), golden.path("rows"));
        }
        List<String> texts = new ArrayList<>();
        golden.get("column").forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    private static String caseId(JsonNode golden) {
        return golden.has("id")
                ? golden.get("id").textValue()
                : golden.get("file").textValue() + ":" + golden.get("column").textValue();
    }
}
