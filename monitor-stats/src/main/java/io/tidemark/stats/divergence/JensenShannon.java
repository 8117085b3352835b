package io.tidemark.stats.divergence;

/**
 * Jensen-Shannon divergence, the mean Kullback-Leibler divergence of both sides from their average (Lin 1991,
 * doi:10.1109/18.61115). Symmetric, finite without smoothing, 0 exactly for equal shares. All methods take counts over
 * the same bins, not negative, and return NaN if either side has no counts.
 */
public final class JensenShannon {
    private static final double LN_2 = StrictMath.log(2);

    private JensenShannon() {}

    /** Divergence in nats, in [0, ln 2], of the plain shares. */
    public static double divergenceNats(long[] baseline, long[] window) {
        return divergenceNats(baseline, window, Smoothing.RAW);
    }

    /** Divergence in nats, in [0, ln 2], of the smoothed shares. */
    public static double divergenceNats(long[] baseline, long[] window, Smoothing smoothing) {
        double nats = Counts.of(baseline, window).sum(smoothing, JensenShannon::term) / 2;
        // Rounding may leave the range by an ulp.
        return Math.min(LN_2, Math.max(0, nats));
    }

    /** The metric sqrt(divergence / ln 2), in [0, 1]: SciPy's {@code jensenshannon(p, q, base=2)}. */
    public static double distance(long[] baseline, long[] window) {
        return distance(divergenceNats(baseline, window));
    }

    /** sqrt(nats / ln 2), in [0, 1]; NaN for NaN. */
    public static double distance(double nats) {
        return Math.sqrt(nats / LN_2);
    }

    /**
     * sqrt(divergence in nats), in [0, sqrt(ln 2)]: SciPy's {@code jensenshannon(p, q)}; what the rule `js` compares.
     */
    public static double sqrtNats(long[] baseline, long[] window) {
        return Math.sqrt(divergenceNats(baseline, window));
    }

    private static double term(double b, double w) {
        double mid = b / 2 + w / 2;
        return b == w ? 0 : KullbackLeibler.term(w, mid) + KullbackLeibler.term(b, mid);
    }
}
