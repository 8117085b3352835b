package io.tidemark.core.capture;

/** How one field stood in its payload, which decides how its text is to be read. */
public enum FieldKind {
    /** A CSV field without its quotes; empty means missing. */
    CSV_TEXT,
    /** A JSON string without its quotes and escapes. */
    JSON_STRING,
    /** The text of a JSON number, or one of {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    JSON_NUMBER,
    /** The text {@code true} or {@code false}. */
    JSON_BOOLEAN,
    /** The text {@code null}: the value is missing. */
    JSON_NULL,
    /** The text of a JSON object or array, escapes and all. */
    JSON_NESTED
}
