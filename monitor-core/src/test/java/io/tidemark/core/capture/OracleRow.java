package io.tidemark.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.capture.CaptureOracle.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One row as {@link CaptureOracle} reads it. Names are empty texts for fields that are bound by position. */
record OracleRow(boolean named, List<OracleField> fields) {
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    /** One field; numbers and nested values in a canonical form, so that spelling does not matter. */
    record OracleField(String name, FieldKind kind, String text) {}

    static String wellFormed(String text) {
        return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }

    static List<OracleRow> fromCsv(String data) throws Refusal {
        String text = data.endsWith("\r\n")
                ? data.substring(0, data.length() - 2)
                : data.endsWith("\n") ? data.substring(0, data.length() - 1) : data;
        List<OracleRow> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (text.startsWith("\"", at)) {
                at = quoted(text, at + 1, field);
            } else {
                while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
                    field.append(text.charAt(at++));
                }
                if (at < text.length()
                        && text.charAt(at) == '\n'
                        && field.toString().endsWith("\r")) {
                    field.setLength(field.length() - 1);
                }
            }
            row.add(field.toString());
            if (at == text.length() || text.charAt(at) == '\n') {
                rows.add(csvRow(row));
                row = new ArrayList<>();
                if (at == text.length()) {
                    return rows;
                }
            }
            at++;
        }
    }

    private static int quoted(String text, int from, StringBuilder field) throws Refusal {
        int at = from;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw new Refusal(Rejection.MALFORMED);
            }
            field.append(text, at, quote);
            at = quote + 1;
            if (!text.startsWith("\"", at)) {
                break;
            }
            field.append('"');
            at++;
        }
        at += text.startsWith("\r\n", at) ? 1 : 0;
        if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            throw new Refusal(Rejection.MALFORMED);
        }
        return at;
    }

    private static OracleRow csvRow(List<String> texts) {
        return new OracleRow(
                false,
                texts.stream()
                        .map(text -> new OracleField("", FieldKind.CSV_TEXT, wellFormed(text)))
                        .toList());
    }

    static List<OracleRow> fromJson(String data) throws Refusal, IOException {
        List<OracleRow> rows = new ArrayList<>();
        try (JsonParser parser = CaptureOracle.PAYLOAD.createParser(data)) {
            int previousEnd = -1;
            while (parser.nextToken() != null) {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                // Jackson takes the character after a number as part of it, hence one to the left.
                if (previousEnd > 0 && !data.substring(previousEnd - 1, start).contains("\n")) {
                    throw new Refusal(Rejection.MALFORMED);
                }
                JsonNode node = CaptureOracle.PAYLOAD.readTree(parser);
                previousEnd = (int) parser.currentLocation().getCharOffset();
                addDocument(node, rows);
            }
        }
        if (rows.stream().map(OracleRow::named).distinct().count() > 1) {
            throw new Refusal(Rejection.MALFORMED);
        }
        return rows;
    }

    private static void addDocument(JsonNode node, List<OracleRow> rows) throws Refusal {
        boolean batch = node.size() == 1
                && (node.path("instances").isArray() || node.path("predictions").isArray());
        JsonNode elements = batch ? node.iterator().next() : node;
        boolean scalarArray =
                elements.isArray() && !elements.isEmpty() && !elements.get(0).isContainerNode();
        if (!elements.isArray() || (scalarArray && !batch)) {
            rows.add(row(elements));
            return;
        }
        for (JsonNode element : elements) {
            if (shape(element) != shape(elements.get(0))) {
                throw new Refusal(Rejection.MALFORMED);
            }
            rows.add(row(element));
        }
    }

    private static int shape(JsonNode node) {
        return node.isObject() ? 2 : node.isArray() ? 1 : 0;
    }

    /** The row of an element that holds the values themselves. */
    static OracleRow of(JsonNode values) {
        return read(values);
    }

    private static OracleRow row(JsonNode node) {
        boolean features = node.size() == 1 && node.path("features").isArray();
        return read(features ? node.get("features") : node);
    }

    private static OracleRow read(JsonNode values) {
        List<OracleField> fields = new ArrayList<>();
        if (values.isObject()) {
            values.properties().forEach(member -> fields.add(field(wellFormed(member.getKey()), member.getValue())));
            return new OracleRow(true, fields);
        }
        if (values.isArray()) {
            values.forEach(value -> fields.add(field("", value)));
        } else {
            fields.add(field("", values));
        }
        return new OracleRow(false, fields);
    }

    private static OracleField field(String name, JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new OracleField(name, FieldKind.JSON_STRING, wellFormed(node.textValue()));
            case NUMBER -> new OracleField(name, FieldKind.JSON_NUMBER, canonical(node.asText()));
            case BOOLEAN -> new OracleField(name, FieldKind.JSON_BOOLEAN, node.asText());
            case NULL -> new OracleField(name, FieldKind.JSON_NULL, "null");
            default -> new OracleField(name, FieldKind.JSON_NESTED, wellFormed(node.toString()));
        };
    }

    /** One text for all spellings of a number. */
    static String canonical(String number) {
        return number.endsWith("N") || number.endsWith("y")
                ? number
                : new BigDecimal(number).stripTrailingZeros().toString();
    }

    /** The rows of a table in the same form. */
    static List<OracleRow> of(FieldTable table) throws IOException {
        List<OracleRow> rows = new ArrayList<>();
        for (int r = 0; r < table.rows(); r++) {
            List<OracleField> fields = new ArrayList<>();
            for (int f = table.firstField(r); f < table.endField(r); f++) {
                String text = table.text(f);
                FieldKind kind = table.kind(f);
                String canonical = switch (kind) {
                    case JSON_NUMBER -> canonical(text);
                    case JSON_NESTED ->
                        wellFormed(CaptureOracle.PAYLOAD.readTree(text).toString());
                    default -> text;
                };
                fields.add(new OracleField(table.named() ? table.name(f) : "", kind, canonical));
            }
            rows.add(new OracleRow(table.named(), fields));
        }
        return rows;
    }
}
