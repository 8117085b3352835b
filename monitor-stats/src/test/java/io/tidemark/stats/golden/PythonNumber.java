package io.tidemark.stats.golden;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reading of field texts that the reference files state: Python's float(). */
final class PythonNumber {
    private static final Pattern FINITE = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private PythonNumber() {}

    /** The number, or null if the text is none; digits of other scripts and spaces around are taken. */
    static @Nullable Double parse(String text) {
        StringBuilder ascii = new StringBuilder();
        text.strip().codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            ascii.appendCodePoint(digit >= 0 ? '0' + digit : c);
        });
        return FINITE.matcher(ascii).matches() ? (Double) Double.parseDouble(ascii.toString()) : null;
    }
}
