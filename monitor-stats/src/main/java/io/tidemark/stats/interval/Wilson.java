package io.tidemark.stats.interval;

/**
 * Score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953). Inside [0, 1], never empty, good
 * coverage also for few rows and shares near 0 or 1.
 */
public final class Wilson {
    private Wilson() {}

    /**
     * The interval of k/n.
     *
     * @param successes k, in [0, n]; need not be whole
     * @param n rows, not negative
     * @param confidence in (0, 1), such as 0.95
     * @return undefined for n = 0
     */
    public static Interval interval(double successes, double n, double confidence) {
        if (!(n >= 0) || !(successes >= 0 && successes <= n)) {
            throw new IllegalArgumentException("successes = " + successes + " is not in [0, " + n + "]");
        }
        double z = NormalInterval.criticalValue(confidence);
        if (n == 0) {
            return Interval.UNDEFINED;
        }
        double share = successes / n;
        double shrink = 1 + z * z / n;
        double centre = (share + z * z / (2 * n)) / shrink;
        double half = z / shrink * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == n ? 1 : Math.min(1, centre + half);
        return new Interval(low, high);
    }
}
