package io.tidemark.stats.sketch;

/**
 * The services' drift distance of numeric columns: the two-sample Kolmogorov-Smirnov distance between two sketches,
 * plain (Simple) or less an allowance for small samples (Robust).
 */
public final class SketchDistance {
    /** The services' allowance: the Kolmogorov-Smirnov factor for a probability of about 0.003. */
    private static final double ROBUST_FACTOR = 1.8;

    private SketchDistance() {}

    /**
     * D = max over the items x of both of |rank_b(x)/n - rank_w(x)/m|, in [0, 1].
     *
     * @return NaN if a side is empty
     */
    public static double simple(RankedItems baseline, RankedItems window) {
        if (baseline.count() == 0 || window.count() == 0) {
            return Double.NaN;
        }
        double n = baseline.count();
        double m = window.count();
        double largest = 0;
        int b = 0;
        int w = 0;
        while (b < baseline.size() || w < window.size()) {
            double value = w == window.size() || (b < baseline.size() && baseline.item(b) <= window.item(w))
                    ? baseline.item(b)
                    : window.item(w);
            b = passed(baseline, b, value);
            w = passed(window, w, value);
            largest = Math.max(largest, Math.abs(rankBefore(baseline, b) / n - rankBefore(window, w) / m));
        }
        return largest;
    }

    /**
     * max(0, distance - 1.8 sqrt((n + m) / (n m))), evaluated in doubles in this form, which the published values need
     * to come out bit for bit.
     *
     * @param distance in [0, 1], or NaN, which is returned
     * @param rows n, values on one side, positive
     * @param windowRows m, values on the other, positive
     */
    public static double robust(double distance, long rows, long windowRows) {
        double n = rows;
        double m = windowRows;
        return Math.max(0, distance - ROBUST_FACTOR * Math.sqrt((n + m) / (n * m)));
    }

    private static int passed(RankedItems items, int from, double value) {
        int at = from;
        while (at < items.size() && items.item(at) == value) {
            at++;
        }
        return at;
    }

    private static long rankBefore(RankedItems items, int index) {
        return index == 0 ? 0 : items.upTo(index - 1);
    }
}
