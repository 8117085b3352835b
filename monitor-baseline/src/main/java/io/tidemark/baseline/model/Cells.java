package io.tidemark.baseline.model;

import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Cells of a table as texts and numbers. */
final class Cells {
    private Cells() {}

    /** The cell without the blanks around it; empty for a missing value. */
    static String text(String cell, Set<String> missing) {
        String bare = cell.strip();
        return missing.contains(bare) ? "" : bare;
    }

    /** The finite number that a text is, else the other one. */
    static double numberOr(String text, double otherwise) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ValueScanner scanner = new ValueScanner();
        return ValueScanner.isFinite(scanner.scan(bytes, 0, bytes.length)) ? scanner.value() : otherwise;
    }

    /** A finite number, 1 and 0 for true and false, NaN for all else. */
    static double feature(String text) {
        double number = numberOr(text, Double.NaN);
        if (!Double.isNaN(number)) {
            return number;
        }
        return text.equalsIgnoreCase("true") ? 1 : text.equalsIgnoreCase("false") ? 0 : Double.NaN;
    }
}
