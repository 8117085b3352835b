package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd expressions over odd documents: an expression is refused where it is configured, and a search never throws. */
class AttributePathFuzzTest {
    private static final int ROUNDS = Integer.getInteger("tidemark.fuzz.mutations", 20_000);
    private static final long SEED = 40_902L;

    private static final List<String> LEAVES = List.of(
            "@",
            "a",
            "b",
            "\"odd key\"",
            "'raw'",
            "`1`",
            "`-0.0`",
            "`1e400`",
            "`\"x\"`",
            "`null`",
            "`{\"a\":[1]}`",
            "`[]`",
            "`NaN`",
            "a.b",
            "b[0]",
            "missing");

    private static final List<String> ODD_FUNCTIONS = List.of(
            "abs",
            "avg",
            "ceil",
            "contains",
            "ends_with",
            "floor",
            "join",
            "keys",
            "length",
            "map",
            "max",
            "max_by",
            "merge",
            "min",
            "min_by",
            "not_null",
            "reverse",
            "sort",
            "sort_by",
            "starts_with",
            "sum",
            "to_array",
            "to_number",
            "to_string",
            "type",
            "values",
            "nosuch");

    private static final List<String> DOCUMENTS = List.of(
            "null",
            "0",
            "\"text\"",
            "[]",
            "{}",
            "[1,\"x\",null,true,[2],{\"a\":3}]",
            "{\"a\":1e400,\"b\":[NaN,-Infinity,\"9\"]}",
            "{\"a\":{\"b\":[1,2,3]},\"b\":[{\"a\":\"x\"},{\"a\":1},{\"b\":null}],\"odd key\":[]}",
            "{\"a\":\"\\ud800\",\"b\":[\"\",\"\\u0000\"],\"\":{\"\":1}}",
            "{\"a\":[[[[[[[[[[1]]]]]]]]]],\"b\":{\"a\":{\"b\":{\"a\":{}}}}}",
            "[" + "1,".repeat(500) + "2]");

    private final Random random = new Random(SEED);

    @Test
    void noExpressionAndNoDocumentMakeASearchThrow() {
        int compiled = 0;
        int found = 0;
        int failed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String expression = expression(4);
            AttributePath path = compile(expression);
            if (path == null) {
                continue;
            }
            compiled++;
            String document = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
            Fault fault = new Fault();
            List<JsonValue> values = search(path, document, fault, expression);
            found += values == null ? 0 : 1;
            failed += values == null ? 1 : 0;
        }
        assertThat(compiled).isGreaterThan(ROUNDS / 10);
        assertThat(found).isPositive();
        assertThat(failed).as("searches that the library gave up").isPositive();
    }

    private static @Nullable List<JsonValue> search(
            AttributePath path, String document, Fault fault, String expression) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        JsonValue tree = new JsonTree(CaptureLimits.DEFAULT, fault).readOnly(bytes, 0, bytes.length);
        if (tree == null) {
            return null;
        }
        try {
            return path.search(tree, fault);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + SEED + ", expression " + expression + ", document " + document, e);
        }
    }

    /** An expression that is no expression is refused with its name, never otherwise. */
    private static @Nullable AttributePath compile(String expression) {
        try {
            return AttributePath.of("features attribute", expression);
        } catch (IllegalArgumentException e) {
            assertThat(e).as("seed %d", SEED).hasMessageStartingWith("features attribute = '");
            return null;
        }
    }

    private String expression(int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return LEAVES.get(random.nextInt(LEAVES.size()));
        }
        String one = expression(depth - 1);
        String other = expression(depth - 1);
        return switch (random.nextInt(13)) {
            case 0 -> one + "." + other;
            case 1 -> one + "[*]." + other;
            case 2 -> one + "[]";
            case 3 ->
                one + "[" + (random.nextInt(7) - 3) + ":" + random.nextInt(4) + ":" + (random.nextInt(5) - 2) + "]";
            case 4 -> one + "[?" + other + "]";
            case 5 -> "[" + one + "," + other + "]";
            case 6 -> "{x:" + one + ",\"y z\":" + other + "}";
            case 7 ->
                one + " " + List.of("||", "&&", "==", "<", ">=", "!=", "|").get(random.nextInt(7)) + " " + other;
            case 8 -> "!" + one;
            case 9 -> function() + "(" + one + ")";
            case 10 -> function() + "(" + one + ", &" + other + ")";
            case 11 -> function() + "(&" + one + ", " + other + ")";
            default -> function() + "(" + one + ", " + other + ")";
        };
    }

    private String function() {
        return ODD_FUNCTIONS.get(random.nextInt(ODD_FUNCTIONS.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "a[",
                "a b",
                "'",
                "`{`",
                "`",
                "sum(",
                "nosuch(a)",
                "sum(a,b)",
                "\"\\ud800",
                "\u0000"
            })
    void whatIsNoExpressionIsRefusedWhereItIsConfigured(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributePath.of("features attribute", text))
                .withMessageStartingWith("features attribute = '");
    }

    @Test
    void anExpressionThatIsTooDeepIsRefusedOrSearched() {
        JsonValue document = JsonValue.NULL;
        for (String deep : List.of(
                "(".repeat(50_000) + "a" + ")".repeat(50_000),
                "!".repeat(50_000) + "a",
                "a" + ".a".repeat(50_000),
                "[".repeat(20_000) + "a" + "]".repeat(20_000))) {
            AttributePath path = compile(deep);
            if (path != null) {
                Fault fault = new Fault();
                List<JsonValue> found = path.search(document, fault);
                assertThat(found == null ? fault.what() : "").doesNotContain("aaa");
            }
        }
    }

    @Test
    void aMessageDoesNotQuoteAnEndlessExpression() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributePath.of("features attribute", "(".repeat(10_000)))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).indexOf("' is no JMESPath"))
                        .isLessThan(300));
    }
}
