package io.tidemark.app.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under a header in columns that are as wide as their longest cell, two spaces between; numbers are set to the
 * right. The last column is cut where the terminal ends.
 */
public final class AlignedTable {
    private final List<String> header;
    private final List<Boolean> toTheRight;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these column names; a name that begins with {@code >} is of a column set to the right. */
    public AlignedTable(String... names) {
        header = new ArrayList<>();
        toTheRight = new ArrayList<>();
        for (String name : names) {
            toTheRight.add(name.startsWith(">"));
            header.add(name.startsWith(">") ? name.substring(1) : name);
        }
    }

    /** Adds a row with as many cells as there are columns. */
    public void add(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("cells = " + cells.length + ", columns = " + header.size());
        }
        rows.add(List.of(cells));
    }

    /** Prints the lines: as wide as the terminal, or whole where there is none. */
    public void print(Console console) {
        boolean first = true;
        for (String line : lines(console.terminal().out() ? console.terminal().width() : Integer.MAX_VALUE)) {
            console.out().println(first ? console.paint(Style.STRONG, line) : line);
            first = false;
        }
    }

    /** The lines, header first, each at most so wide. */
    public List<String> lines(int width) {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = columns(header.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], columns(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, width));
        rows.forEach(row -> lines.add(line(row, widths, width)));
        return lines;
    }

    private String line(List<String> cells, int[] widths, int width) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - columns(cells.get(column)));
            line.append(column == 0 ? "" : "  ");
            line.append(toTheRight.get(column) ? padding + cells.get(column) : cells.get(column) + padding);
        }
        String text = line.toString().stripTrailing();
        return columns(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width));
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }
}
