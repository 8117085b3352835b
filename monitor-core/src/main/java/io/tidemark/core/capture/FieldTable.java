package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rows of one payload as byte ranges of one buffer: field f is the text {@code bytes()[from(f) .. to(f))}, row r
 * owns the fields {@code firstField(r) .. endField(r) - 1}. Nothing is copied or decoded to a String.
 *
 * <p>Mutable scratch: filled by {@link CaptureParser}, valid until its next parse. The buffer is either the record
 * that was handed to the parser or a buffer that the parser reuses, so its content must not be changed or kept.
 * Arrays only grow, so a steady stream of like records allocates nothing. Indexes are not checked beyond what the
 * arrays check. Not thread-safe.
 */
public final class FieldTable {
    private byte[] bytes = new byte[0];
    private int rows;
    private int fields;
    private boolean named;
    private int[] rowStart = new int[16];
    private int[] from = new int[64];
    private int[] to = new int[64];
    private byte[] kind = new byte[64];
    private int[] nameFrom = new int[0];
    private int[] nameTo = new int[0];

    FieldTable() {}

    /** The buffer that all ranges of this table point into. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many rows the payload holds. */
    public int rows() {
        return rows;
    }

    /** How many fields all rows hold together. */
    public int fields() {
        return fields;
    }

    /** The first field of a row, counted from 0. */
    public int firstField(int row) {
        return rowStart[row];
    }

    /** One past the last field of a row. */
    public int endField(int row) {
        return rowStart[row + 1];
    }

    /** Where the text of a field begins. */
    public int from(int field) {
        return from[field];
    }

    /** One past the last byte of the text of a field; equal to {@link #from} for the empty text. */
    public int to(int field) {
        return to[field];
    }

    /** How the field stood in the payload. */
    public FieldKind kind(int field) {
        return FieldKind.ofCode(kind[field]);
    }

    /** Whether the fields carry names (rows that were JSON objects); otherwise they are bound by position. */
    public boolean named() {
        return named;
    }

    /** Where the name of a field begins, without quotes and escapes. Only for {@link #named} tables. */
    public int nameFrom(int field) {
        return nameFrom[field];
    }

    /** One past the last byte of the name of a field. Only for {@link #named} tables. */
    public int nameTo(int field) {
        return nameTo[field];
    }

    /** The text of a field as a String, for messages and tests; malformed UTF-8 becomes U+FFFD. */
    public String text(int field) {
        return new String(bytes, from[field], to[field] - from[field], StandardCharsets.UTF_8);
    }

    /** The name of a field as a String. Only for {@link #named} tables. */
    public String name(int field) {
        return new String(bytes, nameFrom[field], nameTo[field] - nameFrom[field], StandardCharsets.UTF_8);
    }

    void reset(byte[] buffer) {
        bytes = buffer;
        rows = 0;
        fields = 0;
        named = false;
    }

    /** Keeps all ranges and points them into another buffer. */
    void moveTo(byte[] buffer) {
        bytes = buffer;
    }

    /** The first row decides whether a table has names; false if this row is of the other sort. */
    boolean startRow(boolean withNames) {
        if (rows > 0 && withNames != named) {
            return false;
        }
        named = withNames;
        return true;
    }

    /** Ends the row that began at the previous end, or at field 0. */
    void endRow() {
        rows++;
        if (rows == rowStart.length) {
            rowStart = Arrays.copyOf(rowStart, 2 * rows);
        }
        rowStart[rows] = fields;
    }

    /** How many fields the row under construction has so far. */
    int fieldsInRow() {
        return fields - rowStart[rows];
    }

    void add(FieldKind fieldKind, int fieldFrom, int fieldTo) {
        int field = fields;
        if (field == from.length) {
            from = Arrays.copyOf(from, 2 * field);
            to = Arrays.copyOf(to, 2 * field);
            kind = Arrays.copyOf(kind, 2 * field);
        }
        from[field] = fieldFrom;
        to[field] = fieldTo;
        kind[field] = fieldKind.code();
        fields = field + 1;
    }

    /** Names the field that is added next. */
    void nameNext(int start, int end) {
        if (fields >= nameFrom.length) {
            int size = Math.max(from.length, fields + 1);
            nameFrom = Arrays.copyOf(nameFrom, size);
            nameTo = Arrays.copyOf(nameTo, size);
        }
        nameFrom[fields] = start;
        nameTo[fields] = end;
    }
}
