package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares values with one reference file, field by field. Every field that the file holds must be asked for, belong to
 * another module, or stand in differences.tsv; every row there must differ somewhere.
 */
final class GoldenCheck {
    private static final double TOLERANCE = 1e-12;
    private static final double P_TOLERANCE = 1e-9;
    private static final double SMALLEST_P = 1e-300;

    private record Difference(String caseId, String prefix) {
        boolean covers(String id, String field) {
            return (caseId.equals("*") || caseId.equals(id))
                    && (field.equals(prefix) || field.startsWith(prefix + "/"));
        }
    }

    private final String file;
    private final List<Difference> differences;
    private final Set<Difference> seenDiffering =
            new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    private final TreeMap<String, Integer> elsewhere = new TreeMap<>();
    private final TreeMap<String, Integer> notOffered = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();
    private String caseId = "";
    private int cases;
    private int compared;
    private int differing;
    private int withoutReference;

    GoldenCheck(String file) {
        this.file = file;
        this.differences = GoldenFiles.text("differences.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> row[0].equals(file))
                .map(row -> new Difference(row[1], row[2]))
                .toList();
    }

    void beginCase(String id) {
        caseId = id;
        cases++;
        asked.clear();
    }

    /** Every leaf of the case's expectations must have been asked for. */
    void endCase(JsonNode expected) {
        leaves("", expected, field -> {
            if (asked.stream().noneMatch(a -> field.equals(a) || field.startsWith(a + "/"))) {
                failures.add(caseId + " " + field + ": not checked");
            }
        });
    }

    /** Names a field that another module answers for. */
    void belongsElsewhere(JsonNode parent, String field) {
        if (parent.has(field)) {
            asked.add("/" + field);
            elsewhere.merge(field, 1, Integer::sum);
        }
    }

    /** Names a figure that this product does not have; the reason stands in SOURCES.md. */
    void notOffered(JsonNode parent, String field) {
        if (parent.has(field)) {
            asked.add("/" + field);
            notOffered.merge(field, 1, Integer::sum);
        }
    }

    void number(JsonNode expected, String field, double actual) {
        compareNumber(expected, field, actual, field.endsWith("p_value") || field.matches(".*/p_[a-z_]+|.*_p"));
    }

    void numbers(JsonNode expected, String field, double[] actual) {
        asked.add(field);
        if (expected.size() != actual.length) {
            record(false, field, expected + " but " + actual.length + " numbers");
            return;
        }
        for (int i = 0; i < actual.length; i++) {
            compareNumber(expected.get(i), field, actual[i], false);
        }
    }

    void same(Object expected, String field, Object actual) {
        asked.add(field);
        record(expected.equals(actual), field, "expected " + expected + " but was " + actual);
    }

    /** Prints the balance and fails if anything was wrong. */
    void finish(JsonNode root) {
        JsonNode all = root.isArray() ? root : root.get("cases");
        assertThat(cases).isEqualTo(all.size());
        finishWithoutCases();
    }

    /** The same for a file without a list of cases. */
    void finishWithoutCases() {
        for (Difference difference : differences) {
            if (!seenDiffering.contains(difference)) {
                failures.add("listed difference " + difference + " does not differ any more");
            }
        }
        System.out.printf(
                "golden %s: %d cases, %d values compared, %d differ by name, %d without reference, elsewhere %s,"
                        + " not offered %s%n",
                file, cases, compared, differing, withoutReference, elsewhere, notOffered);
        assertThat(failures).as(file).isEmpty();
    }

    private void compareNumber(JsonNode expected, String field, double actual, boolean isProbability) {
        asked.add(field);
        if (expected.isNull()) {
            withoutReference++;
            return;
        }
        double value = expected.isTextual() ? Double.parseDouble(expected.textValue()) : expected.doubleValue();
        record(agree(value, actual, isProbability), field, "expected " + value + " but was " + actual);
    }

    private static boolean agree(double expected, double actual, boolean isProbability) {
        if (Double.compare(expected, actual) == 0 || expected == actual) {
            return true;
        }
        if (isProbability) {
            return Math.abs(expected - actual) <= P_TOLERANCE * expected
                    || (expected < SMALLEST_P && actual < SMALLEST_P && actual >= 0);
        }
        return Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected));
    }

    private void record(boolean agrees, String field, String detail) {
        compared++;
        for (Difference difference : differences) {
            if (difference.covers(caseId, field)) {
                if (!agrees) {
                    seenDiffering.add(difference);
                    differing++;
                }
                return;
            }
        }
        if (!agrees) {
            failures.add(caseId + " " + field + ": " + detail);
        }
    }

    private static void leaves(String path, JsonNode node, Consumer<String> visit) {
        if (node.isObject()) {
            node.properties().forEach(e -> leaves(path + "/" + e.getKey(), e.getValue(), visit));
        } else {
            visit.accept(path);
        }
    }
}
