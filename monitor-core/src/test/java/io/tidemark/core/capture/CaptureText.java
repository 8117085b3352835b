package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Builds the text of one captured record. */
final class CaptureText {
    private String input = "";
    private String output = "";
    private String event = "\"eventId\":\"e-1\",\"inferenceTime\":\"2026-03-04T05:06:07Z\"";

    private String batch = "";
    private String groundTruth = "";

    private CaptureText() {}

    static CaptureText aCapture() {
        return new CaptureText().withCsvInput("41,0,12.5,red");
    }

    CaptureText withCsvInput(String data) {
        input = side(data, "CSV");
        return this;
    }

    CaptureText withJsonInput(String data) {
        input = side(data, "JSON");
        return this;
    }

    CaptureText withInput(String side) {
        input = side;
        return this;
    }

    CaptureText withCsvOutput(String data) {
        output = side(data, "CSV");
        return this;
    }

    CaptureText withJsonOutput(String data) {
        output = side(data, "JSON");
        return this;
    }

    /** A side in Base64 with a content type. */
    static String base64(String contentType, String text) {
        String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "{\"observedContentType\":\"" + contentType + "\",\"data\":\"" + data + "\",\"encoding\":\"BASE64\"}";
    }

    CaptureText withOutput(String side) {
        output = side;
        return this;
    }

    /** A joined line of a batch transform in place of request and response. */
    CaptureText withBatch(String data, String encoding) {
        input = "";
        output = "";
        batch = ",\"batchTransformOutput\":" + side(data, encoding);
        return this;
    }

    CaptureText withGroundTruth(String json) {
        groundTruth = ",\"groundTruthData\":" + json;
        return this;
    }

    CaptureText withEvent(String members) {
        event = members;
        return this;
    }

    byte[] bytes() {
        String sides = (input.isEmpty() ? "" : "\"endpointInput\":" + input)
                + (output.isEmpty() ? "" : (input.isEmpty() ? "" : ",") + "\"endpointOutput\":" + output);
        String all = (sides + batch).replaceFirst("^,", "");
        String text = "{\"captureData\":{" + all + "},\"eventMetadata\":{" + event + "},\"eventVersion\":\"0\""
                + groundTruth + "}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String side(String data, String encoding) {
        return "{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\",\"data\":" + quoted(data) + ",\"encoding\":\""
                + encoding + "\"}";
    }

    static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return '"' + escaped.replace("\t", "\\t") + '"';
    }
}
