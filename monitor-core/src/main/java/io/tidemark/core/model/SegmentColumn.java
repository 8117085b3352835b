package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;

/**
 * The column by whose values quality is also looked at separately. Values that are not listed, and missing ones, are one
 * segment together.
 *
 * @param name the column, as reports name it
 * @param field where a row holds it
 * @param values the values in a fixed order, at most {@link #MOST_VALUES}; neither empty nor {@link #OTHER}
 */
public record SegmentColumn(String name, FieldRef field, List<String> values) {
    /** Most values. */
    public static final int MOST_VALUES = 50;

    /** The name of the segment of all other values. */
    public static final String OTHER = "other";

    /** The name under which all rows are reported. */
    public static final String EVERYONE = "";

    /** Checks the values. */
    public SegmentColumn {
        values = List.copyOf(values);
        if (name.isEmpty() || field.isNone()) {
            throw new IllegalArgumentException("a segment column needs a name and a field: '" + name + "', " + field);
        }
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("segment column '" + name + "' has " + values.size()
                    + " values, more than " + MOST_VALUES + ": list the ones to look at, the rest is '" + OTHER + "'");
        }
        if (values.contains(OTHER) || values.contains(EVERYONE)) {
            throw new IllegalArgumentException("segment column '" + name + "' lists '" + OTHER
                    + "' or the empty text, which are counted as '" + OTHER + "' anyway");
        }
        new ClassIndex(values);
    }

    /** How many segments there are, the one of other values included. */
    public int segments() {
        return values.size() + 1;
    }

    /** The name of a segment by its number. */
    public String label(int segment) {
        return segment == values.size() ? OTHER : values.get(segment);
    }

    void writeTo(CanonicalOutput out) {
        out.putText(name);
        field.writeTo(out);
        Texts.write(values, out);
    }

    static SegmentColumn readFrom(CanonicalInput in) {
        return new SegmentColumn(in.getText(), FieldRef.readFrom(in), Texts.read(in));
    }
}
