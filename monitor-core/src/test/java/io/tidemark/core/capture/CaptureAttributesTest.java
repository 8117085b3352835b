package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureAttributesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            features                ; {"features":[1,2.50,"x",null],"id":7}                       ; 1|2.50|x|null
            features                ; {"features":{"a":1,"b":true}}                               ; a=1|b=true
            data.row                ; {"data":{"row":[1e5]}}                                      ; 1e5
            instances               ; {"instances":[[1,2],[3,4]],"signature":"s"}                 ; 1|2,3|4
            instances               ; {"instances":[{"a":1},{"a":2}],"signature":"s"}             ; a=1,a=2
            instances               ; {"instances":[1,2],"signature":"s"}                         ; 1|2
            instances[*].features   ; {"instances":[{"features":[1,2]},{"features":[3]}]}         ; 1|2,3
            instances[*].x          ; {"instances":[{"x":1},{"x":2}]}                             ; 1,2
            instances[*]            ; {"instances":[[1,2],[3,4]]}                                 ; 1|2,3|4
            [*].f                   ; [{"f":[1]},{"f":[2]}]                                       ; 1,2
            [*]                     ; [[1],[2]]                                                   ; 1,2
            @                       ; {"a":1}                                                     ; a=1
            instances[*].[a,b]      ; {"instances":[{"a":1,"b":2,"c":3},{"b":4}]}                 ; 1|2,null|4
            instances[*].{x:a}      ; {"instances":[{"a":1},{"a":2}]}                             ; x=1,x=2
            instances[0].f          ; {"instances":[{"f":[1]},{"f":[2]}]}                         ; 1
            instances[].f           ; {"instances":[{"f":[1]},{"f":[2]}]}                         ; 1,2
            instances[:1].f         ; {"instances":[{"f":[1]},{"f":[2]}]}                         ; 1
            instances[?ok].f        ; {"instances":[{"f":[1],"ok":true},{"f":[2],"ok":false}]}    ; 1
            "odd key".f             ; {"odd key":{"f":[1]}}                                       ; 1
            deep                    ; {"deep":[1,[2,{"a":"q"}]]}                                  ; 1|[2,{"a":"q"}]
            """)
    void featuresAreFoundByTheExpression(String expression, String payload, String rows) {
        assertThat(features(expression).input(aCapture().withJsonInput(payload)))
                .isEqualTo(split(rows));
    }

    private static List<String> split(String rows) {
        return rows.contains("{") ? List.of(rows) : List.of(rows.split(",", -1));
    }

    @Test
    void everyJsonLineIsSearched() {
        assertThat(features("features")
                        .input(aCapture().withJsonInput("{\"features\":[1,2]}\n\n{\"features\":[3,4]}\n")))
                .containsExactly("1|2", "3|4");
    }

    @Test
    void numbersKeepTheirSpelling() {
        String numbers = "1.50|-0.0|1E400|9007199254740993|0.1000000000000000055511151231257827|NaN|-Infinity";
        assertThat(features("f").input(aCapture().withJsonInput("{\"f\":[" + numbers.replace('|', ',') + "]}")))
                .containsExactly(numbers);
    }

    @Test
    void textsKeepTheirBytesAndLoseTheirEscapes() {
        assertThat(features("f")
                        .input(aCapture().withJsonInput("{\"\\u0066\":[\"a\\n\\u00e4\\ud83d\\ude00\",\"\\\\\"]}")))
                .containsExactly("a\n\u00e4\ud83d\ude00|\\");
    }

    @Test
    void recordThatLacksItsFeaturesIsRefusedAndShiftsNoOther() {
        FormParser parser = features("instances[*].f");

        parser.assertRefused(
                aCapture().withJsonInput("{\"instances\":[{\"f\":[1]},{\"g\":[2]}]}"),
                Rejection.MALFORMED,
                "endpointInput data: the attribute finds nothing");
        parser.assertRefused(aCapture().withJsonInput("{\"instances\":[]}"), Rejection.EMPTY_PAYLOAD, "has no rows");
        parser.assertRefused(aCapture().withJsonInput("{\"other\":1}"), Rejection.EMPTY_PAYLOAD, "has no rows");
        features("f")
                .assertRefused(
                        aCapture().withJsonInput("{\"g\":1}"), Rejection.MALFORMED, "the attribute finds nothing");
    }

    @Test
    void expressionThatFailsIsAMalformedPayloadAndQuotesNothing() {
        FormParser parser = features("sum(f)");

        parser.assertRefused(
                aCapture().withJsonInput("{\"f\":[\"secret\"]}"), Rejection.MALFORMED, "the expression fails");
        assertThat(parser.captured().detail()).doesNotContain("secret");
        assertThat(parser.input(aCapture().withJsonInput("{\"f\":[1,2]}"))).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"f\":[1}",
                "{\"f\":[1]} {\"f\":[1]}",
                "{\"f\":[1]}{\"f\":[1]}",
                " {\"f\":[1]}[]",
                "{\"f\":[01]}",
                "{\"f\":1,\"f\":2}",
                "{\"f\":[1]"
            })
    void brokenPayloadIsMalformedAsItIsWithoutExpression(String payload) {
        features("f").assertRefused(aCapture().withJsonInput(payload), Rejection.MALFORMED, "endpointInput data: ");
    }

    @Test
    void csvRequestNeedsNoExpression() {
        assertThat(features("f").input(aCapture().withCsvInput("1,2"))).containsExactly("1|2");
    }

    @Test
    void predictionsAreRowsOfInferenceAndProbability() {
        FormParser parser = predictions("predictions[*].predicted_label", "predictions[*].score");

        assertThat(parser.output(aCapture()
                        .withCsvInput("1\n2")
                        .withJsonOutput("{\"predictions\":[{\"score\":0.9,\"predicted_label\":1},{\"score\":0.5}]}")))
                .containsExactly("inference=1|probability=0.9", "inference=null|probability=0.5");
    }

    @Test
    void missingPredictionDoesNotShiftTheOthers() {
        assertThat(predictions("p[*].l", "")
                        .output(aCapture().withCsvInput("1\n2\n3").withJsonOutput("{\"p\":[{\"l\":1},{},{\"l\":3}]}")))
                .containsExactly("inference=1", "inference=null", "inference=3");
    }

    @Test
    void labelOfTheLargestScoreIsThePrediction() {
        CaptureText capture = aCapture()
                .withCsvInput("1")
                .withJsonOutput("{\"labels\":[\"a\",\"b\",\"c\"],\"scores\":[0.2,0.7,0.7]}");

        assertThat(predictions("labels", "scores").output(capture)).containsExactly("inference=b|probability=0.7");
        assertThat(predictions("", "scores").output(capture)).containsExactly("probability=0.7");
        assertThat(new FormParser(CaptureForm.DEFAULT.withAttributes(
                                CaptureAttributes.NONE.withProbability("scores").withLabels(List.of("x", "y", "z"))))
                        .output(capture))
                .containsExactly("inference=y|probability=0.7");
    }

    @Test
    void listsOfScoresPerRecordAreDecidedOneByOne() {
        assertThat(predictions("p[*].l", "p[*].s")
                        .output(aCapture()
                                .withCsvInput("1\n2")
                                .withJsonOutput(
                                        "{\"p\":[{\"l\":[0,1],\"s\":[NaN,0.3]},{\"l\":[0,1],\"s\":[0.6,0.4]}]}")))
                .containsExactly("inference=1|probability=0.3", "inference=0|probability=0.6");
    }

    @Test
    void scoresThatAreNoneAreRefused() {
        FormParser parser = predictions("l", "s");
        refusesOutput(parser, "{\"l\":[0,1],\"s\":[1]}", "2 labels for 1 scores");
        refusesOutput(parser, "{\"l\":[0,1],\"s\":[\"x\",1]}", "a score is no number");
        refusesOutput(parser, "{\"l\":[],\"s\":[]}", "a score is no number");
        refusesOutput(
                predictions("p[*].l", "q[*].s"),
                "{\"p\":[{\"l\":1}],\"q\":[{\"s\":1},{\"s\":2}]}",
                "different numbers of records");
    }

    private static void refusesOutput(FormParser parser, String output, String detail) {
        parser.assertRefused(aCapture().withCsvInput("1").withJsonOutput(output), Rejection.MALFORMED, detail);
    }

    @Test
    void columnsOfACsvResponseAreCountedFromZero() {
        CaptureText capture = aCapture().withCsvInput("1\n2").withCsvOutput("a,0.9\nb,0.4\n");

        assertThat(predictions("0", "1").output(capture))
                .containsExactly("inference=a|probability=0.9", "inference=b|probability=0.4");
        assertThat(predictions("", "1").output(capture)).containsExactly("probability=0.9", "probability=0.4");
        predictions("2", "").assertRefused(capture, Rejection.MALFORMED, "there is no column 2");
        predictions("label", "").assertRefused(capture, Rejection.MALFORMED, "must be column numbers");
        assertThat(predictions("0", "1")
                        .output(aCapture().withCsvInput("1").withCsvOutput("\"[\"\"a\"\",\"\"b\"\"]\",\"[0.1,0.9]\"")))
                .as("lists in cells")
                .containsExactly("inference=b|probability=0.9");
    }

    @Test
    void sidesMustStillHoldAsManyRows() {
        predictions("p[*].l", "")
                .assertRefused(
                        aCapture().withCsvInput("1\n2").withJsonOutput("{\"p\":[{\"l\":1}]}"),
                        Rejection.ROW_MISMATCH,
                        "2 rows of input, 1 of output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[", "a..b", "[*", "a | ", "nofunction(", "`{`"})
    void whatIsNoExpressionIsRefusedAtOnce(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureAttributes.NONE.withInference(text))
                .withMessageContaining("inference attribute");
    }

    @Test
    void featuresAreNoColumnAndExpressionsAreShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureAttributes.NONE.withFeatures("3"))
                .withMessageContaining("must be a JMESPath expression");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureAttributes.NONE.withLabel("a".repeat(1_025)))
                .withMessage("label attribute has 1025 characters, more than 1024");
    }

    private static FormParser features(String expression) {
        return new FormParser(CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE.withFeatures(expression)));
    }

    private static FormParser predictions(String inference, String probability) {
        return new FormParser(CaptureForm.DEFAULT.withAttributes(
                CaptureAttributes.NONE.withInference(inference).withProbability(probability)));
    }
}
