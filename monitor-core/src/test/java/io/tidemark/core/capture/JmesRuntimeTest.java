package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JMESPath over trees of ours: what its functions and comparisons ask of a runtime. */
class JmesRuntimeTest {
    private static final String DOCUMENT =
            "{\"n\":[3,1,2.5],\"s\":\"b\\u00e4\",\"t\":true,\"f\":false,\"z\":null,\"e\":[],"
                    + "\"o\":{\"k\":1,\"l\":\"x\"},\"r\":[{\"a\":1,\"b\":\"y\"},{\"a\":2,\"b\":\"x\"}]}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', textBlock = """
            n[1]                        ; 1
            n[-1]                       ; 2.5
            n[::-1]                     ; [2.5,1,3]
            sort(n)                     ; [1,2.5,3]
            max(n)                      ; 3
            min(n)                      ; 1
            sum(n)                      ; 6.5
            length(n)                   ; 3
            length(s)                   ; 2
            length(o)                   ; 2
            contains(n, `1`)            ; true
            contains(n, `9`)            ; false
            contains(s, 'b')            ; true
            keys(o)                     ; ["k","l"]
            values(o)                   ; [1,"x"]
            o.*                         ; [1,"x"]
            to_string(o)                ; "{\\"k\\":1,\\"l\\":\\"x\\"}"
            to_number('12')             ; 12
            to_number('x')              ; null
            type(n)                     ; "array"
            type(o)                     ; "object"
            type(s)                     ; "string"
            type(t)                     ; "boolean"
            type(z)                     ; "null"
            type(n[0])                  ; "number"
            not_null(z, s)              ; "b\u00e4"
            r[?a > `1`].b               ; ["x"]
            r[?b == 'y'].a              ; [1]
            sort_by(r, &b)[0].a         ; 2
            max_by(r, &a).b             ; "x"
            r[].a                       ; [1,2]
            {x: n[0], y: s}             ; {"x":3,"y":"b\u00e4"}
            [n[0], s]                   ; [3,"b\u00e4"]
            z || s                      ; "b\u00e4"
            e || s                      ; "b\u00e4"
            f || s                      ; "b\u00e4"
            t && n[0]                   ; 3
            !t                          ; false
            missing                     ; null
            n.x                         ; null
            s[0]                        ; null
            join('-', keys(o))          ; "k-l"
            merge(o, {k: `5`})          ; {"k":5,"l":"x"}
            reverse(n)                  ; [2.5,1,3]
            abs(`-3`)                   ; 3
            floor(n[2])                 ; 2
            starts_with(s, 'b')         ; true
            map(&a, r)                  ; [1,2]
            n | [0]                     ; 3
            """)
    void expressionFindsWhatJmesPathSays(String expression, String expected) {
        JmesRuntime runtime = new JmesRuntime();

        JsonValue found = runtime.compile(expression).search(runtime.parseString(DOCUMENT));

        assertThat(
                        found instanceof JsonValue.Scalar scalar && scalar.kind() == FieldKind.JSON_STRING
                                ? '"' + scalar.text().replace("\"", "\\\"") + '"'
                                : runtime.toString(found))
                .isEqualTo(expected);
    }

    @Test
    void treesAreWrittenAsTheJsonTheyWere() {
        String text = "{\"a\":[1.50,-0,\"q\\\"\\\\\\u0001\",{}],\"b\":null,\"c\":[true,false]}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonValue tree = new JsonTree(CaptureLimits.DEFAULT, new Fault()).readOnly(bytes, 0, bytes.length);

        assertThat(new JmesRuntime().toString(Objects.requireNonNull(tree))).isEqualTo(text);
    }
}
