package io.tidemark.baseline;

/**
 * Bounds on what is kept of a column.
 *
 * @param edges G: most distinct numbers that are counted by value, and the fineness of a grid
 * @param texts most distinct texts that are counted one by one
 */
record TableLimits(int edges, TextLimits texts) {
    private static final int MOST_EDGES = 1_023;
    private static final int EDGES_OF_ALL_FEATURES = 1 << 21;

    /** The limits for a table: G = min(1023, 2^21 / features). */
    static TableLimits of(TrainingTable table) {
        return new TableLimits(
                Math.min(MOST_EDGES, EDGES_OF_ALL_FEATURES / table.features()),
                TextLimits.forColumns(table.columns().size()));
    }
}
