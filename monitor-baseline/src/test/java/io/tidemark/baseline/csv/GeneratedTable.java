package io.tidemark.baseline.csv;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A table with all that makes reading hard, drawn from a seed: quoted line breaks and delimiters, doubled quotes, empty
 * and long fields, text in several scripts, both line ends mixed, blank lines, a byte order mark, no last line break.
 */
record GeneratedTable(String text, char delimiter, int columns, boolean marked) {
    private static final String DELIMITERS = ",;\t|";
    private static final String[] PIECES = {
        "a", "42", "-1.5e3", " ", "Zürich", "日本", "😀", "NA", "?", "\u0001", "'", "several words long"
    };

    static GeneratedTable of(long seed) {
        Random random = new Random(seed);
        char delimiter = DELIMITERS.charAt(random.nextInt(DELIMITERS.length()));
        int columns = 1 + random.nextInt(random.nextInt(4) == 0 ? 140 : 9);
        double quoted = random.nextInt(3) * 0.3;
        StringBuilder table = new StringBuilder();
        blankLines(random, table);
        for (int i = 0; i < columns; i++) {
            table.append(i == 0 ? "" : delimiter).append("c").append(i);
        }
        table.append(lineEnd(random));
        int rows = random.nextInt(60);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                table.append(i == 0 ? "" : delimiter).append(field(random, delimiter, quoted));
            }
            table.append(row == rows - 1 && random.nextBoolean() ? "" : lineEnd(random));
            blankLines(random, table);
        }
        return new GeneratedTable(table.toString(), delimiter, columns, random.nextInt(4) == 0);
    }

    byte[] bytes() {
        return ((marked ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
    }

    private static void blankLines(Random random, StringBuilder table) {
        boolean atLineStart = table.length() == 0 || table.charAt(table.length() - 1) == '\n';
        while (atLineStart && random.nextInt(12) == 0) {
            table.append(lineEnd(random));
        }
    }

    private static String lineEnd(Random random) {
        return random.nextBoolean() ? "\n" : "\r\n";
    }

    private static String field(Random random, char delimiter, double quoted) {
        StringBuilder value = new StringBuilder();
        boolean inQuotes = random.nextDouble() < quoted;
        for (int left = random.nextInt(4); left > 0; left--) {
            value.append(
                    inQuotes && random.nextBoolean()
                            ? hardPiece(random, delimiter)
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return inQuotes ? "\"" + value + "\"" : value.toString();
    }

    private static String hardPiece(Random random, char delimiter) {
        return switch (random.nextInt(5)) {
            case 0 -> "\n";
            case 1 -> "\r\n";
            case 2 -> "\"\"";
            case 3 -> "\"\"\"\"";
            default -> String.valueOf(delimiter);
        };
    }
}
