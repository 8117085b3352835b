package io.tidemark.core.model;

import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the number of a class by any of its spellings: {@code 1}, {@code 1.0}, {@code 1e0} and {@code "1"} in quotes are
 * one class, because a label file and a response need not write a number alike. Texts are compared as they are, letter
 * case included. Holds scratch of its thread: not thread-safe.
 */
public final class ClassIndex {
    /** Returned for a text that is no class. */
    public static final int NONE = -1;

    private static final double LARGEST_INTEGER = 0x1p53;

    private final List<String> classes;
    private final Map<String, Integer> byText = new HashMap<>();
    private final ValueScanner scanner = new ValueScanner();

    /**
     * An index over classes, numbered in the order given.
     *
     * @throws IllegalArgumentException if two of them are one class in two spellings
     */
    public ClassIndex(List<String> classes) {
        this.classes = List.copyOf(classes);
        for (int i = 0; i < classes.size(); i++) {
            Integer before = byText.put(normalised(classes.get(i), scanner), i);
            if (before != null) {
                throw new IllegalArgumentException(
                        "'" + classes.get(before) + "' and '" + classes.get(i) + "' are one class");
            }
        }
    }

    /** The classes as given. */
    public List<String> classes() {
        return classes;
    }

    /** The number of the class, or {@link #NONE}. */
    public int find(String text) {
        Integer index = byText.get(text);
        return index != null ? index : byText.getOrDefault(normalised(text, scanner), NONE);
    }

    /**
     * The one spelling of a class: without white space around it and one pair of double quotes; a number as its shortest
     * decimal form, an integer without point or exponent. Integers of 2^53 and more stay texts, because neighbours among
     * them are one double.
     */
    public static String normalised(String text) {
        return normalised(text, new ValueScanner());
    }

    private static String normalised(String text, ValueScanner scanner) {
        String bare = unquoted(text.strip());
        byte[] bytes = bare.getBytes(StandardCharsets.UTF_8);
        if (!ValueScanner.isFinite(scanner.scan(bytes, 0, bytes.length))) {
            return bare;
        }
        double number = scanner.value();
        if (Math.abs(number) >= LARGEST_INTEGER) {
            return bare;
        }
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
