package io.tidemark.stats.divergence;

/**
 * Population stability index, PSI = sum (w - b) ln(w/b), in [0, infinity], natural logarithm; symmetric: the sum of
 * both Kullback-Leibler divergences (Jeffreys 1946, doi:10.1098/rspa.1946.0056).
 */
public final class PopulationStabilityIndex {
    private PopulationStabilityIndex() {}

    /**
     * PSI over shares. Under {@link Smoothing#RAW} a bin with mass on one side only gives infinity.
     *
     * @param baseline counts per bin, not negative
     * @param window counts over the same bins
     * @return NaN if either side has no counts
     */
    public static double index(long[] baseline, long[] window, Smoothing smoothing) {
        return Counts.of(baseline, window).sum(smoothing, PopulationStabilityIndex::term);
    }

    private static double term(double b, double w) {
        if (b == w) {
            return 0;
        }
        return b == 0 || w == 0 ? Double.POSITIVE_INFINITY : (w - b) * StrictMath.log(w / b);
    }
}
