package io.tidemark.stats.divergence;

/** Largest absolute difference between two distributions, in [0, 1]; symmetric. */
public final class LInfinity {
    /** The services' rounded sqrt(ln(2/0.003)/2) = 1.803. */
    private static final double ROBUST_FACTOR = 1.8;

    private LInfinity() {}

    /**
     * max |w_j - b_j| over shares.
     *
     * @param baseline counts per bin or category, not negative
     * @param window counts over the same bins
     * @return NaN if either side has no counts
     */
    public static double ofShares(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        if (counts.isEitherEmpty()) {
            return Double.NaN;
        }
        double largest = 0;
        for (int j = 0; j < counts.bins(); j++) {
            largest = Math.max(largest, Math.abs(counts.windowShare(j) - counts.baselineShare(j)));
        }
        return largest;
    }

    /**
     * max |W_j - B_j| over the cumulative shares at the bins' upper ends.
     *
     * @param baseline counts per ordered bin, not negative
     * @param window counts over the same bins
     * @return NaN if either side has no counts
     */
    public static double ofCumulativeShares(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        if (counts.isEitherEmpty()) {
            return Double.NaN;
        }
        double largest = 0;
        long below = 0;
        long windowBelow = 0;
        for (int j = 0; j < counts.bins(); j++) {
            below += counts.baseline(j);
            windowBelow += counts.window(j);
            double difference = windowBelow / (double) counts.windowTotal() - below / (double) counts.baselineTotal();
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    /**
     * max(0, distance - 1.8 sqrt((n+m)/(n m))): the distance less what chance explains, in [0, 1]. The services' form,
     * for compatibility rules only.
     *
     * @param distance in [0, 1], or NaN, which is returned
     * @param n rows of one side, positive
     * @param m rows of the other, positive
     */
    public static double robust(double distance, long n, long m) {
        return Math.max(0, distance - ROBUST_FACTOR * Math.sqrt(NoiseLevel.variance(n, m)));
    }
}
