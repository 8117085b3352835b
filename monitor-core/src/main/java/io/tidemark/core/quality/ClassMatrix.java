package io.tidemark.core.quality;

import java.util.List;

/**
 * The confusion matrix of the labelled rows.
 *
 * @param classes names of the classes in the order of the matrix
 * @param cells row by row, a true class being a row
 */
public record ClassMatrix(List<String> classes, List<Long> cells) {
    /** No classes. */
    public static final ClassMatrix NONE = new ClassMatrix(List.of(), List.of());

    /** Copies the lists and checks that the matrix is square. */
    public ClassMatrix {
        classes = List.copyOf(classes);
        cells = List.copyOf(cells);
        if (cells.size() != classes.size() * classes.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + classes.size() + " classes");
        }
    }

    /** Rows of a true and a predicted class, by their numbers. */
    public long get(int actual, int predicted) {
        return cells.get(actual * classes.size() + predicted);
    }
}
