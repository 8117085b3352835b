package io.tidemark.core.model;

import io.tidemark.core.capture.Excerpt;
import io.tidemark.core.capture.FieldKind;
import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one field of a row at a time: the accessors speak of the field found last. Scratch of one thread. */
final class RowFields {
    private static final int SHOWN = 40;
    private static final int ANY_WIDTH = -1;

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
        private final String text;
        private final byte[] name;
        private final int position;
        private final boolean isOfResponse;
        private final boolean isOnlyAnswer;
        private final int width;

        private Wanted(FieldRef ref, boolean isOfResponse, boolean isOnlyAnswer, int width) {
            this.text = ref.name();
            this.name = ref.name().getBytes(StandardCharsets.UTF_8);
            this.position = ref.position();
            this.isOfResponse = isOfResponse;
            this.isOnlyAnswer = isOnlyAnswer;
            this.width = width;
        }

        boolean isNone() {
            return !hasName() && position < 0;
        }

        boolean hasName() {
            return name.length > 0;
        }

        byte[] name() {
            return name;
        }

        String text() {
            return text;
        }

        boolean isOfResponse() {
            return isOfResponse;
        }

        boolean isScoreList() {
            return isOfResponse && text.equals(FieldRef.SCORE_LIST.name());
        }

        /** The position in a row without names; a response of one field is the answer of a model that gives only one. */
        int positionAmong(int fields) {
            if (width != ANY_WIDTH && fields != width) {
                return -1;
            }
            return position < 0 && isOnlyAnswer && fields == 1 ? 0 : position;
        }
    }

    static Wanted ofResponse(FieldRef ref) {
        return new Wanted(ref, true, false, ANY_WIDTH);
    }

    /** The one field of the response that a model's answer comes from. */
    static Wanted onlyAnswer(FieldRef ref) {
        return new Wanted(ref, true, true, ANY_WIDTH);
    }

    static Wanted ofRequest(FieldRef ref) {
        return new Wanted(ref, false, false, ANY_WIDTH);
    }

    /** A field of the request whose position holds for rows of so many fields only. */
    static Wanted ofRequest(FieldRef ref, int width) {
        return new Wanted(ref, false, false, width);
    }

    /** Looks for a field; whether it is there and holds a value. */
    boolean find(RowSource row, Wanted wanted) {
        if (wanted.isNone() || !row.find(wanted, this)) {
            present = false;
        }
        return present;
    }

    /** Speaks of this text from now on, without the blanks around it. */
    void moveTo(byte[] text, int start, int end, FieldKind kind) {
        bytes = text;
        from = start;
        to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] == ' ') {
            to--;
        }
        nested = kind == FieldKind.JSON_NESTED;
        present = from < to && kind != FieldKind.JSON_NULL && !isMissingMarker();
    }

    /** The finite number that the field is; NaN if it is none. */
    double number() {
        if (!present || nested) {
            return Double.NaN;
        }
        return ValueScanner.isFinite(scanner.scan(bytes, from, to)) ? scanner.value() : Double.NaN;
    }

    /** The finite number that the field is, 1 for true and 0 for false; NaN for what is neither. */
    double numberOrTruth() {
        double number = number();
        if (!Double.isNaN(number)) {
            return number;
        }
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.NaN;
        };
    }

    /** The field as text; empty where there is no value. */
    String text() {
        return present ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : "";
    }

    /** Whether the field can hold several numbers. */
    boolean isNested() {
        return present && NestedNumbers.isNested(bytes, from, to);
    }

    /** All numbers of a field that holds several; nothing if it does not hold them all. */
    double[] numbers(NestedNumbers reader) {
        return isNested() ? reader.read(bytes, from, to) : new double[0];
    }

    /** What the field looks like, without its letters and digits: for messages. */
    String shape() {
        return present ? "'" + Excerpt.of(bytes, from, Math.min(to, from + SHOWN)) + "'" : "missing";
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
