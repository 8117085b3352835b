package io.tidemark.baseline.model;

import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A facet as it is asked for.
 *
 * @param field the column
 * @param values the group's values; empty with breaks, and if each value is to be held against the rest
 * @param breaks the group is above the first of them; empty for values
 */
public record FacetChoice(FieldRef field, List<String> values, List<Double> breaks) {
    /** Copies the lists. */
    public FacetChoice {
        values = List.copyOf(values);
        breaks = List.copyOf(breaks);
    }

    /**
     * Reads {@code sex=Female}, {@code race=Black,Other} (one group of several values), {@code age>40}, {@code
     * age>18,65} (several intervals) or {@code sex} (each value against the rest). The column may carry its position in
     * requests without names: {@code sex@8=Female}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static FacetChoice parse(String text) {
        int equals = text.indexOf('=');
        int above = text.indexOf('>');
        int end = equals < 0 ? above : above < 0 ? equals : Math.min(equals, above);
        FieldRef field = Fields.parse(end < 0 ? text : text.substring(0, end));
        if (field.isNone()) {
            throw new IllegalArgumentException("facet '" + text + "' names no column");
        }
        if (end < 0) {
            return new FacetChoice(field, List.of(), List.of());
        }
        List<String> items = Arrays.stream(text.substring(end + 1).split(",", -1))
                .map(String::strip)
                .toList();
        if (items.contains("")) {
            throw new IllegalArgumentException("facet '" + text + "' has an empty value");
        }
        return end == equals
                ? new FacetChoice(field, items, List.of())
                : new FacetChoice(field, List.of(), numbers(text, items));
    }

    private static List<Double> numbers(String text, List<String> items) {
        List<Double> numbers = new ArrayList<>();
        for (String item : items) {
            try {
                numbers.add(Double.parseDouble(item));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("facet '" + text + "': '" + item + "' is no number", e);
            }
        }
        return numbers;
    }

    /** Whether each value of the column is a group of its own. */
    boolean isEachValue() {
        return values.isEmpty() && breaks.isEmpty();
    }

    /** The facet under the name of its column. */
    Facet of(String column, List<String> groups) {
        return new Facet(column, field, groups, breaks);
    }
}
