package io.tidemark.stats.divergence;

import io.tidemark.stats.distribution.GridEdges;

/**
 * Wasserstein-1 (earth mover's) distance, the area between the two CDFs, in the unit of the values, in [0, infinity]
 * (Vallender 1974, doi:10.1137/1118101). An effect size, not a test.
 */
public final class Wasserstein {
    private static final double MIN_SD = 0.001;

    private Wasserstein() {}

    /**
     * The distance read off a grid.
     *
     * @param value area between the step functions that put each inner count at the upper end of its cell, tails from
     *     exact sums: exact if all values lie on edges or out of range; NaN if a side is empty, infinite if a width
     *     overflows
     * @param errorBound the exact distance differs from {@code value} by at most this, apart from rounding; NaN if a
     *     side is empty, infinite with an infinite value
     */
    public record OnGrid(double value, double errorBound) {
        private static final OnGrid UNDEFINED = new OnGrid(Double.NaN, Double.NaN);
        private static final OnGrid OVERFLOW = new OnGrid(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Exact distance between two ascending samples.
     *
     * @return NaN if either is empty or holds infinities; infinite if a width overflows
     */
    public static double ofSorted(double[] baseline, double[] window) {
        if (!hasFiniteEnds(baseline) || !hasFiniteEnds(window)) {
            return Double.NaN;
        }
        int b = 0;
        int w = 0;
        double area = 0;
        double previous = Math.min(baseline[0], window[0]);
        while (b < baseline.length || w < window.length) {
            double next = Math.min(valueAt(baseline, b), valueAt(window, w));
            double height = Math.abs(w / (double) window.length - b / (double) baseline.length);
            area += height == 0 ? 0 : height * (next - previous);
            b += valueAt(baseline, b) == next ? 1 : 0;
            w += valueAt(window, w) == next ? 1 : 0;
            previous = next;
        }
        return area;
    }

    /**
     * Distance from counts on a grid with its error bound, summed over cells in ascending order.
     *
     * @param edges the grid
     * @param baseline counts per cell, not negative
     * @param window counts per cell, not negative
     * @param tails sums of the values in the two out-of-range cells
     */
    public static OnGrid onGrid(GridEdges edges, long[] baseline, long[] window, Tails tails) {
        Counts counts = Counts.of(baseline, window);
        if (counts.bins() != edges.cells()) {
            throw new IllegalArgumentException("cells = " + counts.bins() + ", expected " + edges.cells());
        }
        if (counts.isEitherEmpty()) {
            return OnGrid.UNDEFINED;
        }
        double value = 0;
        double error = 0;
        long baselineBelow = counts.baseline(0);
        long windowBelow = counts.window(0);
        for (int j = 1; j < edges.size(); j++) {
            double width = edges.edge(j) - edges.edge(j - 1);
            double left = windowBelow / (double) counts.windowTotal() - baselineBelow / (double) counts.baselineTotal();
            value += left == 0 ? 0 : Math.abs(left) * width;
            error += slack(left, counts.baselineShare(j), counts.windowShare(j), width);
            baselineBelow += counts.baseline(j);
            windowBelow += counts.window(j);
        }
        return withTails(edges, counts, tails, value, error);
    }

    /**
     * Distance in units of the baseline's spread: w1 / max(sd, 0.001).
     *
     * @param w1 a distance, or NaN, which is returned
     * @param baselineSd population standard deviation of the baseline, not negative
     */
    public static double normed(double w1, double baselineSd) {
        return w1 / Math.max(baselineSd, MIN_SD);
    }

    private static boolean hasFiniteEnds(double[] sorted) {
        return sorted.length > 0 && Double.isFinite(sorted[0]) && Double.isFinite(sorted[sorted.length - 1]);
    }

    /** Next value, or infinity at the end: by then the other side has all that is left. */
    private static double valueAt(double[] sorted, int i) {
        return i < sorted.length ? sorted[i] : Double.POSITIVE_INFINITY;
    }

    /**
     * Largest error of |left| · width as the area over one cell: inside it the difference of the CDFs stays between
     * left - b and left + w.
     */
    private static double slack(double left, double b, double w, double width) {
        if (b == 0 && w == 0) {
            return 0;
        }
        double low = left - b;
        double high = left + w;
        double most = Math.max(Math.abs(low), Math.abs(high));
        double least = low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
        return Math.max(most - Math.abs(left), Math.abs(left) - least) * width;
    }

    private static OnGrid withTails(GridEdges edges, Counts counts, Tails tails, double value, double error) {
        int top = edges.size();
        double firstEdge = edges.edge(0);
        double lastEdge = edges.edge(top - 1);
        double m = counts.baselineTotal();
        double n = counts.windowTotal();
        double baselineBelow = Math.max(0, counts.baseline(0) / m * firstEdge - tails.baselineBelow() / m);
        double windowBelow = Math.max(0, counts.window(0) / n * firstEdge - tails.windowBelow() / n);
        double baselineAbove = Math.max(0, tails.baselineAbove() / m - counts.baseline(top) / m * lastEdge);
        double windowAbove = Math.max(0, tails.windowAbove() / n - counts.window(top) / n * lastEdge);
        // Between |x - y| and x + y; exact where one side is empty.
        double total = value + Math.abs(windowBelow - baselineBelow) + Math.abs(windowAbove - baselineAbove);
        double bound = error + 2 * Math.min(windowBelow, baselineBelow) + 2 * Math.min(windowAbove, baselineAbove);
        return Double.isFinite(total) && Double.isFinite(bound) ? new OnGrid(total, bound) : OnGrid.OVERFLOW;
    }
}
