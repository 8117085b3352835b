package io.tidemark.baseline.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How the files of a table are to be read.
 *
 * @param format delimiter, quote and longest row
 * @param charset of the files; UTF-8 is read as it is, others are turned into it while they are read, by one thread a
 *     file
 * @param columns names of the columns of files without a row of names; empty if the first row holds them
 * @param maxBadRows rows that may be left out because they cannot be read; 0 refuses the first one
 * @param names by which messages call some files, of a temporary file for example
 */
public record CsvOptions(
        CsvFormat format, Charset charset, List<String> columns, long maxBadRows, Map<Path, String> names) {
    /** Comma, double quotes, UTF-8, a row of names, and no bad row. */
    public static final CsvOptions DEFAULT =
            new CsvOptions(CsvFormat.rfc4180(), StandardCharsets.UTF_8, List.of(), 0, Map.of());

    /** Copies the collections and refuses names that cannot tell columns apart. */
    public CsvOptions {
        columns = List.copyOf(columns);
        names = Map.copyOf(names);
        if (maxBadRows < 0) {
            throw new IllegalArgumentException("maxBadRows = " + maxBadRows + " is negative");
        }
        if (columns.contains("") || new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("columns = " + columns + ": each needs a name of its own");
        }
    }

    /** These options with another format. */
    public CsvOptions withFormat(CsvFormat other) {
        return new CsvOptions(other, charset, columns, maxBadRows, names);
    }

    /** These options with another charset. */
    public CsvOptions withCharset(Charset other) {
        return new CsvOptions(format, other, columns, maxBadRows, names);
    }

    /** These options for files without a row of names. */
    public CsvOptions withColumns(List<String> others) {
        return new CsvOptions(format, charset, others, maxBadRows, names);
    }

    /** These options with another number of rows that may be left out. */
    public CsvOptions withMaxBadRows(long other) {
        return new CsvOptions(format, charset, columns, other, names);
    }

    /** These options with other names of files. */
    public CsvOptions withNames(Map<Path, String> others) {
        return new CsvOptions(format, charset, columns, maxBadRows, others);
    }
}
