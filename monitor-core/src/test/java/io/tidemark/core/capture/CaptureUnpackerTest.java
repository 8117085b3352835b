package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureUnpackerTest {
    private static final String INPUT =
            "\"endpointInput\":{\"observedContentType\":\"text/csv\",\"data\":\"1,\\u00e4\\n\",\"encoding\":\"CSV\"}";
    private static final String EVENT = "\"eventMetadata\":{\"eventId\":\"e\\\\1\",\"inferenceId\":\"o-17\","
            + "\"inferenceTime\":\"2026-03-01T00:00:00.25Z\",\"customAttributes\":[\"a\",7,\"\\\"b\\\"\"]}";

    private final CaptureUnpacker unpacker = new CaptureUnpacker(CaptureLimits.DEFAULT);

    @Test
    void everyPartIsTakenOutWithoutItsEscapes() {
        CaptureFields fields = unpack(capture(INPUT)).orElseThrow();

        assertThat(fields.eventId()).isEqualTo("e\\1");
        assertThat(fields.inferenceId()).isEqualTo("o-17");
        assertThat(fields.eventTimeMs()).isEqualTo(1_772_323_200_250L);
        assertThat(fields.customAttributes()).isEqualTo(List.of("a", "\"b\""));
        CaptureFields.Body input = Objects.requireNonNull(fields.input(), "input");
        assertThat(new String(input.data(), StandardCharsets.UTF_8)).isEqualTo("1,\u00e4\n");
        assertThat(input.encoding()).isEqualTo("CSV");
        assertThat(input.contentType()).isEqualTo("text/csv");
        assertThat(fields.output()).isNull();
    }

    @Test
    void aParserReadsThePartsAsItReadsTheRecord() {
        byte[] bytes = capture(INPUT).getBytes(StandardCharsets.UTF_8);
        CapturedRecord whole = new CapturedRecord();
        CapturedRecord apart = new CapturedRecord();

        assertThat(new CaptureParser().parse(bytes, 0, bytes.length, whole)).isTrue();
        assertThat(new CaptureParser().parse(unpack(capture(INPUT)).orElseThrow(), apart))
                .isTrue();

        assertThat(apart.joinId()).isEqualTo(whole.joinId());
        assertThat(apart.eventTimeMs()).isEqualTo(whole.eventTimeMs());
        assertThat(apart.input().text(1)).isEqualTo(whole.input().text(1));
    }

    @Test
    void whatPartsCannotHoldIsNotTakenApart() {
        assertThat(unpack(capture(INPUT).substring(1))).isEmpty();
        assertThat(unpack(capture(INPUT.replace("endpointInput", "batchTransformOutput"))))
                .isEmpty();
        assertThat(unpack(capture(INPUT.replace(",\"encoding\":\"CSV\"", "")))).isEmpty();
        assertThat(unpack(capture(INPUT).replaceFirst("\\{", "{\"groundTruthData\":{\"data\":\"1\"},")))
                .isEmpty();
    }

    private static String capture(String sides) {
        return "{\"captureData\":{" + sides + "}," + EVENT + ",\"eventVersion\":\"0\"}";
    }

    private Optional<CaptureFields> unpack(String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        return unpacker.read(bytes, 0, bytes.length);
    }
}
