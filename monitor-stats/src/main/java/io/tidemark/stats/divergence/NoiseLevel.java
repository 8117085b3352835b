package io.tidemark.stats.divergence;

import io.tidemark.stats.special.SpecialFunctions;

/**
 * What the distances show when nothing has drifted: plug-in bias (mean) and upper quantile without drift, from the
 * chi-square limit with K-1 degrees of freedom; v = 1/n + 1/m.
 *
 * <pre>
 * (2/v) KL ~ chi2      mean (K-1)v/2
 *  PSI / v ~ chi2      mean (K-1)v
 * (8/v) JS ~ chi2      mean (K-1)v/8      (nats)
 * KS, L-infinity       quantile sqrt(ln(2/alpha)/2) sqrt(v), conservative (Massart 1990)
 * </pre>
 *
 * <p>K counts the bins with mass on either side, at least 1 (K = 1 gives 0); n and m are positive; alpha is in (0, 1).
 */
public final class NoiseLevel {
    private static final double KL_SCALE = 0.5;
    private static final double PSI_SCALE = 1;
    private static final double JS_SCALE = 0.125;

    private static final ChiSquareLevel USUAL = new ChiSquareLevel(0.001);

    private NoiseLevel() {}

    /** Mean of KL in nats without drift. */
    public static double klBias(int k, long n, long m) {
        return bias(k, n, m, KL_SCALE);
    }

    /** Mean of PSI without drift. */
    public static double psiBias(int k, long n, long m) {
        return bias(k, n, m, PSI_SCALE);
    }

    /** Mean of the JS divergence in nats without drift. */
    public static double jsBias(int k, long n, long m) {
        return bias(k, n, m, JS_SCALE);
    }

    /** KL in nats that is passed with probability alpha without drift. */
    public static double klQuantile(int k, long n, long m, double alpha) {
        return quantile(k, alpha) * variance(n, m) * KL_SCALE;
    }

    /** PSI that is passed with probability alpha without drift. */
    public static double psiQuantile(int k, long n, long m, double alpha) {
        return quantile(k, alpha) * variance(n, m) * PSI_SCALE;
    }

    /** JS divergence in nats that is passed with probability alpha without drift. */
    public static double jsQuantile(int k, long n, long m, double alpha) {
        return quantile(k, alpha) * variance(n, m) * JS_SCALE;
    }

    /** KS or L-infinity distance that is passed with probability at most about alpha without drift. */
    public static double supQuantile(long n, long m, double alpha) {
        requireAlpha(alpha);
        return Math.sqrt(StrictMath.log(2 / alpha) / 2) * Math.sqrt(variance(n, m));
    }

    /**
     * The chi-square value with so many degrees of freedom that is passed with probability alpha; 0 without any. Values
     * are remembered: one takes some twenty microseconds, and every feature of every window asks for the same few.
     *
     * @param dof degrees of freedom, not negative
     * @param alpha in (0, 1)
     */
    public static double chiSquareQuantile(int dof, double alpha) {
        requireAlpha(alpha);
        if (dof == 0) {
            return 0;
        }
        return alpha == USUAL.alpha() ? USUAL.at(dof) : SpecialFunctions.chiSquareQuantile(1 - alpha, dof);
    }

    /** max(0, raw - bias); infinity stays, NaN stays. */
    public static double corrected(double raw, double bias) {
        return Math.max(0, raw - bias);
    }

    /** v = 1/n + 1/m, in (0, 2]. */
    public static double variance(long n, long m) {
        if (n < 1 || m < 1) {
            throw new IllegalArgumentException("n = " + n + ", m = " + m + ": both must be positive");
        }
        return 1.0 / n + 1.0 / m;
    }

    private static double bias(int k, long n, long m, double scale) {
        requireBins(k);
        return (k - 1) * variance(n, m) * scale;
    }

    private static double quantile(int k, double alpha) {
        requireBins(k);
        requireAlpha(alpha);
        return chiSquareQuantile(k - 1, alpha);
    }

    private static void requireBins(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k = " + k + " is not positive");
        }
    }

    private static void requireAlpha(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha = " + alpha + " is not in (0, 1)");
        }
    }
}
