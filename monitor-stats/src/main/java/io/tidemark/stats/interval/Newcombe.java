package io.tidemark.stats.interval;

/**
 * Interval of a difference of two independent shares, from their Wilson intervals (Newcombe 1998, method 10,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I). Inside [-1, 1].
 */
public final class Newcombe {
    private Newcombe() {}

    /**
     * A share: so many of so many.
     *
     * @param successes in [0, n]
     * @param n rows, not negative
     */
    public record Share(double successes, double n) {
        double value() {
            return successes / n;
        }
    }

    /**
     * The interval of first - second.
     *
     * @param confidence in (0, 1)
     * @return undefined if either has no rows
     */
    public static Interval difference(Share first, Share second, double confidence) {
        Interval a = Wilson.interval(first.successes(), first.n(), confidence);
        Interval b = Wilson.interval(second.successes(), second.n(), confidence);
        if (!a.isDefined() || !b.isDefined()) {
            return Interval.UNDEFINED;
        }
        double p = first.value();
        double q = second.value();
        double below = StrictMath.hypot(p - a.low(), b.high() - q);
        double above = StrictMath.hypot(a.high() - p, q - b.low());
        return new Interval(p - q - below, p - q + above).within(-1, 1);
    }
}
