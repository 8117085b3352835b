package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which field of a row is meant: by name where the row has names, otherwise by position. Both may be given.
 *
 * @param name the field's name; empty if only a position is given
 * @param position zero-based; -1 if only a name is given
 */
public record FieldRef(String name, int position) {
    /** No field. */
    public static final FieldRef NONE = new FieldRef("", -1);

    /**
     * The list of scores from which the capture form's probability attribute chose the prediction: for the scores of several
     * classes, or for a binary model that answers with those of both. A field of that name in the response goes before it.
     */
    public static final FieldRef SCORE_LIST = named("scores");

    private static final int LAST_POSITION = 99_999;
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,5}");

    /** Checks the position. */
    public FieldRef {
        if (position < -1 || position > LAST_POSITION) {
            throw new IllegalArgumentException("position = " + position + " is not in [-1, " + LAST_POSITION + "]");
        }
    }

    /** The field with this name. */
    public static FieldRef named(String name) {
        return new FieldRef(name, -1);
    }

    /** The field at this zero-based position. */
    public static FieldRef at(int position) {
        return new FieldRef("", position);
    }

    /** A position if the text is a number of up to five digits, else a name; the empty text is no field. */
    public static FieldRef of(String text) {
        return POSITION.matcher(text).matches() ? at(Integer.parseInt(text)) : named(text);
    }

    /** Whether no field is meant. */
    public boolean isNone() {
        return name.isEmpty() && position < 0;
    }

    /** This field, also by its position among columns if it is known by name only and stands there. */
    public FieldRef orAmong(List<String> columns) {
        return position >= 0 || name.isEmpty() ? this : new FieldRef(name, columns.indexOf(name));
    }

    /** The name, or the position as the service writes it: {@code _c3}; empty for no field. */
    public String label() {
        return name.isEmpty() && position >= 0 ? "_c" + position : name;
    }

    void writeTo(CanonicalOutput out) {
        out.putText(name).putVarint(position + 1L);
    }

    static FieldRef readFrom(CanonicalInput in) {
        return new FieldRef(in.getText(), (int) in.getCount(LAST_POSITION + 1L) - 1);
    }
}
