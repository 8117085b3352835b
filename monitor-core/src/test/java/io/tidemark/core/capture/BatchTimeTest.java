package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BatchTimeTest {
    private static final long HOUR = Instant.parse("2026-01-05T07:00:00Z").toEpochMilli();
    private static final String BATCH =
            "{\"captureData\":{\"batchTransformOutput\":{\"data\":\"1,2\",\"encoding\":\"CSV\"}},";
    private static final String TIME = "\"inferenceTime\":\"2026-01-05T07:00:00Z\"";

    @Test
    void aBatchRecordWithoutTimeGetsOne() {
        assertThat(timed(BATCH + "\"eventMetadata\":{\"eventId\":\"a\"},\"eventVersion\":\"0\"}"))
                .isEqualTo(BATCH + "\"eventMetadata\":{" + TIME + ",\"eventId\":\"a\"},\"eventVersion\":\"0\"}");
    }

    @Test
    void theOrderOfKeysAndWhiteSpaceDoNotMatter() {
        assertThat(timed("{ \"eventMetadata\" : { \"eventId\" : \"a\" } , \"captureData\" :"
                        + " { \"batchTransformOutput\" : { \"data\" : \"1\" } } }"))
                .contains("{" + TIME + ", \"eventId\"");
    }

    @Test
    void anExplicitNullIsReplaced() {
        assertThat(timed(BATCH + "\"eventMetadata\":{\"eventId\":\"a\",\"inferenceTime\": null}}"))
                .isEqualTo(
                        BATCH + "\"eventMetadata\":{\"eventId\":\"a\",\"inferenceTime\": \"2026-01-05T07:00:00Z\"}}");
    }

    @Test
    void aTimeThatIsThereStaysWhateverItSays() {
        assertThat(timed(BATCH + "\"eventMetadata\":{\"eventId\":\"a\",\"inferenceTime\":\"soon\"}}"))
                .isEmpty();
    }

    @Test
    void recordsOfEndpointsAreNotTouched() {
        String endpoint = BATCH.replace("batchTransformOutput", "endpointInput");
        assertThat(timed(endpoint + "\"eventMetadata\":{\"eventId\":\"a\"}}")).isEmpty();
    }

    @Test
    void keysInsideTextsAndDeeperObjectsAreNotMistaken() {
        String payload = "{\"captureData\":{\"batchTransformOutput\":{\"data\":\"\\\"inferenceTime\\\":1 {[\\\\\","
                + "\"encoding\":\"CSV\"}},";
        String metadata = "\"eventMetadata\":{\"x\":{\"inferenceTime\":1},\"eventId\":\"a\"}}";
        assertThat(timed(payload + metadata)).isEqualTo(payload + metadata.replace("{\"x\"", "{" + TIME + ",\"x\""));
    }

    @Test
    void whatIsCutOffIsNotTouched() {
        String whole = BATCH + "\"eventMetadata\":{\"eventId\":\"a\"}}";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(timed(whole.substring(0, length)))
                    .as("%s characters", length)
                    .isEmpty();
        }
    }

    @Test
    void theParserReadsWhatResults() {
        byte[] bytes = timed(BATCH + "\"eventMetadata\":{\"eventId\":\"a\"}}").getBytes(StandardCharsets.UTF_8);
        CapturedRecord record = new CapturedRecord();
        assertThat(new CaptureParser().parse(bytes, 0, bytes.length, record)).isTrue();
        assertThat(record.eventTimeMs()).isEqualTo(HOUR);
    }

    private static String timed(String record) {
        byte[] bytes = ("..." + record + "}").getBytes(StandardCharsets.UTF_8);
        return BatchTime.add(bytes, 3, bytes.length - 1, HOUR)
                .map(result -> new String(result, StandardCharsets.UTF_8))
                .orElse("");
    }
}
