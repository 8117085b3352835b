package io.tidemark.core.model;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Excerpt;
import io.tidemark.core.capture.FieldKind;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds one field of a row at a time. A field of the response is looked for there, then by name in the request; one of the
 * request the other way round, because batch jobs copy the input into the output. Scratch of one thread.
 */
final class RowFields {
    private static final int NOT_FOUND = -1;

    private final List<byte[]> missingMarkers;
    private final ValueScanner scanner = new ValueScanner();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private boolean present;
    private boolean nested;

    RowFields(List<String> missingMarkers) {
        this.missingMarkers = missingMarkers.stream()
                .map(marker -> marker.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** A field to look for. */
    static final class Wanted {
        private final byte[] name;
        private final int position;
        private final boolean isOfResponse;

        private Wanted(FieldRef ref, boolean isOfResponse) {
            this.name = ref.name().getBytes(StandardCharsets.UTF_8);
            this.position = ref.position();
            this.isOfResponse = isOfResponse;
        }

        boolean isNone() {
            return name.length == 0 && position < 0;
        }
    }

    static Wanted ofResponse(FieldRef ref) {
        return new Wanted(ref, true);
    }

    static Wanted ofRequest(FieldRef ref) {
        return new Wanted(ref, false);
    }

    /** Moves to a field; whether it is there and holds a value. Afterwards the accessors speak of it. */
    boolean find(CapturedRecord record, int row, Wanted wanted) {
        FieldTable own = wanted.isOfResponse ? record.output() : record.input();
        FieldTable other = wanted.isOfResponse ? record.input() : record.output();
        int field = fieldOf(own, row, wanted);
        if (field != NOT_FOUND) {
            return moveTo(own, field);
        }
        int byName = other.named() ? fieldOf(other, row, wanted) : NOT_FOUND;
        if (byName != NOT_FOUND) {
            return moveTo(other, byName);
        }
        present = false;
        return false;
    }

    /** The finite number that the field is, NaN if it is none. White space around it does not matter. */
    double number() {
        if (!present || nested) {
            return Double.NaN;
        }
        return ValueScanner.isFinite(scanner.scan(bytes, from, to)) ? scanner.value() : Double.NaN;
    }

    /** The field as text, the empty one where there is no value. */
    String text() {
        return present ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : "";
    }

    /** All numbers of a field that holds several; nothing if it does not. */
    double[] numbers(NestedNumbers reader) {
        return present && NestedNumbers.isNested(bytes, from, to) ? reader.read(bytes, from, to) : new double[0];
    }

    /** What the field looks like, without its letters and digits: for messages. */
    String shape() {
        return present ? "'" + Excerpt.of(bytes, from, Math.min(to, from + 40)) + "'" : "missing";
    }

    private static int fieldOf(FieldTable table, int row, Wanted wanted) {
        if (row >= table.rows()) {
            return NOT_FOUND;
        }
        int first = table.firstField(row);
        int end = table.endField(row);
        if (!table.named()) {
            return wanted.position >= 0 && wanted.position < end - first ? first + wanted.position : NOT_FOUND;
        }
        if (wanted.name.length == 0) {
            return NOT_FOUND;
        }
        int found = NOT_FOUND;
        for (int field = first; field < end; field++) {
            boolean isIt = Arrays.equals(
                    table.bytes(), table.nameFrom(field), table.nameTo(field), wanted.name, 0, wanted.name.length);
            found = isIt ? field : found;
        }
        return found;
    }

    private boolean moveTo(FieldTable table, int field) {
        bytes = table.bytes();
        from = table.from(field);
        to = table.to(field);
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] == ' ') {
            to--;
        }
        FieldKind kind = table.kind(field);
        nested = kind == FieldKind.JSON_NESTED;
        present = from < to && kind != FieldKind.JSON_NULL && !isMissingMarker();
        return present;
    }

    private boolean isMissingMarker() {
        for (byte[] marker : missingMarkers) {
            if (Arrays.equals(marker, 0, marker.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
