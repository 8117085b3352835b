package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A group of people that a model may treat worse than the rest: rows with one of some values, or with a number above a
 * break. Whether a facet is categorical or numeric is said here and never guessed from a window.
 *
 * @param name the column, as reports name it
 * @param field where a row holds it
 * @param values the disadvantaged values of a categorical facet; empty for a numeric one
 * @param breaks of a numeric facet, ascending: rows above the first are disadvantaged, a row equal to it is not. Empty for
 *     a categorical one
 */
public record Facet(String name, FieldRef field, List<String> values, List<Double> breaks) {
    /** The row does not say, or says nothing readable. The reference counts such rows to facet a. */
    public static final int UNKNOWN = 0;

    /** Facet a: everyone else. */
    public static final int ADVANTAGED = 1;

    /** Facet d. */
    public static final int DISADVANTAGED = 2;

    /** Number of groups in the table of a facet: the three above. */
    public static final int GROUPS = 3;

    /** Most values of a facet. */
    public static final int MOST_VALUES = 255;

    private static final String NUMBERS = "([-+0-9.Ee]+(?:,[-+0-9.Ee]+)*)";
    private static final Pattern LABEL = Pattern.compile("(.*)>" + NUMBERS);
    private static final Pattern KEY = Pattern.compile("(.*)=\\(" + NUMBERS);

    /** Checks and sorts. */
    public Facet {
        values = List.copyOf(values);
        breaks = breaks.stream().map(b -> b + 0.0).sorted().distinct().toList();
        if (name.isEmpty() || field.isNone()) {
            throw new IllegalArgumentException("a facet needs a name and a field: '" + name + "', " + field);
        }
        if (values.isEmpty() == breaks.isEmpty()) {
            throw new IllegalArgumentException(
                    "facet '" + name + "' needs either values or breaks: " + values + ", " + breaks);
        }
        if (values.size() > MOST_VALUES || breaks.size() > MOST_VALUES) {
            throw new IllegalArgumentException("facet '" + name + "' has more than " + MOST_VALUES + " values");
        }
        if (breaks.stream().anyMatch(b -> !Double.isFinite(b))) {
            throw new IllegalArgumentException("facet '" + name + "' has a break that is not finite: " + breaks);
        }
        new ClassIndex(values);
    }

    /** Rows whose column has one of these values. */
    public static Facet ofValues(String column, List<String> values) {
        return new Facet(column, FieldRef.named(column), values, List.of());
    }

    /** Rows whose column is above the threshold. */
    public static Facet above(String column, double threshold) {
        return new Facet(column, FieldRef.named(column), List.of(), List.of(threshold));
    }

    /** Whether it is given by numbers. */
    public boolean isNumeric() {
        return !breaks.isEmpty();
    }

    /**
     * The name under which baseline and windows are compared, as the facet is asked for: {@code sex=Female}, {@code
     * race=Black,Other}, {@code age>40}, {@code age>25,60} for several breaks. It never holds the data's maximum, as the
     * service's names do.
     */
    public String label() {
        return name + (isNumeric() ? ">" + String.join(",", breakTexts()) : "=" + String.join(",", values));
    }

    /**
     * A facet's label as canonical forms hold it: {@code age=(40} for {@code age>40}, any other as it is. So hashes are what
     * they were when that was what people were shown.
     */
    public static String key(String label) {
        Matcher numeric = LABEL.matcher(label);
        return numeric.matches() ? numeric.group(1) + "=(" + numeric.group(2) : label;
    }

    /** The label of a key. */
    static String ofKey(String key) {
        Matcher numeric = KEY.matcher(key);
        return numeric.matches() ? numeric.group(1) + ">" + numeric.group(2) : key;
    }

    /** This facet in another field. */
    public Facet in(FieldRef other) {
        return new Facet(name, other, values, breaks);
    }

    private List<String> breakTexts() {
        return breaks.stream()
                .map(b -> ClassIndex.normalised(Double.toString(b)))
                .toList();
    }

    void writeTo(CanonicalOutput out) {
        out.putText(name);
        field.writeTo(out);
        Texts.write(values, out);
        out.putVarint(breaks.size());
        breaks.forEach(out::putDouble);
    }

    static Facet readFrom(CanonicalInput in) {
        String name = in.getText();
        FieldRef field = FieldRef.readFrom(in);
        List<String> values = Texts.read(in);
        int size = (int) in.getCount(MOST_VALUES);
        List<Double> breaks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            breaks.add(in.getDouble());
        }
        return new Facet(name, field, values, breaks);
    }
}
