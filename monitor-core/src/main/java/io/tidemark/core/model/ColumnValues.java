package io.tidemark.core.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct values of a column of a reference, in the one spelling of {@link ClassIndex#normalised}: what classes,
 * groups and segments are listed from. Mutable, not thread-safe.
 */
public final class ColumnValues {
    /** Most distinct values that are told apart: a column with more is no list of classes. */
    public static final int MOST_DISTINCT = 100_000;

    private static final Comparator<String> AS_VALUES =
            Comparator.comparingDouble(ColumnValues::numberOf).thenComparing(Comparator.naturalOrder());

    private final String column;
    private final Map<String, Long> counts = new HashMap<>();

    /** No values of the column. */
    public ColumnValues(String column) {
        this.column = column;
    }

    /**
     * Counts a value; a missing one is the empty text.
     *
     * @throws IllegalArgumentException at the value after the last that is told apart
     */
    public void add(String text) {
        counts.merge(ClassIndex.normalised(text), 1L, Math::addExact);
        if (counts.size() > MOST_DISTINCT) {
            throw new IllegalArgumentException("column '" + column + "' has more than " + MOST_DISTINCT
                    + " distinct values: it names rows rather than classes, groups or segments");
        }
    }

    /** How many distinct values there are, the missing one included. */
    public int distinct() {
        return counts.size();
    }

    /** All values but the missing one: numbers ascending, then texts in their order. */
    public List<String> values() {
        return counts.keySet().stream()
                .filter(value -> !value.isEmpty())
                .sorted(AS_VALUES)
                .toList();
    }

    /** The most frequent values, of equally frequent ones the first in order, in the order of {@link #values}. */
    public List<String> mostFrequent(int most) {
        return values().stream()
                .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder()))
                .limit(most)
                .sorted(AS_VALUES)
                .toList();
    }

    /** The two classes of a column, the positive one last; it is the given one, else the higher of the two. */
    public List<String> binaryClasses(String positive) {
        List<String> values = values();
        if (values.size() != 2) {
            throw new IllegalArgumentException("column '" + column + "' has " + values.size()
                    + " distinct values, so it is no label of two classes");
        }
        if (positive.isEmpty() || values.get(1).equals(ClassIndex.normalised(positive))) {
            return values;
        }
        if (!values.get(0).equals(ClassIndex.normalised(positive))) {
            throw new IllegalArgumentException(
                    "column '" + column + "' has no value '" + positive + "', only " + values);
        }
        return List.of(values.get(1), values.get(0));
    }

    /** Texts that are no numbers come after all numbers. */
    private static double numberOf(String normalised) {
        return FacetGuess.isNumber(normalised) ? Double.parseDouble(normalised) : Double.POSITIVE_INFINITY;
    }
}
