package io.tidemark.stats.divergence;

/** Total variation distance, half the sum of |w - b| over shares, in [0, 1]; symmetric. */
public final class TotalVariation {
    private TotalVariation() {}

    /**
     * The distance between plain shares.
     *
     * @param baseline counts per bin, not negative
     * @param window counts over the same bins
     * @return NaN if either side has no counts
     */
    public static double distance(long[] baseline, long[] window) {
        return Counts.of(baseline, window).sum(Smoothing.RAW, (b, w) -> Math.abs(w - b)) / 2;
    }
}
