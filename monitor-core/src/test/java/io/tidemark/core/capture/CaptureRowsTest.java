package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How payloads become rows. Rows are shown as their fields between bars, named fields as name=text. */
class CaptureRowsTest {
    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord captured = new CapturedRecord();

    @Test
    void csvLineIsOneRowBoundByPosition() {
        assertThat(csv("41,0,12.5,red")).containsExactly("41|0|12.5|red");
        assertThat(captured.input().named()).isFalse();
        assertThat(captured.input().kind(0)).isEqualTo(FieldKind.CSV_TEXT);
    }

    @Test
    void csvLinesAreRowsAndTheLastLineEndIsNone() {
        assertThat(csv("1,2\n3,4\n")).containsExactly("1|2", "3|4");
        assertThat(csv("1,2\r\n3,4\r\n")).containsExactly("1|2", "3|4");
        assertThat(csv("1,2\r\n3,4")).containsExactly("1|2", "3|4");
    }

    @Test
    void emptyCsvFieldsAreKept() {
        assertThat(csv(",")).containsExactly("|");
        assertThat(csv("1,,3,")).containsExactly("1||3|");
        assertThat(csv("1,\n,2\n")).containsExactly("1|", "|2");
    }

    @Test
    void emptyCsvLineIsARowOfOneEmptyField() {
        assertThat(csv("\n")).containsExactly("");
        assertThat(csv("1\n\n2")).containsExactly("1", "", "2");
    }

    @Test
    void quotedCsvFieldsHoldCommasQuotesAndLineEnds() {
        assertThat(csv("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\"")).containsExactly("a,b|say \"hi\"|two\nlines|");
        assertThat(csv("\"x\"\r\n\"y\"\n")).containsExactly("x", "y");
    }

    @Test
    void quoteInsideACsvFieldIsPartOfIt() {
        assertThat(csv("5\" pipe,a\"\"b")).containsExactly("5\" pipe|a\"\"b");
    }

    @Test
    void longCsvLineIsSplitAtEveryComma() {
        String line = ",-1.5,+2,\u00e4,,7654321,12345678,-,".repeat(9);

        assertThat(csv(line)).containsExactly(line.replace(',', '|'));
    }

    @Test
    void jsonObjectIsOneNamedRow() {
        assertThat(json("{\"age\": 41, \"job\" : \"clerk\", \"ok\":true, \"x\":null}"))
                .containsExactly("age=41|job=clerk|ok=true|x=null");
        FieldTable input = captured.input();
        assertThat(List.of(input.kind(0), input.kind(1), input.kind(2), input.kind(3)))
                .containsExactly(
                        FieldKind.JSON_NUMBER, FieldKind.JSON_STRING, FieldKind.JSON_BOOLEAN, FieldKind.JSON_NULL);
    }

    @Test
    void emptyJsonObjectIsARowWithoutFields() {
        assertThat(json("{}")).containsExactly("");
        assertThat(captured.input().named()).isTrue();
    }

    @Test
    void nestedJsonValuesAreKeptAsTheirText() {
        assertThat(json("{\"a\":[1, {\"b\":\"\\n\"}],\"c\":{ }}")).containsExactly("a=[1, {\"b\":\"\\n\"}]|c={ }");
        assertThat(captured.input().kind(0)).isEqualTo(FieldKind.JSON_NESTED);
    }

    @Test
    void jsonEscapesAreRemovedFromNamesAndStrings() {
        assertThat(json("{\"n\\u00e4me\":\"\\ud83d\\ude00 \\\"q\\\" \\\\ \\/\",\"b\":\"\\ud83d!\"}"))
                .containsExactly("n\u00e4me=\ud83d\ude00 \"q\" \\ /|b=\ufffd!");
    }

    @Test
    void jsonArrayOfObjectsHasARowEach() {
        assertThat(json("[{\"a\":1},{\"a\":2,\"b\":3}]")).containsExactly("a=1", "a=2|b=3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[1,\"x\",[2],{}]; 1|x|[2]|{}",
                "[[1,2],[3,4]]; 1|2 / 3|4",
                "0.75; 0.75",
                "\"yes\"; yes",
                "{\"instances\":[1.0,2.0]}; 1.0 / 2.0",
                "{\"predictions\":[[1,2],[3]]}; 1|2 / 3",
                "{\"instances\":[{\"features\":[1,2]},{\"features\":[3]}]}; 1|2 / 3",
                "{\"predictions\":[{\"score\":0.9,\"label\":1}]}; score=0.9|label=1",
                "{\"features\":[28,2]}; 28|2",
                "{\"instances\":[1],\"model\":\"m\"}; instances=[1]|model=m",
                "{\"features\":[1],\"x\":2}; features=[1]|x=2",
                "{\"features\":1}; features=1",
                "{\"instances\":{}}; instances={}",
                "[NaN,Infinity,-Infinity,-0.0,1E5]; NaN|Infinity|-Infinity|-0.0|1E5"
            })
    void jsonShapesBecomeRows(String payload, String rows) {
        assertThat(String.join(" / ", json(payload))).isEqualTo(rows);
    }

    @Test
    void jsonLinesHaveTheRowsOfEachLine() {
        assertThat(json("{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}\n")).containsExactly("a=1", "a=2", "a=3");
        assertThat(json("{\"features\":[1]}\r\n{\"features\":[2]}")).containsExactly("1", "2");
    }

    @Test
    void prettyPrintedJsonIsOneDocument() {
        assertThat(json("{\n    \"predictions\": [3.5, 4.0, 5.5\n    ]\n}")).containsExactly("3.5", "4.0", "5.5");
    }

    @Test
    void encodingsOfTheTwoSidesMayDiffer() {
        parse(aCapture()
                .withCsvInput("1,2\n3,4")
                .withJsonOutput("[{\"p\":0.5},{\"p\":0.25}]")
                .bytes());

        assertThat(RowText.of(captured.input())).containsExactly("1|2", "3|4");
        assertThat(RowText.of(captured.output())).containsExactly("p=0.5", "p=0.25");
        assertThat(captured.hasInput()).isTrue();
        assertThat(captured.hasOutput()).isTrue();
    }

    @Test
    void outputMayBeMissing() {
        parse(aCapture().withCsvOutput("1").bytes());
        parse(aCapture().bytes());

        assertThat(captured.hasOutput()).isFalse();
        assertThat(captured.output().rows()).isZero();
    }

    @Test
    void textThatIsNoUtf8IsKept() {
        byte[] bytes = aCapture().withCsvInput("1,?,3").bytes();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xFF : bytes[i];
        }

        parse(bytes);

        FieldTable input = captured.input();
        assertThat(input.endField(0)).isEqualTo(3);
        assertThat(input.bytes()[input.from(1)]).isEqualTo((byte) 0xFF);
    }

    @Test
    void rangesPointIntoTheRecordWhenNothingIsEscaped() {
        byte[] bytes = aCapture().bytes();

        parse(bytes);

        assertThat(captured.input().bytes()).isSameAs(bytes);
        assertThat(captured.joinIdBytes()).isSameAs(bytes);
    }

    private List<String> csv(String data) {
        parse(aCapture().withCsvInput(data).bytes());
        return RowText.of(captured.input());
    }

    private List<String> json(String data) {
        parse(aCapture().withJsonInput(data).bytes());
        return RowText.of(captured.input());
    }

    private void parse(byte[] bytes) {
        boolean read = parser.parse(bytes, 0, bytes.length, captured);
        assertThat(read)
                .as("%s, record %s", captured.detail(), new String(bytes, StandardCharsets.UTF_8))
                .isTrue();
    }
}
