package io.tidemark.baseline.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of a table's columns, in the order of the file, each once and none empty. Names are taken as they are written:
 * spaces and case count.
 *
 * @param file where the names were read, for messages
 * @param line where the row of names starts, counted from 1
 * @param names of the columns, 1 or more
 */
public record CsvHeader(String file, long line, List<String> names) {
    private static final int NAMES_IN_MESSAGE = 12;

    /** Copies the names. */
    public CsvHeader {
        names = List.copyOf(names);
    }

    /** Takes the row that the reader stands on as names. */
    static CsvHeader of(CsvRows rows) {
        List<String> names = new ArrayList<>(rows.fields());
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < rows.fields(); i++) {
            String name = nameAt(rows, i);
            Integer earlier = columns.putIfAbsent(name, i);
            if (earlier != null) {
                throw duplicate(rows, earlier, i, name);
            }
            names.add(name);
        }
        return new CsvHeader(rows.name(), rows.line(), names);
    }

    /** Names that were not read but given, for a file without a row of names. */
    static CsvHeader given(String file, List<String> names) {
        return new CsvHeader(file, 1, names);
    }

    /** Number of columns. */
    public int size() {
        return names.size();
    }

    /**
     * Place of a column, from 0.
     *
     * @throws CsvException if no column has this name; it names the nearest one
     */
    public int indexOf(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw CsvException.atLine(
                    file,
                    line,
                    "no column \"" + name + "\"",
                    "it is asked for, and the header has " + count() + ": " + listed(),
                    Nearest.hint(name, names) + "Names are compared with case and spaces");
        }
        return index;
    }

    /**
     * Requires that a further file of the same table has the same names in the same order.
     *
     * @throws CsvException placed in the other file, naming the first difference
     */
    public void requireSame(CsvHeader other) {
        int common = Math.min(size(), other.size());
        for (int i = 0; i < common; i++) {
            if (!names.get(i).equals(other.names.get(i))) {
                throw different(
                        other,
                        "column " + (i + 1) + " is \"" + other.names.get(i) + "\", in " + file + " it is \""
                                + names.get(i) + "\"");
            }
        }
        if (size() > common) {
            throw different(
                    other, "column " + (common + 1) + ", \"" + names.get(common) + "\" in " + file + ", is missing");
        }
        if (other.size() > common) {
            throw different(
                    other, "column " + (common + 1) + ", \"" + other.names.get(common) + "\", is not in " + file);
        }
    }

    private static CsvException different(CsvHeader other, String what) {
        return CsvException.atLine(
                other.file,
                other.line,
                what,
                "the files of one baseline are one table, with the same columns in the same order",
                "write the files with the same header, or make a baseline of each");
    }

    private static String nameAt(CsvRows rows, int i) {
        String name = decoded(rows, i);
        if (name.isEmpty()) {
            throw rows.problemAt(
                    i,
                    "column " + (i + 1) + " has no name",
                    "the baseline knows columns by name",
                    "name the column, or remove it and a trailing separator");
        }
        if (name.indexOf('\r') >= 0) {
            throw rows.problemAt(
                    i,
                    "column " + (i + 1) + " has a carriage return in its name",
                    "rows end with a line feed; a carriage return alone does not end one",
                    "write the file with line feeds (tr '\\r' '\\n')");
        }
        return name;
    }

    private static String decoded(CsvRows rows, int i) {
        ByteBuffer field = ByteBuffer.wrap(rows.bytes(), rows.from(i), rows.to(i) - rows.from(i));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(field).toString();
        } catch (CharacterCodingException e) {
            CsvException problem = rows.problemAt(
                    i,
                    "the name of column " + (i + 1) + " is not UTF-8",
                    "the file has another encoding, or is not text",
                    "save the file as UTF-8");
            problem.initCause(e);
            throw problem;
        }
    }

    private static CsvException duplicate(CsvRows rows, int earlier, int i, String name) {
        return rows.problemAt(
                i,
                "columns " + (earlier + 1) + " and " + (i + 1) + " are both named \"" + name + "\"",
                "the baseline knows columns by name",
                "rename or remove one of them");
    }

    private String count() {
        return size() == 1 ? "1 column" : size() + " columns";
    }

    private String listed() {
        String first = String.join(", ", names.subList(0, Math.min(NAMES_IN_MESSAGE, size())));
        return size() > NAMES_IN_MESSAGE ? first + ", …" : first;
    }
}
