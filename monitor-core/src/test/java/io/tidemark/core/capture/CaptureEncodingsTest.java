package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static io.tidemark.core.capture.CaptureText.base64;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureEncodingsTest {
    private final FormParser plain = new FormParser(CaptureForm.DEFAULT);
    private final FormParser strict = new FormParser(CaptureForm.DEFAULT.withStrictEncodings(true));

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/csv; charset=utf-8", "TEXT/CSV", " text/csv ;x=1"})
    void base64OfCsvIsReadAsCsv(String type) {
        assertThat(plain.input(aCapture().withInput(base64(type, "41,\"a\"\"b\",\u00e4\n42,,x\n"))))
                .containsExactly("41|a\"b|\u00e4", "42||x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/jsonlines",
                "application/x-jsonlines",
                "application/jsonl",
                "application/x-ndjson",
                "application/ndjson",
                "application/vnd.model+json; v=2"
            })
    void base64OfJsonIsReadAsJson(String type) {
        assertThat(plain.input(aCapture().withInput(base64(type, "{\"a\":1,\"b\":\"x\\ny\"}\n{\"a\":2,\"b\":null}"))))
                .containsExactly("a=1|b=x\ny", "a=2|b=null");
    }

    @Test
    void escapedSlashesOfBase64AreRead() {
        String escaped = base64("text/csv", "1,???").replace("/", "\\/");

        assertThat(escaped).contains("MSw\\/");
        assertThat(plain.input(aCapture().withInput(escaped))).containsExactly("1|???");
    }

    @Test
    void typeThatIsNotReadIsNamed() {
        plain.assertRefused(
                aCapture().withInput(base64("application/x-recordio-protobuf", "abc")),
                Rejection.UNSUPPORTED_ENCODING,
                "endpointInput is BASE64 of application/x-recordio-protobuf, which is not read");
        plain.assertRefused(
                aCapture().withOutput(base64("image/png", "abc")),
                Rejection.UNSUPPORTED_ENCODING,
                "endpointOutput is BASE64 of image/png");
        plain.assertRefused(
                aCapture().withInput("{\"data\":\"eA==\",\"encoding\":\"BASE64\",\"observedContentType\":7}"),
                Rejection.UNSUPPORTED_ENCODING,
                "names no content type");
    }

    @Test
    void brokenOrEmptyBase64IsRefused() {
        plain.assertRefused(
                aCapture().withInput(base64("text/csv", "1,2").replace("MSwy", "M Sw")),
                Rejection.MALFORMED,
                "endpointInput data: no Base64");
        plain.assertRefused(aCapture().withInput(base64("text/csv", "")), Rejection.EMPTY_PAYLOAD, "has no data");
        plain.assertRefused(
                aCapture().withInput(base64("application/json", "{\"a\":")),
                Rejection.MALFORMED,
                "a value was expected");
    }

    @Test
    void jsonLinesBodyIsReadUnderTheEncodingJson() {
        assertThat(plain.input(aCapture().withJsonInput("[1,2]\n[3,4]\n"))).containsExactly("1|2", "3|4");
    }

    @Test
    void differentEncodingsOfTheSidesAreRefusedOnlyIfStrict() {
        CaptureText mixed = aCapture().withCsvInput("1,2").withJsonOutput("[0.5]");

        assertThat(plain.input(mixed)).containsExactly("1|2");
        strict.assertRefused(mixed, Rejection.ENCODING_MISMATCH, "different encodings");
        assertThat(strict.input(aCapture().withCsvInput("1,2").withCsvOutput("0.5")))
                .containsExactly("1|2");
        assertThat(strict.input(aCapture().withCsvInput("1,2"))).as("one side").containsExactly("1|2");
    }

    @Test
    void customAttributesAreHandedOutAsTheyWereSent() {
        String event = "\"eventId\":\"e\",\"inferenceTime\":\"2026-03-04T05:06:07Z\",\"customAttributes\":";

        plain.read(aCapture().withEvent(event + "[\"{\\\"tenant\\\":\\\"eu\\\"}\",7,\"plain\",[\"x\"],null]"));
        assertThat(plain.captured().customAttributes()).containsExactly("{\"tenant\":\"eu\"}", "plain");
        plain.read(aCapture().withEvent(event + "[]"));
        assertThat(plain.captured().customAttributes()).isEmpty();
        plain.read(aCapture().withEvent(event + "\"no array\""));
        assertThat(plain.captured().customAttributes()).isEmpty();
        plain.read(aCapture());
        assertThat(plain.captured().customAttributes()).isEmpty();
        plain.assertRefused(aCapture().withEvent(event + "[\"a\" \"b\"]"), Rejection.MALFORMED, "closing bracket");
    }

    @Test
    void labelOfAMergedRecordIsHandedOutUnread() {
        plain.read(aCapture().withGroundTruth("{\"data\":\"{\\\"label\\\": 0}\",\"encoding\":\"JSON\"}"));

        assertThat(plain.captured().groundTruth())
                .contains(new CapturedRecord.GroundTruthText("{\"label\": 0}", "JSON"));
        plain.read(aCapture());
        assertThat(plain.captured().groundTruth()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[1]", "{}", "{\"data\":1,\"encoding\":\"CSV\"}", "{\"encoding\":null}"})
    void labelOfAnotherShapeHarmsNoCapture(String label) {
        plain.read(aCapture().withGroundTruth(label));

        assertThat(plain.captured().groundTruth()).isEmpty();
    }

    @Test
    void lineOfABatchIsReadAsTheRequest() {
        CaptureText line = aCapture().withBatch("1,2,0.9", "CSV");

        assertThat(plain.input(line)).containsExactly("1|2|0.9");
        assertThat(plain.captured().hasOutput()).isFalse();
        assertThat(plain.input(aCapture()
                        .withBatch(
                                "{\"a\":1,\"SageMakerOutput\":{\"score\":0.9},\"SageMakerInferenceId\":\"i\"}",
                                "JSON")))
                .as("what the service adds is no feature")
                .containsExactly("a=1");
    }

    @Test
    void predictionsOfABatchAreTakenOutOfItsFeatures() {
        FormParser columns =
                new FormParser(CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE.withProbability("2")));
        FormParser paths = new FormParser(CaptureForm.DEFAULT.withAttributes(
                CaptureAttributes.NONE.withFeatures("features").withInference("SageMakerOutput.label")));

        assertThat(columns.input(aCapture().withBatch("1,2,0.9\n3,4,0.1", "CSV")))
                .containsExactly("1|2", "3|4");
        assertThat(RowText.of(columns.captured().output())).containsExactly("probability=0.9", "probability=0.1");
        assertThat(paths.input(
                        aCapture().withBatch("{\"features\":[1,2],\"SageMakerOutput\":{\"label\":\"yes\"}}", "JSON")))
                .containsExactly("1|2");
        assertThat(RowText.of(paths.captured().output())).containsExactly("inference=yes");
    }

    @Test
    void recordWithoutTimeOrWithAnotherTextIsRefused() {
        plain.assertRefused(aCapture().withEvent("\"eventId\":\"e\""), Rejection.BAD_TIME, "no inferenceTime");
        plain.assertRefused(
                aCapture().withEvent("\"eventId\":\"e\",\"inferenceTime\":\"soon\""), Rejection.BAD_TIME, "is no time");
    }

    @Test
    void partsThatWereReadElsewhereGiveTheSameRows() {
        CaptureFields.Body input = body("1,\"a\"\"b\"\n2,c", "CSV", "");
        CapturedRecord into = new CapturedRecord();
        byte[] original = input.data().clone();

        boolean read = plain.parser()
                .parse(
                        new CaptureFields(
                                "e",
                                "i",
                                5_000,
                                input,
                                body("{\"p\":1}\n{\"p\":2}", "", "application/jsonlines"),
                                List.of("{}")),
                        into);

        assertThat(read).as(into.detail()).isTrue();
        assertThat(RowText.of(into.input())).containsExactly("1|a\"b", "2|c");
        assertThat(RowText.of(into.output())).containsExactly("p=1", "p=2");
        assertThat(into.joinId()).isEqualTo("i");
        assertThat(into.eventTimeMs()).isEqualTo(5_000);
        assertThat(into.customAttributes()).containsExactly("{}");
        assertThat(input.data()).isEqualTo(original);
    }

    @Test
    void partsAreRefusedForTheSameReasons() {
        CaptureFields.Body csv = body("1", "CSV", "");
        assertThat(refusal("", "", 1, csv, 1)).isEqualTo(Rejection.NO_KEY);
        assertThat(refusal("e", "", 0, csv, 1)).isEqualTo(Rejection.BAD_TIME);
        assertThat(refusal("e", "", 1, null, 1)).isEqualTo(Rejection.NO_INPUT);
        assertThat(refusal("e", "", 1, body("1", "", ""), 1)).isEqualTo(Rejection.UNSUPPORTED_ENCODING);
        assertThat(refusal("e", "", 1, body("", "CSV", ""), 1)).isEqualTo(Rejection.EMPTY_PAYLOAD);
        assertThat(refusal("e", "", 1, body("!", "BASE64", "text/csv"), 1)).isEqualTo(Rejection.MALFORMED);
        assertThat(refusal("e", "", 1, csv, (1 << 20) + 1)).isEqualTo(Rejection.OVERSIZE);
    }

    private Rejection refusal(
            String eventId, String inferenceId, long timeMs, CaptureFields.@Nullable Body input, int outputBytes) {
        CapturedRecord into = new CapturedRecord();
        CaptureFields.Body output = body("1".repeat(outputBytes), "CSV", "");
        CaptureFields fields = new CaptureFields(eventId, inferenceId, timeMs, input, output, List.of());
        assertThat(plain.parser().parse(fields, into)).isFalse();
        return into.rejection();
    }

    private static CaptureFields.Body body(String text, String encoding, String type) {
        return new CaptureFields.Body(text.getBytes(StandardCharsets.UTF_8), encoding, type);
    }
}
