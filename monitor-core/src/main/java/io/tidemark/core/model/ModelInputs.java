package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.HashSet;
import java.util.List;

/**
 * What a model baseline says of the requests of its model.
 *
 * @param columns the request's fields in their order, for requests whose rows have no names; empty if they are not known
 * @param compared the fields whose numbers the flip test of a window compares, a facet's own field left out of that
 *     facet's test; empty if windows keep no rows, which is the default because rows are about persons
 * @param rowsPerSide of each facet and side a window keeps so many rows for the flip test, in [{@link #FEWEST_ROWS},
 *     {@link #MOST_ROWS}]; 0 without a flip test
 */
public record ModelInputs(List<String> columns, List<String> compared, int rowsPerSide) {
    /** Nothing is known, nothing is kept. */
    public static final ModelInputs NONE = new ModelInputs(List.of(), List.of(), 0);

    /** Rows of a side that a window keeps if nothing else is said. */
    public static final int DEFAULT_ROWS = 200;

    /** Fewest rows that can be kept of a side: below it nothing is shown of a group. */
    public static final int FEWEST_ROWS = 10;

    /** Most rows that can be kept of a side. */
    public static final int MOST_ROWS = 1_000;

    /** Most fields that can be compared. */
    public static final int MOST_COMPARED = 500;

    /** Checks the numbers; copies the lists. */
    public ModelInputs {
        columns = List.copyOf(columns);
        compared = List.copyOf(compared);
        if (compared.isEmpty() != (rowsPerSide == 0)) {
            throw new IllegalArgumentException(
                    "a flip test needs columns and rows: columns = " + compared + ", rows of a side = " + rowsPerSide);
        }
        if (rowsPerSide != 0 && (rowsPerSide < FEWEST_ROWS || rowsPerSide > MOST_ROWS)) {
            throw new IllegalArgumentException("rows of a side for the flip test = " + rowsPerSide + " is not in ["
                    + FEWEST_ROWS + ", " + MOST_ROWS + "]");
        }
        if (compared.size() > MOST_COMPARED) {
            throw new IllegalArgumentException(
                    compared.size() + " columns for the flip test are more than " + MOST_COMPARED + ": leave some out");
        }
        requireDistinct("column", columns);
        requireDistinct("column of the flip test", compared);
    }

    /** These, with the request's columns. */
    public ModelInputs withColumns(List<String> names) {
        return new ModelInputs(names, compared, rowsPerSide);
    }

    /** These, with a flip test in windows. */
    public ModelInputs withFlipTest(List<String> fields, int rows) {
        return new ModelInputs(columns, fields, rows);
    }

    /** Whether windows keep rows for the flip test. */
    public boolean hasFlipTest() {
        return rowsPerSide > 0;
    }

    private static void requireDistinct(String what, List<String> names) {
        if (new HashSet<>(names).size() < names.size() || names.contains("")) {
            throw new IllegalArgumentException("a " + what + " has no name or stands twice: " + names);
        }
    }

    void writeTo(CanonicalOutput out) {
        Texts.write(columns, out);
        Texts.write(compared, out);
        out.putVarint(rowsPerSide);
    }

    static ModelInputs readFrom(CanonicalInput in) {
        return new ModelInputs(Texts.read(in), Texts.read(in), (int) in.getCount(MOST_ROWS));
    }
}
