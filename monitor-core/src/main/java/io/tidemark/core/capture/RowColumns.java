package io.tidemark.core.capture;

import io.tidemark.core.canonical.CanonicalOutput;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names for the fields of rows that have none, and fields to leave out.
 *
 * @param names the columns of CSV and of other rows bound by position, in their order: such rows are then bound by
 *     name, and fields beyond the last name are called {@code _cN} by their zero-based position. Empty leaves them
 *     bound by position. Rows that have names keep their own
 * @param excluded fields that are left out before anything is bound: names, or zero-based positions for rows without
 *     names of their own. What follows in a row bound by position moves up
 */
public record RowColumns(List<String> names, List<String> excluded) {

    /** No names, and nothing left out. */
    public static final RowColumns NONE = new RowColumns(List.of(), List.of());

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,5}");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if a name is empty or stands twice
     */
    public RowColumns {
        names = List.copyOf(names);
        excluded = CaptureForm.sorted(excluded);
        if (names.contains("") || excluded.contains("")) {
            throw new IllegalArgumentException("a column has an empty name");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a column stands twice in " + names);
        }
    }

    boolean isNone() {
        return names.isEmpty() && excluded.isEmpty();
    }

    /** The name that the field at a position goes by where the row has none. */
    String nameAt(int position) {
        return position < names.size() ? names.get(position) : "_c" + position;
    }

    /** Whether a field is left out; position is negative for rows that have names of their own. */
    boolean excludes(String name, int position) {
        return excluded.contains(name) || (position >= 0 && excluded.contains(Integer.toString(position)));
    }

    /** Whether rows without any names can be treated: they get names here, or every excluded field is a position. */
    boolean speaksOfPositions() {
        return !names.isEmpty()
                || excluded.stream().allMatch(field -> POSITION.matcher(field).matches());
    }

    void writeTo(CanonicalOutput out) {
        CaptureForm.writeTexts(names, out);
        CaptureForm.writeTexts(excluded, out);
    }
}
