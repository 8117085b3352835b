package io.tidemark.core.capture;

/**
 * CSV text (RFC 4180, no header) to rows: each line is a row, ended by a line feed that a carriage return may precede;
 * a line end at the end of the text adds no row, an empty line elsewhere is a row of one empty field. A field that
 * begins with a quote ends with one, holds doubled quotes for single ones, and may hold commas and line ends. A quote
 * further inside a field is part of it.
 */
final class CsvRows {
    private final CaptureLimits limits;
    private final Fault fault;

    CsvRows(CaptureLimits limits, Fault fault) {
        this.limits = limits;
        this.fault = fault;
    }

    /**
     * Splits text that holds neither quotes nor control characters, hence is one line: the usual payload, since both
     * must be escaped inside JSON.
     */
    boolean readLine(byte[] bytes, int from, int to, FieldTable table) {
        if (!table.startRow(false)) {
            return fault.set("rows with and without names", from);
        }
        int fieldFrom = from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long commas = ByteSearch.matches(ByteSearch.word(bytes, at), ',');
            while (commas != 0) {
                int comma = at + (Long.numberOfTrailingZeros(commas) >>> 3);
                if (!add(table, fieldFrom, comma)) {
                    return false;
                }
                fieldFrom = comma + 1;
                commas &= commas - 1;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == ',') {
                if (!add(table, fieldFrom, at)) {
                    return false;
                }
                fieldFrom = at + 1;
            }
        }
        if (!add(table, fieldFrom, to)) {
            return false;
        }
        table.endRow();
        return true;
    }

    /** Splits any text. Doubled quotes are made single in place, so the buffer must be ours if it holds quotes. */
    boolean read(byte[] bytes, int from, int to, FieldTable table) {
        int at = from;
        while (at < to) {
            if (!table.startRow(false)) {
                return fault.set("rows with and without names", at);
            }
            at = readField(bytes, at, to, table);
            while (at >= 0 && at < to && bytes[at] == ',') {
                at = readField(bytes, at + 1, to, table);
            }
            if (at < 0) {
                return false;
            }
            table.endRow();
            at++;
        }
        return true;
    }

    /** Reads one field; the position of the comma or line feed after it, or the end, or -1 after a fault. */
    private int readField(byte[] bytes, int from, int to, FieldTable table) {
        if (from < to && bytes[from] == '"') {
            return readQuoted(bytes, from + 1, to, table);
        }
        int at = from;
        while (at < to && bytes[at] != ',' && bytes[at] != '\n') {
            at++;
        }
        boolean beforeLineEnd = at < to && at > from && bytes[at] == '\n' && bytes[at - 1] == '\r';
        return add(table, from, beforeLineEnd ? at - 1 : at) ? at : -1;
    }

    private int readQuoted(byte[] bytes, int from, int to, FieldTable table) {
        int write = from;
        int at = from;
        while (true) {
            int quote = ByteSearch.indexOf(bytes, at, to, '"');
            if (quote == to) {
                fault.set("a quoted field has no end", from - 1);
                return -1;
            }
            if (write < at) {
                System.arraycopy(bytes, at, bytes, write, quote - at);
            }
            write += quote - at;
            at = quote + 1;
            if (at == to || bytes[at] != '"') {
                break;
            }
            bytes[write++] = '"';
            at++;
        }
        if (at + 1 < to && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            at++;
        }
        if (at < to && bytes[at] != ',' && bytes[at] != '\n') {
            fault.set("text follows a closing quote", at);
            return -1;
        }
        return add(table, from, write) ? at : -1;
    }

    private boolean add(FieldTable table, int from, int to) {
        if (to - from > limits.stringBytes()) {
            return fault.set("a field is too long", from);
        }
        if (table.fieldsInRow() >= limits.fieldsPerRow()) {
            return fault.set("a row has too many fields", from);
        }
        table.add(FieldKind.CSV_TEXT, from, to);
        return true;
    }
}
