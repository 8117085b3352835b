package io.tidemark.stats.divergence;

/** Hellinger distance, sqrt(half the sum of (sqrt w - sqrt b)^2) over shares, in [0, 1]; symmetric. */
public final class Hellinger {
    private Hellinger() {}

    /**
     * The distance between plain shares.
     *
     * @param baseline counts per bin, not negative
     * @param window counts over the same bins
     * @return NaN if either side has no counts
     */
    public static double distance(long[] baseline, long[] window) {
        return Math.min(1, Math.sqrt(Counts.of(baseline, window).sum(Smoothing.RAW, Hellinger::term) / 2));
    }

    private static double term(double b, double w) {
        double difference = Math.sqrt(w) - Math.sqrt(b);
        return difference * difference;
    }
}
