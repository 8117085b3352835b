package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.divergence.LInfinity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Distances between category counts against SciPy; definitions in the reference files. */
class CategoricalDistanceGoldenTest {
    private static final Comparator<String> BY_CODE_POINT = (a, b) -> {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    };

    private final GoldenFiles files = new GoldenFiles();

    @Test
    void edgeCasesAgreeWithScipy() {
        checkFile("distance_categorical_edge");
    }

    @Test
    void realColumnsAgreeWithScipy() {
        checkFile("distance_categorical_real");
    }

    private void checkFile(String name) {
        JsonNode root = GoldenFiles.json(name);
        GoldenCheck check = new GoldenCheck(name);
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            checkCase(check, golden.get("expected"), counts(golden, "baseline"), counts(golden, "current"));
            check.endCase(golden.get("expected"));
        }
        check.finish(root);
    }

    private static void checkCase(
            GoldenCheck check, JsonNode expected, Map<String, Long> baseline, Map<String, Long> window) {
        TreeSet<String> categories = new TreeSet<>(BY_CODE_POINT);
        categories.addAll(baseline.keySet());
        categories.addAll(window.keySet());
        check.same(texts(expected.get("categories")), "/categories", List.copyOf(categories));
        long[] b = vector(categories, baseline);
        long[] w = vector(categories, window);
        if (expected.has("undefined")) {
            check.same(Double.NaN, "/undefined", LInfinity.ofShares(b, w));
            return;
        }
        if (expected.has("n_baseline")) {
            check.number(expected.get("n_baseline"), "/n_baseline", sum(b));
            check.number(expected.get("n_current"), "/n_current", sum(w));
            check.numbers(expected.get("baseline_counts"), "/baseline_counts", asDoubles(b));
            check.numbers(expected.get("current_counts"), "/current_counts", asDoubles(w));
            check.same(texts(expected.get("new_categories")), "/new_categories", missingFrom(categories, baseline));
            check.same(
                    texts(expected.get("vanished_categories")),
                    "/vanished_categories",
                    missingFrom(categories, window));
        }
        new BinnedGolden(check).checkAll(expected, "", b, w);
    }

    private Map<String, Long> counts(JsonNode golden, String side) {
        Map<String, Long> counts = new TreeMap<>(BY_CODE_POINT);
        JsonNode source = golden.get(side);
        if (source.has("file") && golden.has("column")) {
            String column = golden.get("column").textValue();
            files.column(source.get("file").textValue(), column, source.path("rows")).stream()
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> counts.merge(text, 1L, Long::sum));
        } else {
            source.properties().forEach(e -> counts.put(e.getKey(), e.getValue().longValue()));
        }
        return counts;
    }

    private static List<String> missingFrom(Set<String> categories, Map<String, Long> counts) {
        return categories.stream().filter(c -> !counts.containsKey(c)).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    private static long[] vector(Set<String> categories, Map<String, Long> counts) {
        return categories.stream().mapToLong(c -> counts.getOrDefault(c, 0L)).toArray();
    }

    private static double[] asDoubles(long[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    private static double sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }
}
