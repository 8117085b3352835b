package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;

/**
 * The variable that conditional demographic disparity is conditioned on. Its values come from the baseline; any other value,
 * and a missing one that the baseline does not know, is {@link #other}.
 *
 * @param name the column, as reports name it
 * @param field where a row holds it
 * @param values the values in a fixed order, at most {@link #MOST_VALUES}
 */
public record GroupColumn(String name, FieldRef field, List<String> values) {
    /** Most values. */
    public static final int MOST_VALUES = 255;

    /** Checks the values. */
    public GroupColumn {
        values = List.copyOf(values);
        if (name.isEmpty() || field.isNone()) {
            throw new IllegalArgumentException("a group column needs a name and a field: '" + name + "', " + field);
        }
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("group column '" + name + "' has " + values.size()
                    + " values, more than " + MOST_VALUES + ": choose one with fewer, or put values together");
        }
        new ClassIndex(values);
    }

    /** The number of every value that is not listed. */
    public int other() {
        return values.size();
    }

    /** How many groups there are, {@link #other} included. */
    public int groups() {
        return values.size() + 1;
    }

    void writeTo(CanonicalOutput out) {
        out.putText(name);
        field.writeTo(out);
        Texts.write(values, out);
    }

    static GroupColumn readFrom(CanonicalInput in) {
        return new GroupColumn(in.getText(), FieldRef.readFrom(in), Texts.read(in));
    }
}
