package io.tidemark.stats.interval;

import io.tidemark.stats.special.SpecialFunctions;

/** Intervals from a standard error: value ± z·se, plain or on a scale on which the figure is closer to normal. */
public final class NormalInterval {
    private NormalInterval() {}

    /** z of a two-sided interval: the normal quantile of (1 + confidence)/2; confidence in (0, 1). */
    public static double criticalValue(double confidence) {
        return SpecialFunctions.normalQuantile(upperTail(confidence));
    }

    /** value ± z·se; undefined unless both are finite. */
    public static Interval plain(double value, double standardError, double confidence) {
        return around(value, criticalValue(confidence) * standardError);
    }

    /** mean ± t·sd/√n with Student's t and n-1 degrees of freedom; undefined below two values or if not finite. */
    public static Interval ofMean(double mean, double sampleSd, long n, double confidence) {
        double upper = upperTail(confidence);
        if (n < 2) {
            return Interval.UNDEFINED;
        }
        return around(mean, SpecialFunctions.studentQuantile(upper, (double) n - 1) * sampleSd / Math.sqrt((double) n));
    }

    /** On the logit scale, for figures in (0, 1); undefined at 0 and 1 and unless both are finite. */
    public static Interval onLogitScale(double value, double standardError, double confidence) {
        if (!(value > 0 && value < 1)) {
            return Interval.UNDEFINED;
        }
        double logit = StrictMath.log(value / (1 - value));
        Interval scaled = plain(logit, standardError / (value * (1 - value)), confidence);
        return scaled.isDefined() ? new Interval(logistic(scaled.low()), logistic(scaled.high())) : scaled;
    }

    /** On the log scale, for positive figures; the standard error is that of the logarithm. */
    public static Interval onLogScale(double value, double logStandardError, double confidence) {
        if (!(value > 0)) {
            return Interval.UNDEFINED;
        }
        Interval scaled = plain(StrictMath.log(value), logStandardError, confidence);
        return scaled.isDefined() ? new Interval(StrictMath.exp(scaled.low()), StrictMath.exp(scaled.high())) : scaled;
    }

    private static Interval around(double value, double half) {
        return Double.isFinite(value) && Double.isFinite(half)
                ? new Interval(value - half, value + half)
                : Interval.UNDEFINED;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double upperTail(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence = " + confidence + " is not in (0, 1)");
        }
        return (1 + confidence) / 2;
    }
}
