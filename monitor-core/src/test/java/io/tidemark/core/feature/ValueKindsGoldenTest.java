package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * How texts read, against Python's reading of the same columns (an integer pattern, then {@code float()}); golden file
 * of NumPy 2.4.6 and SciPy 1.17.1. A difference is listed with its reason, and one that is listed must differ.
 */
class ValueKindsGoldenTest {
    private static final Map<String, String> DIFFERENCES = Map.of(
            "scientific",
                    "'.5' and '5.' are read as numbers, but spelled as text: Deequ's patterns want digits on both sides",
            "spaces", "a space before or behind makes the spelling a text; the number is read all the same",
            "booleans", "only 'true' and 'false' in lower case are booleans, as in Deequ",
            "hex_and_underscore", "'1_000' is a text: underscores belong to Python's source, not to data",
            "arabic_digits", "digits of other scripts are a text: a bin must not depend on a Unicode table");

    @Test
    void everyColumnReadsAsInPythonOrDiffersByName() throws IOException {
        Set<String> differing = new TreeSet<>();
        int compared = 0;
        for (JsonNode golden : cases()) {
            Map<String, Long> ours = kinds(golden.path("column"));
            if (!ours.equals(expected(golden))) {
                differing.add(golden.path("id").asText());
            }
            compared++;
        }
        System.out.printf(
                "golden kinds of descriptive_edge: %d cases, %d differ by name%n", compared, differing.size());
        assertThat(compared).isEqualTo(25);
        assertThat(differing).isEqualTo(DIFFERENCES.keySet());
    }

    @Test
    void missingValuesAreCountedAsInPython() throws IOException {
        for (JsonNode golden : cases()) {
            assertThat(kinds(golden.path("column")).getOrDefault("missing", 0L))
                    .as(golden.path("id").asText())
                    .isEqualTo(golden.path("expected").path("num_missing").asLong());
        }
    }

    private static JsonNode cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ValueKindsGoldenTest.class.getResourceAsStream("/golden/descriptive_edge.json"))) {
            return new JsonMapper().readTree(in).path("cases");
        }
    }

    private static Map<String, Long> expected(JsonNode golden) {
        Map<String, Long> expected = new TreeMap<>();
        for (Map.Entry<String, JsonNode> kind :
                golden.path("expected").path("kinds").properties()) {
            expected.put(kind.getKey(), kind.getValue().asLong());
        }
        return expected;
    }

    private static Map<String, Long> kinds(JsonNode column) {
        Map<String, Long> kinds = new TreeMap<>();
        ValueScanner scanner = new ValueScanner();
        for (JsonNode text : column) {
            byte[] bytes = text.asText().getBytes(StandardCharsets.UTF_8);
            scanner.scan(bytes, 0, bytes.length);
            kinds.merge(kindOf(scanner), 1L, Long::sum);
        }
        return kinds;
    }

    private static String kindOf(ValueScanner scanner) {
        return switch (scanner.numeric()) {
            case NAN, POSITIVE_INFINITY, NEGATIVE_INFINITY ->
                scanner.valueClass() == ValueClass.STRING ? "nan_or_inf_text" : "fractional";
            default ->
                switch (scanner.valueClass()) {
                    case MISSING -> "missing";
                    case INTEGRAL -> "integral";
                    case FRACTIONAL -> "fractional";
                    case BOOLEAN -> "boolean_text";
                    case STRING -> "string";
                };
        };
    }
}
