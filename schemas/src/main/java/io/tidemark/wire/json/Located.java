package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A JSON value that knows where it stood in its file. */
sealed interface Located {
    /** Where it began. */
    Place place();

    /** Writes the value again. */
    void writeTo(JsonGenerator out) throws IOException;

    /** Returns the value as JSON without white space. */
    default String json() {
        String line = Json.line(out -> {
            out.writeFieldName("v");
            writeTo(out);
        });
        return line.substring("{\"v\":".length(), line.length() - 1);
    }

    /** A place in a file, counted from 1. */
    record Place(int line, int column) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /** An object; keys in the order of the file. */
    record Fields(Place place, Map<String, Located> byKey) implements Located {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            for (Map.Entry<String, Located> field : byKey.entrySet()) {
                out.writeFieldName(field.getKey());
                field.getValue().writeTo(out);
            }
            out.writeEndObject();
        }
    }

    /** An array. */
    record Items(Place place, List<Located> items) implements Located {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (Located item : items) {
                item.writeTo(out);
            }
            out.writeEndArray();
        }
    }

    /** An array of nothing but numbers with a decimal point: the long ones, held tightly. */
    @SuppressWarnings("ArrayRecordComponent") // Read once and handed on, never compared.
    record Numbers(Place place, double[] numbers) implements Located {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (double number : numbers) {
                out.writeNumber(number);
            }
            out.writeEndArray();
        }
    }

    /** A text. */
    record Text(Place place, String text) implements Located {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeString(text);
        }
    }

    /** A number, true, false or null, as it was spelled. */
    record Literal(Place place, String spelling, boolean isNumber) implements Located {
        boolean isNull() {
            return spelling.equals("null");
        }

        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeRawValue(spelling);
        }
    }
}
