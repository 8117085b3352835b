package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Captured records for tests of readers, by way of the parser. */
final class Captures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Captures() {}

    /** CSV on both sides; an empty output is a response that was not captured. */
    static CapturedRecord csv(String input, String output) {
        return parsed(CaptureForm.DEFAULT, input, "CSV", output, "CSV");
    }

    /** JSON on both sides. */
    static CapturedRecord json(String input, String output) {
        return parsed(CaptureForm.DEFAULT, input, "JSON", output, "JSON");
    }

    static CapturedRecord parsed(
            CaptureForm form, String input, String inputEncoding, String output, String outputEncoding) {
        ObjectNode record = JSON.createObjectNode();
        ObjectNode data = record.putObject("captureData");
        data.putObject("endpointInput").put("data", input).put("encoding", inputEncoding);
        if (!output.isEmpty()) {
            data.putObject("endpointOutput").put("data", output).put("encoding", outputEncoding);
        }
        record.putObject("eventMetadata").put("eventId", "e-1").put("inferenceTime", "2026-03-04T05:06:07Z");
        record.put("eventVersion", "0");
        byte[] bytes = record.toString().getBytes(StandardCharsets.UTF_8);
        CapturedRecord captured = new CapturedRecord();
        boolean isParsed = new CaptureParser(form, CaptureLimits.DEFAULT).parse(bytes, 0, bytes.length, captured);
        assertThat(isParsed).as(captured.detail()).isTrue();
        return captured;
    }

    /** What a reader makes of a record that it can use. */
    static List<Prediction> read(PredictionReader reader, CapturedRecord record) {
        List<Prediction> predictions = new ArrayList<>();
        assertThat(reader.read(record, predictions)).as(reader.problem()).isTrue();
        assertThat(reader.problem()).isEmpty();
        return predictions;
    }

    /** Why a reader cannot use a record. */
    static String refusal(PredictionReader reader, CapturedRecord record) {
        List<Prediction> predictions = new ArrayList<>(List.of(Prediction.ofNumber(1)));
        assertThat(reader.read(record, predictions)).isFalse();
        assertThat(predictions).isEmpty();
        return reader.problem();
    }
}
