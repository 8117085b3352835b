package io.tidemark.core.model;

import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The service's guess whether a column of a reference divides people by categories or by a threshold, for those who want
 * its behaviour when they build a baseline: numbers with a fraction are continuous; integers are where at least 5 % of the
 * rows are distinct; texts and booleans are categorical. Never used on a window, whose size would decide. Mutable.
 */
public final class FacetGuess {
    /** Distinct values per row from which integers count as continuous. */
    public static final double CONTINUOUS_SHARE = 0.05;

    private final Set<String> distinct = new HashSet<>();
    private final ValueScanner scanner = new ValueScanner();
    private long rows;
    private long missing;
    private long integers;
    private long fractions;

    /** No values. */
    public FacetGuess() {}

    /** Adds a value; the empty text is a missing one, which makes integers fractions as in the service's tables. */
    public void add(String text) {
        rows++;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scanner.scan(bytes, 0, bytes.length);
        ValueClass textClass = scanner.valueClass();
        if (textClass == ValueClass.MISSING) {
            missing++;
            return;
        }
        integers += textClass == ValueClass.INTEGRAL ? 1 : 0;
        boolean isNumber = textClass == ValueClass.FRACTIONAL || isNotFinite(text);
        fractions += isNumber ? 1 : 0;
        distinct.add(text);
    }

    /** Whether the column is taken as continuous when a single value is given for the facet. */
    public boolean isContinuous() {
        long numbers = integers + fractions;
        if (numbers == 0 || numbers + missing < rows) {
            return false;
        }
        return fractions > 0 || missing > 0 || distinct.size() >= CONTINUOUS_SHARE * rows;
    }

    /**
     * The facet that the service would take.
     *
     * @param values as given; more than one makes any column categorical
     * @throws IllegalArgumentException if the column is continuous and the value no number
     */
    public Facet facet(String column, List<String> values) {
        if (values.size() != 1 || !isContinuous()) {
            return Facet.ofValues(column, values);
        }
        if (!isNumber(values.get(0))) {
            throw new IllegalArgumentException(
                    "facet '" + column + "' is a column of numbers, and '" + values.get(0) + "' is no threshold");
        }
        return Facet.above(column, Double.parseDouble(values.get(0).strip()));
    }

    /** Whether a text is a finite decimal number. */
    static boolean isNumber(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        return ValueScanner.isFinite(new ValueScanner().scan(bytes, 0, bytes.length));
    }

    private static boolean isNotFinite(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "-inf" -> true;
            default -> false;
        };
    }
}
