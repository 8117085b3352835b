package io.tidemark.stats.divergence;

/**
 * Kullback-Leibler divergence of the window from the baseline, KL(w||b) = sum w ln(w/b) in nats, in [0, infinity]
 * (Kullback and Leibler 1951, doi:10.1214/aoms/1177729694). The other direction is obtained by swapping the arguments.
 */
public final class KullbackLeibler {
    private KullbackLeibler() {}

    /**
     * KL(w||b) in nats over shares.
     *
     * <p>0 ln 0 = 0. Under {@link Smoothing#RAW} a bin with window mass and no baseline mass gives infinity. Under
     * {@link Smoothing#ZERO_TO_1E_4} the shares do not add up to 1, so the value may be slightly negative; otherwise
     * rounding below zero is cut off.
     *
     * @param baseline counts per bin, not negative
     * @param window counts over the same bins
     * @return NaN if either side has no counts
     */
    public static double nats(long[] baseline, long[] window, Smoothing smoothing) {
        double sum = Counts.of(baseline, window).sum(smoothing, (b, w) -> term(w, b));
        return smoothing == Smoothing.ZERO_TO_1E_4 ? sum : Math.max(0, sum);
    }

    /** p ln(p/q); 0 for p = 0, infinity for p &gt; 0 = q. StrictMath, for the result is persisted. */
    static double term(double p, double q) {
        if (p == 0) {
            return 0;
        }
        return q == 0 ? Double.POSITIVE_INFINITY : p * StrictMath.log(p / q);
    }
}
