package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.capture.FieldKind;
import io.tidemark.core.capture.FieldTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The columns of captured rows, and how a row is written under them. For one thread. */
final class CapturedColumns {
    private static final int ABSENT = -1;

    /** Is no UTF-8, so it counts as malformed in every column, as a nested value does in captures. */
    private static final int NO_TEXT = 0xFF;

    private final List<String> names;
    private final byte[][] texts;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final int[] fieldOf;
    private long rowsWithMore;
    private long rowsWithLess;

    CapturedColumns(List<String> names) {
        this.names = List.copyOf(names);
        this.texts = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.fieldOf = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            indexes.put(this.names.get(i), i);
        }
    }

    /** The keys of the first row of the table. */
    static CapturedColumns of(FieldTable table, String file, long line) {
        if (!table.named()) {
            throw CsvException.atLine(
                    file,
                    line,
                    "the fields have no names",
                    "they are bound by position, and a baseline knows features by name",
                    "add --columns a,b,c, or --like with an older baseline of the same model");
        }
        return new CapturedColumns(IntStream.range(table.firstField(0), table.endField(0))
                .mapToObj(table::name)
                .toList());
    }

    boolean areNamed() {
        return !names.isEmpty();
    }

    List<String> names() {
        return names;
    }

    long rowsWithMore() {
        return rowsWithMore;
    }

    long rowsWithLess() {
        return rowsWithLess;
    }

    static boolean hasNul(FieldTable table) {
        byte[] bytes = table.bytes();
        for (int field = 0; field < table.fields(); field++) {
            for (int at = table.from(field); at < table.to(field); at++) {
                if (bytes[at] == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    void write(FieldTable table, int row, OutputStream out) throws IOException {
        bind(table, row);
        boolean less = false;
        for (int column = 0; column < fieldOf.length; column++) {
            if (column > 0) {
                out.write(',');
            }
            less |= fieldOf[column] == ABSENT;
            writeField(table, fieldOf[column], out);
        }
        out.write('\n');
        rowsWithLess += less ? 1 : 0;
    }

    private void bind(FieldTable table, int row) {
        Arrays.fill(fieldOf, ABSENT);
        int first = table.firstField(row);
        int fields = table.endField(row) - first;
        boolean more = false;
        for (int i = 0; i < fields; i++) {
            int column = table.named() ? columnOf(table, first + i, i) : i < fieldOf.length ? i : ABSENT;
            if (column == ABSENT) {
                more = true;
            } else {
                fieldOf[column] = first + i;
            }
        }
        rowsWithMore += more ? 1 : 0;
    }

    /** Keys mostly stand in the order of the columns; only others are looked up by a String. */
    private int columnOf(FieldTable table, int field, int expected) {
        if (expected < texts.length
                && Arrays.equals(
                        texts[expected],
                        0,
                        texts[expected].length,
                        table.bytes(),
                        table.nameFrom(field),
                        table.nameTo(field))) {
            return expected;
        }
        return indexes.getOrDefault(table.name(field), ABSENT);
    }

    private static void writeField(FieldTable table, int field, OutputStream out) throws IOException {
        out.write('"');
        if (field != ABSENT && table.kind(field) == FieldKind.JSON_NESTED) {
            out.write(NO_TEXT);
        } else if (field != ABSENT && table.kind(field) != FieldKind.JSON_NULL) {
            byte[] bytes = table.bytes();
            for (int at = table.from(field); at < table.to(field); at++) {
                if (bytes[at] == '"') {
                    out.write('"');
                }
                out.write(bytes[at]);
            }
        }
        out.write('"');
    }
}
