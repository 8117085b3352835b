package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureParserTest {
    private static final String TIME = "\"inferenceTime\":\"2026-03-04T05:06:07Z\"";

    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord captured = new CapturedRecord();

    @Test
    void eventTimeAndEventIdAreRead() {
        assertThat(parse(aCapture().bytes())).isTrue();

        assertThat(captured.eventTimeMs())
                .isEqualTo(Instant.parse("2026-03-04T05:06:07Z").toEpochMilli());
        assertThat(captured.joinId()).isEqualTo("e-1");
        assertThat(captured.detail()).isEmpty();
        assertThatThrownBy(captured::rejection).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void inferenceIdIsTheJoinIdBeforeTheEventId() {
        parse(aCapture()
                .withEvent("\"inferenceId\":\"order-17\",\"eventId\":\"e-1\"," + TIME)
                .bytes());

        assertThat(captured.joinId()).isEqualTo("order-17");
        String raw = new String(
                captured.joinIdBytes(),
                captured.joinIdFrom(),
                captured.joinIdTo() - captured.joinIdFrom(),
                StandardCharsets.UTF_8);
        assertThat(raw).isEqualTo("order-17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"inferenceId\":\"\",", "\"inferenceId\":null,", ""})
    void absentInferenceIdLeavesTheEventId(String member) {
        parse(aCapture().withEvent(member + "\"eventId\":\"e-1\"," + TIME).bytes());

        assertThat(captured.joinId()).isEqualTo("e-1");
    }

    @Test
    void escapesAreRemovedFromIdTimeAndKeys() {
        parse(aCapture()
                .withEvent("\"inference\\u0049d\":\"churn\\/7\",\"inferenceTime\":\"2026-03-04T05:06:07\\u005a\"")
                .bytes());

        assertThat(captured.joinId()).isEqualTo("churn/7");
    }

    @Test
    void keyOrderAndUnknownKeysDoNotMatter() {
        String text = " {\"x\":[{\"a\":{}},1.5e3,\"\\n\",null],\"eventVersion\":\"0\",\"eventMetadata\":{" + TIME
                + ",\"customAttributes\":[\"{\\\"t\\\":1}\"],\"eventId\":\"e\"},\"captureData\":{\"endpointOutput\":"
                + "{\"encoding\":\"CSV\",\"data\":\"0.5\"},\"new\":true,\"endpointInput\":"
                + "{\"encoding\":\"CSV\",\"y\":{\"y\":1},\"data\":\"1,2\"}}}\r\n";

        assertThat(parse(text.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(captured.input().endField(0)).isEqualTo(2);
    }

    static Stream<Arguments> refusedRecords() {
        return Stream.of(
                refused(Rejection.NO_KEY, aCapture().withEvent(TIME)),
                refused(Rejection.NO_KEY, aCapture().withEvent("\"eventId\":\"\"," + TIME)),
                refused(Rejection.BAD_TIME, aCapture().withEvent("\"eventId\":\"e\"")),
                refused(Rejection.BAD_TIME, aCapture().withEvent("\"eventId\":\"e\",\"inferenceTime\":\"{%s}\"")),
                refused(Rejection.NO_INPUT, aCapture().withInput("")),
                refused(Rejection.NO_INPUT, aCapture().withInput("null")),
                refused(Rejection.NO_INPUT, aCapture().withInput("").withCsvOutput("1")),
                refused(
                        Rejection.UNSUPPORTED_ENCODING,
                        aCapture().withInput("{\"data\":\"eA==\",\"encoding\":\"BASE64\"}")),
                refused(Rejection.UNSUPPORTED_ENCODING, aCapture().withInput("{\"data\":\"1\"}")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withCsvInput("")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withCsvOutput("")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withJsonInput(" \n ")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withJsonInput("[]")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withJsonInput("{\"instances\":[]}")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withInput("{\"encoding\":\"CSV\"}")),
                refused(Rejection.EMPTY_PAYLOAD, aCapture().withInput("{\"encoding\":\"CSV\",\"data\":null}")),
                refused(Rejection.ROW_MISMATCH, aCapture().withCsvInput("1\n2").withCsvOutput("1")),
                refused(Rejection.ROW_MISMATCH, aCapture().withCsvInput("1\n2").withJsonOutput("[1,2]")),
                refused(Rejection.MALFORMED, aCapture().withInput("[]")),
                refused(Rejection.MALFORMED, aCapture().withInput("{\"encoding\":\"CSV\",\"data\":7}")),
                refused(Rejection.MALFORMED, aCapture().withInput("{\"encoding\":\"CSV\",\"data\":{\"a\":1}}")),
                refused(Rejection.MALFORMED, aCapture().withEvent("\"eventId\":95," + TIME)),
                refused(Rejection.MALFORMED, aCapture().withEvent("\"eventId\":\"e\",\"eventId\":\"e\"," + TIME)),
                refused(
                        Rejection.MALFORMED,
                        aCapture().withEvent("\"eventId\":\"e\",\"z\":{\"k\":1,\"\\u006b\":2}," + TIME)),
                refused(Rejection.MALFORMED, aCapture().withEvent("\"eventId\":\"e\",\"z\":1,\"z\":1," + TIME)),
                refused(Rejection.MALFORMED, aCapture().withEvent("\"eventId\":\"e\",\"z\":NaN," + TIME)),
                refused(Rejection.MALFORMED, aCapture().withCsvInput("\"open")),
                refused(Rejection.MALFORMED, aCapture().withCsvInput("\"a\"b,c")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("{\"a\":1,\"a\":2}")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("{\"a\":{\"b\":1,\"b\":2}}")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("{\"a\":01}")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("[-NaN]")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("{\"a\":1} {\"a\":2}")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("{\"a\":1}\n[2]")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("[{\"a\":1},[2]]")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("[[1],2]")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("{\"a\":1")),
                refused(Rejection.MALFORMED, aCapture().withJsonInput("\"tab\tinside\"")));
    }

    @ParameterizedTest
    @MethodSource("refusedRecords")
    void recordIsRefusedWithItsReason(Rejection reason, String record) {
        assertThat(parse(record.getBytes(StandardCharsets.UTF_8))).isFalse();

        assertThat(captured.rejection()).as(captured.detail()).isEqualTo(reason);
        assertThat(captured.detail()).isNotEmpty();
    }

    @Test
    void everyCutOfARecordIsMalformed() {
        byte[] bytes = aCapture().withJsonOutput("{\"score\":\"\\u00e4\"}").bytes();

        for (int length = 0; length < bytes.length; length++) {
            assertThat(parser.parse(bytes, 0, length, captured))
                    .as("first %d bytes", length)
                    .isFalse();
            assertThat(captured.rejection()).isEqualTo(Rejection.MALFORMED);
        }
    }

    @Test
    void detailSaysWhatAndAtWhichByteOfTheRecord() {
        byte[] bytes = "##{\"captureData\":nul}##".getBytes(StandardCharsets.UTF_8);

        parser.parse(bytes, 2, bytes.length - 2, captured);

        assertThat(captured.detail()).isEqualTo("a value was expected at byte 15");
    }

    @Test
    void detailNamesTheSideAndTheByteOfItsPayload() {
        parse(aCapture().withJsonOutput("{\"a\":1,\"a\":2}").bytes());

        assertThat(captured.detail()).isEqualTo("endpointOutput data: duplicate key at byte 8");
    }

    @Test
    void onlyTheRangeIsReadAndNothingIsWritten() {
        byte[] record = aCapture().withCsvInput("\"a\"\"b\"\n").bytes();
        byte[] bytes = new byte[record.length + 10];
        Arrays.fill(bytes, (byte) '"');
        System.arraycopy(record, 0, bytes, 5, record.length);
        byte[] original = bytes.clone();

        assertThat(parser.parse(bytes, 5, 5 + record.length, captured)).isTrue();

        assertThat(captured.input().text(0)).isEqualTo("a\"b");
        assertThat(bytes).isEqualTo(original);
    }

    @Test
    void parserIsCleanAfterARefusedRecord() {
        parse(aCapture().withJsonInput("{\"a\":1,\"b\":[1,2").bytes());

        assertThat(parse(aCapture().bytes())).isTrue();
        assertThat(captured.input().rows()).isEqualTo(1);
        assertThat(captured.input().named()).isFalse();
        assertThat(captured.input().endField(0)).isEqualTo(4);
    }

    @Test
    void rangeOutsideTheBufferIsTheCallersMistake() {
        assertThatThrownBy(() -> parser.parse(new byte[4], 2, 5, captured))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void wireNamesAreStable() {
        assertThat(Arrays.stream(Rejection.values()).map(Rejection::wireName))
                .containsExactly(
                        "malformed",
                        "oversize",
                        "noKey",
                        "noInput",
                        "emptyPayload",
                        "rowMismatch",
                        "unsupportedEncoding",
                        "encodingMismatch",
                        "badTime",
                        "future",
                        "unknownEndpoint",
                        "internal");
    }

    private static Arguments refused(Rejection reason, CaptureText capture) {
        return Arguments.of(reason, new String(capture.bytes(), StandardCharsets.UTF_8));
    }

    private boolean parse(byte[] bytes) {
        return parser.parse(bytes, 0, bytes.length, captured);
    }
}
