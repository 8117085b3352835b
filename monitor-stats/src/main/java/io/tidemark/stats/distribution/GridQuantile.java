package io.tidemark.stats.distribution;

/**
 * A quantile read off counts on a grid.
 *
 * @param value linear interpolation inside the cell that holds rank ceil(q n); NaN if there are no counts
 * @param lower the order statistic of that rank is at least this (strictly above it unless lower = upper); NaN if empty
 * @param upper the order statistic of that rank is at most this; NaN if empty
 */
public record GridQuantile(double value, double lower, double upper) {
    private static final GridQuantile UNDEFINED = new GridQuantile(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Quantile q of the counted values; the rank error at a grid edge is 0.
     *
     * @param edges the grid
     * @param counts one count per cell, not negative
     * @param q in [0, 1]
     * @param min smallest counted value: closes the cell below range; NaN only if there are no counts
     * @param max largest counted value: closes the cell above range; NaN only if there are no counts
     */
    public static GridQuantile of(GridEdges edges, long[] counts, double q, double min, double max) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q = " + q + " is not in [0, 1]");
        }
        if (counts.length != edges.cells()) {
            throw new IllegalArgumentException("cells = " + counts.length + ", expected " + edges.cells());
        }
        long n = 0;
        for (long count : counts) {
            n = Math.addExact(n, count);
        }
        if (n == 0) {
            return UNDEFINED;
        }
        long rank = Math.min(n, Math.max(1, (long) Math.ceil(q * n)));
        long before = 0;
        int cell = 0;
        while (before + counts[cell] < rank) {
            before += counts[cell++];
        }
        double lower = cell == 0 ? min : Math.max(min, edges.edge(cell - 1));
        double upper = cell == edges.size() ? max : Math.min(max, edges.edge(cell));
        if (edges.isSingleValue(cell)) {
            return new GridQuantile(upper, upper, upper);
        }
        double share = (double) (rank - before) / counts[cell];
        // Two products instead of lower + share * (upper - lower): the difference of two doubles may overflow.
        double value = share == 1 ? upper : lower * (1 - share) + upper * share;
        return new GridQuantile(Math.min(upper, Math.max(lower, value)), lower, upper);
    }
}
