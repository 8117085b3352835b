package io.tidemark.stats.special;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * Distribution tails and quantiles, by Apache Commons Math 3.6.1 (its FastMath gives the same bits on every JVM). The
 * only class that knows that library. No random generator is ever created.
 */
public final class SpecialFunctions {
    private SpecialFunctions() {}

    /**
     * P(X &gt;= x) for X chi-square distributed: the regularised upper incomplete gamma function Q(dof/2, x/2),
     * accurate in the far tail.
     *
     * @param dof degrees of freedom, positive
     * @param x any value; 1 for x &lt;= 0, 0 for infinity, NaN for NaN
     */
    public static double chiSquareSurvival(double dof, double x) {
        requirePositive("dof", dof);
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x <= 0) {
            return 1;
        }
        return x == Double.POSITIVE_INFINITY ? 0 : Gamma.regularizedGammaQ(dof / 2, x / 2);
    }

    /**
     * The value that a chi-square variable stays below with probability p.
     *
     * @param p in [0, 1)
     * @param dof degrees of freedom, positive
     */
    public static double chiSquareQuantile(double p, double dof) {
        requirePositive("dof", dof);
        requireShare(p);
        // ChiSquaredDistribution would make a gamma distribution with a default random generator at every call.
        return new GammaDistribution(null, dof / 2, 2).inverseCumulativeProbability(p);
    }

    /** The standard normal quantile of p in [0, 1]; infinite at the ends. */
    public static double normalQuantile(double p) {
        requireShare(p);
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(p);
    }

    /**
     * The quantile p of Student's t distribution; infinite at the ends.
     *
     * @param p in [0, 1]
     * @param dof degrees of freedom, positive
     */
    public static double studentQuantile(double p, double dof) {
        requireShare(p);
        requirePositive("dof", dof);
        return new TDistribution(null, dof).inverseCumulativeProbability(p);
    }

    /**
     * The quantile p of a beta distribution with positive shapes a and b (Clopper-Pearson limits).
     *
     * @param p in [0, 1]
     */
    public static double betaQuantile(double p, double a, double b) {
        requireShare(p);
        requirePositive("a", a);
        requirePositive("b", b);
        return new BetaDistribution(null, a, b).inverseCumulativeProbability(p);
    }

    private static void requireShare(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p = " + p + " is not in [0, 1]");
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " = " + value + " is not positive");
        }
    }
}
