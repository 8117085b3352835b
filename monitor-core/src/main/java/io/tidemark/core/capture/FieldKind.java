package io.tidemark.core.capture;

/** How one field stood in its payload, which decides how its text is to be read. */
public enum FieldKind {
    /** A CSV field without its quotes; empty means missing. */
    CSV_TEXT(0),
    /** A JSON string without its quotes and escapes. */
    JSON_STRING(1),
    /** The text of a JSON number, or one of {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    JSON_NUMBER(2),
    /** The text {@code true} or {@code false}. */
    JSON_BOOLEAN(3),
    /** The text {@code null}: the value is missing. */
    JSON_NULL(4),
    /** The text of a JSON object or array, escapes and all. */
    JSON_NESTED(5);

    private static final FieldKind[] BY_CODE = {CSV_TEXT, JSON_STRING, JSON_NUMBER, JSON_BOOLEAN, JSON_NULL, JSON_NESTED
    };

    private final byte code;

    FieldKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static FieldKind ofCode(byte code) {
        return BY_CODE[code];
    }
}
