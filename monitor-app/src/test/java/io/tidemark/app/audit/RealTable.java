package io.tidemark.app.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A table of the real data.
 *
 * @param header the names of the columns
 * @param rows the texts of the fields
 */
public record RealTable(List<String> header, List<List<String>> rows) {
    static RealTable read(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines(file)) {
            rows.add(fields(line));
        }
        List<String> header = rows.remove(0);
        return new RealTable(header, rows);
    }

    /** The lines of a file, unpacked. */
    static List<String> lines(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    /** A field of a row by its column's name. */
    String get(List<String> row, String column) {
        return row.get(header.indexOf(column));
    }

    double number(List<String> row, String column) {
        return Double.parseDouble(get(row, column));
    }

    /** Rows from one on, up to another. */
    RealTable range(int from, int to) {
        return new RealTable(header, rows.subList(from, to));
    }

    /** This table with another name for a column. */
    RealTable renamed(String column, String other) {
        List<String> names = new ArrayList<>(header);
        names.set(names.indexOf(column), other);
        return new RealTable(names, rows);
    }

    /** The columns of another table of as many rows behind these. */
    RealTable with(RealTable other) {
        List<String> all = new ArrayList<>(header);
        all.addAll(other.header);
        List<List<String>> joined = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = new ArrayList<>(rows.get(i));
            row.addAll(other.rows.get(i));
            joined.add(row);
        }
        return new RealTable(all, joined);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
