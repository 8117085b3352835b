package io.tidemark.stats.divergence;

import io.tidemark.stats.distribution.GridEdges;

/**
 * Two-sample Kolmogorov-Smirnov distance, D = sup |F_w - F_b|, in [0, 1]; p-values are in {@link KolmogorovPValue}
 * except the monitor's own, {@link #pValue}.
 */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /**
     * A distance from grid counts with its certificate: statistic &lt;= exact D &lt;= upper.
     *
     * @param statistic largest difference at an edge; NaN if a side is empty
     * @param upper largest difference that the cells allow between edges; equal to {@code statistic} where every cell
     *     with mass on both sides is a single value; NaN if a side is empty
     */
    public record Certified(double statistic, double upper) {
        private static final Certified UNDEFINED = new Certified(Double.NaN, Double.NaN);
    }

    /**
     * D from counts on a grid:
     *
     * <pre>
     * statistic = max_j |F_w(e_j) - F_b(e_j)|
     * upper = max(statistic, max_j max(F_w(e_j) - F_b(e_{j-1}), F_b(e_j) - F_w(e_{j-1})) over cells of several values)
     * </pre>
     *
     * <p>upper - statistic is at most the largest min(b_j, w_j).
     *
     * @param edges the grid
     * @param baseline counts per cell, not negative
     * @param window counts per cell, not negative
     */
    public static Certified onGrid(GridEdges edges, long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        if (counts.bins() != edges.cells()) {
            throw new IllegalArgumentException("cells = " + counts.bins() + ", expected " + edges.cells());
        }
        if (counts.isEitherEmpty()) {
            return Certified.UNDEFINED;
        }
        double atEdges = 0;
        double between = 0;
        long baselineBelow = 0;
        long windowBelow = 0;
        double leftBaseline = 0;
        double leftWindow = 0;
        for (int j = 0; j < counts.bins(); j++) {
            baselineBelow += counts.baseline(j);
            windowBelow += counts.window(j);
            double rightBaseline = baselineBelow / (double) counts.baselineTotal();
            double rightWindow = windowBelow / (double) counts.windowTotal();
            atEdges = Math.max(atEdges, Math.abs(rightWindow - rightBaseline));
            if (!edges.isSingleValue(j)) {
                between = Math.max(between, Math.max(rightWindow - leftBaseline, rightBaseline - leftWindow));
            }
            leftBaseline = rightBaseline;
            leftWindow = rightWindow;
        }
        return new Certified(atEdges, Math.max(atEdges, between));
    }

    /**
     * Exact D of two ascending samples, ties and infinities allowed, NaN not.
     *
     * @return NaN if either is empty
     */
    public static double ofSorted(double[] baseline, double[] window) {
        if (baseline.length == 0 || window.length == 0) {
            return Double.NaN;
        }
        int b = 0;
        int w = 0;
        double largest = 0;
        while (b < baseline.length && w < window.length) {
            double value = Math.min(baseline[b], window[w]);
            // == and not Double.compare: -0.0 and 0.0 are one value.
            while (b < baseline.length && baseline[b] == value) {
                b++;
            }
            while (w < window.length && window[w] == value) {
                w++;
            }
            double difference = w / (double) window.length - b / (double) baseline.length;
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    /**
     * p-value of D by Stephens' approximation: Kolmogorov's limit at (√n_e + 0.12 + 0.11/√n_e)·D with n_e = nm/(n+m)
     * (Stephens 1970, doi:10.1111/j.2517-6161.1970.tb00821.x). Reported beside D; not an alarm by default.
     *
     * @param d distance in [0, 1]; NaN gives NaN
     * @param n rows of one side, positive
     * @param m rows of the other, positive
     */
    public static double pValue(double d, long n, long m) {
        double root = Math.sqrt(1 / NoiseLevel.variance(n, m));
        return KolmogorovPValue.limit((root + 0.12 + 0.11 / root) * d);
    }
}
