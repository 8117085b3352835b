package io.tidemark.stats.interval;

/**
 * A closed interval; both ends NaN where it is not defined.
 *
 * @param low lower end, may be -Infinity
 * @param high upper end, at least low, may be Infinity
 */
public record Interval(double low, double high) {
    /** No interval: the figure is not defined, or no rule for its interval is known. */
    public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    /** Ends in order, or both NaN. */
    public Interval {
        if (low > high || Double.isNaN(low) != Double.isNaN(high)) {
            throw new IllegalArgumentException("interval [" + low + ", " + high + "] is not in order");
        }
    }

    /** Whether there are ends. */
    public boolean isDefined() {
        return !Double.isNaN(low);
    }

    /** Whether the value lies inside, ends included; false if undefined. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /**
     * Whether this interval and the band have no point in common: the alarm of an interval rule. False if undefined.
     */
    public boolean isOutside(Interval band) {
        return low > band.high || high < band.low;
    }

    /** High minus low. */
    public double width() {
        return high - low;
    }

    /** The interval with both ends moved into [least, most]. */
    public Interval within(double least, double most) {
        return isDefined() ? new Interval(clamp(low, least, most), clamp(high, least, most)) : this;
    }

    /** The interval with both ends moved outwards by a margin that is not negative. */
    public Interval widenedBy(double margin) {
        return isDefined() ? new Interval(low - margin, high + margin) : this;
    }

    private static double clamp(double value, double least, double most) {
        return Math.min(most, Math.max(least, value));
    }
}
