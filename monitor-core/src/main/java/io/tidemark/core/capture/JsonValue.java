package io.tidemark.core.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value as a tree, for payloads that are reached by a path. Texts stay bytes, so numbers keep their spelling.
 */
sealed interface JsonValue {
    JsonValue NULL = new Scalar(FieldKind.JSON_NULL, "null");

    /** Appends the value as JSON text. */
    void writeTo(ByteArrayOutputStream out);

    /** An array. */
    record Items(List<JsonValue> elements) implements JsonValue {
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            out.write('[');
            for (Iterator<JsonValue> rest = elements.iterator(); rest.hasNext(); ) {
                rest.next().writeTo(out);
                if (rest.hasNext()) {
                    out.write(',');
                }
            }
            out.write(']');
        }
    }

    /** An object; the map keeps the order of its keys. */
    record Members(Map<Scalar, JsonValue> byName) implements JsonValue {
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            out.write('{');
            for (Iterator<Map.Entry<Scalar, JsonValue>> rest = byName.entrySet().iterator(); rest.hasNext(); ) {
                Map.Entry<Scalar, JsonValue> member = rest.next();
                member.getKey().writeTo(out);
                out.write(':');
                member.getValue().writeTo(out);
                if (rest.hasNext()) {
                    out.write(',');
                }
            }
            out.write('}');
        }
    }

    /** A text, a number, true, false or null. Equal to one of the same kind and bytes. */
    final class Scalar implements JsonValue {
        private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

        private final FieldKind kind;
        private final byte[] bytes;

        /** Keeps the array, which nobody may change. */
        Scalar(FieldKind kind, byte[] bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        Scalar(FieldKind kind, String text) {
            this(kind, text.getBytes(StandardCharsets.UTF_8));
        }

        FieldKind kind() {
            return kind;
        }

        /** The text without quotes and escapes. Not to be changed. */
        byte[] bytes() {
            return bytes;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public void writeTo(ByteArrayOutputStream out) {
            if (kind != FieldKind.JSON_STRING) {
                out.writeBytes(bytes);
                return;
            }
            out.write('"');
            for (byte c : bytes) {
                if (c == '"' || c == '\\') {
                    out.write('\\');
                    out.write(c);
                } else if (c >= 0 && c < ' ') {
                    out.writeBytes(new byte[] {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 0xF]});
                } else {
                    out.write(c);
                }
            }
            out.write('"');
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Scalar scalar && kind == scalar.kind && Arrays.equals(bytes, scalar.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind.code(), Arrays.hashCode(bytes));
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
