package io.tidemark.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes captured records of the rows of one object.
 *
 * <p>Texts hold one byte in each character, as ISO 8859-1 does: so bytes that are no UTF-8 come through as they are,
 * and are refused where records are read.
 */
final class BatchRow {
    private static final Pattern ID =
            Pattern.compile("\"?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\"?");
    private static final Pattern TIME =
            Pattern.compile("\"?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z\"?");
    private static final String ID_KEY = "SageMakerInferenceId";
    private static final String TIME_KEY = "SageMakerInferenceTime";
    private static final String OUTPUT_KEY = "SageMakerOutput";

    /** Numbers are written as they were read: 1.50 stays 1.50. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final boolean isCsv;
    private final String object;
    private final String hour;

    /**
     * Rows of one object.
     *
     * @param object its name; one that ends with {@code .csv} or a packed form of it is read as CSV
     * @param hour the time of rows that name none
     */
    BatchRow(String object, String hour) {
        this.isCsv = object.endsWith(".csv") || object.endsWith(".csv.gz") || object.endsWith(".csv.zst");
        this.object = bytesOf(object);
        this.hour = hour;
    }

    /** What was read and written for one row, and what the output said of itself; empty texts where it did not. */
    private record Sides(String input, String output, String id, String time) {}

    /** The record of a row, with a line feed behind it. */
    byte[] toRecord(long row, String input, String output) throws IOException {
        Sides sides = sides(input, output);
        StringBuilder json = new StringBuilder(input.length() + output.length() + 512);
        json.append("{\"captureData\":{\"endpointInput\":{\"mode\":\"INPUT\",\"data\":");
        boolean isCsvInput = isCsv && sides.input.equals(input);
        appendQuoted(sides.input, json).append(",\"encoding\":").append(encoding(isCsvInput, sides.input));
        json.append("},\"endpointOutput\":{\"mode\":\"OUTPUT\",\"data\":");
        appendQuoted(sides.output, json).append(",\"encoding\":").append(encoding(false, sides.output));
        json.append("}},\"eventMetadata\":{");
        if (sides.id.isEmpty()) {
            appendQuoted(object + ":" + row, json.append("\"eventId\":"));
        } else {
            appendQuoted(sides.id, json.append("\"inferenceId\":"));
        }
        appendQuoted(sides.time.isEmpty() ? hour : sides.time, json.append(",\"inferenceTime\":"));
        json.append("},\"eventVersion\":\"0\"}\n");
        return json.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String encoding(boolean isCsv, String text) {
        return !isCsv && looksLikeJson(text) ? "\"JSON\"" : "\"CSV\"";
    }

    private static boolean looksLikeJson(String text) {
        String begin = text.stripLeading();
        return begin.startsWith("{") || begin.startsWith("[");
    }

    private static Sides sides(String input, String output) throws IOException {
        int time = output.lastIndexOf(',');
        int id = output.lastIndexOf(',', time - 1);
        if (id > 0
                && TIME.matcher(output.substring(time + 1)).matches()
                && ID.matcher(output.substring(id + 1, time)).matches()) {
            String idText = output.substring(id + 1, time).replace("\"", "");
            String timeText = output.substring(time + 1).replace("\"", "");
            return new Sides(input, output.substring(0, id), idText, timeText);
        }
        boolean isPlain = !output.contains(ID_KEY) && !output.contains(TIME_KEY) && !output.contains(OUTPUT_KEY);
        return isPlain || !looksLikeJson(output) ? new Sides(input, output, "", "") : jsonSides(input, output);
    }

    /** A row that is no JSON object stays as it is: what reads records says what is wrong with it. */
    private static Sides jsonSides(String input, String output) throws IOException {
        JsonNode node;
        try {
            node = MAPPER.readTree(output.getBytes(StandardCharsets.ISO_8859_1));
        } catch (JsonProcessingException e) {
            return new Sides(input, output, "", "");
        }
        if (!(node instanceof ObjectNode fields)) {
            return new Sides(input, output, "", "");
        }
        String id = bytesOf(fields.path(ID_KEY).asText(""));
        String time = bytesOf(fields.path(TIME_KEY).asText(""));
        fields.remove(ID_KEY);
        fields.remove(TIME_KEY);
        if (!fields.has(OUTPUT_KEY)) {
            return new Sides(input, bytesOf(MAPPER.writeValueAsString(fields)), id, time);
        }
        JsonNode nested = fields.path(OUTPUT_KEY);
        fields.remove(OUTPUT_KEY);
        return new Sides(
                bytesOf(MAPPER.writeValueAsString(fields)), bytesOf(MAPPER.writeValueAsString(nested)), id, time);
    }

    private static StringBuilder appendQuoted(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ') {
                to.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                to.append(c);
            }
        }
        return to.append('"');
    }

    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
