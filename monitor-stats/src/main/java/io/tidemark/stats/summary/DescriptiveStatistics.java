package io.tidemark.stats.summary;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact descriptive statistics of raw columns, for baselines and for the reference values of tests; windows use
 * {@link Moments}. Arrays are ascending, without NaN, and not changed.
 */
public final class DescriptiveStatistics {
    /** SciPy's rule for "almost constant": variance at most (1e-15 · mean)². */
    private static final double CONSTANT = 1e-15;

    private DescriptiveStatistics() {}

    /**
     * Quantile by linear interpolation at (n-1)q, NumPy's {@code linear} (Hyndman and Fan's type 7).
     *
     * @param sorted ascending values
     * @param q in [0, 1]
     * @return NaN if empty; finite between finite values, also where their difference overflows; infinite beside an
     *     infinite value; NaN between the two infinities
     */
    public static double quantileLinear(double[] sorted, double q) {
        requireShare(q);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double index = (sorted.length - 1) * q;
        int low = (int) Math.floor(index);
        double t = index - low;
        double a = sorted[low];
        double b = sorted[Math.min(low + 1, sorted.length - 1)];
        if (t == 0 || a == b) {
            return a;
        }
        double step = b - a;
        if (step == Double.POSITIVE_INFINITY) {
            return a * (1 - t) + b * t;
        }
        return t >= 0.5 ? b - step * (1 - t) : a + step * t;
    }

    /** The order statistic at rank floor((n-1)q), from 0: NumPy's {@code lower}. NaN if empty. */
    public static double quantileLower(double[] sorted, double q) {
        requireShare(q);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.floor((sorted.length - 1) * q)];
    }

    /** The smallest value whose empirical CDF reaches q: NumPy's {@code inverted_cdf}. NaN if empty. */
    public static double quantileInvertedCdf(double[] sorted, double q) {
        requireShare(q);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(sorted.length * q);
        return sorted[Math.max(0, rank - 1)];
    }

    /** Population standard deviation of finite values, rounded once over the whole double range; NaN if empty. */
    public static double populationSd(double[] values) {
        Moments moments = Moments.of(values);
        return moments.extremes() == 0 ? moments.populationSd() : exactSd(values, values.length);
    }

    /** Sample standard deviation (divisor n-1) of finite values, rounded once; NaN below two values. */
    public static double sampleSd(double[] values) {
        Moments moments = Moments.of(values);
        return moments.extremes() == 0 || values.length < 2 ? moments.sampleSd() : exactSd(values, values.length - 1);
    }

    /**
     * Biased skewness m3 / m2^1.5 of finite values; NaN if empty or (almost) constant: m2 &lt;= (1e-15 mean)². Central
     * moments are taken about the exact mean, scaled by the largest deviation so that no power overflows.
     */
    public static double skewness(double[] values) {
        CentralMoments central = CentralMoments.of(values);
        return central.third() / (central.second() * Math.sqrt(central.second()));
    }

    /** Biased excess kurtosis m4 / m2² - 3 of finite values; NaN if empty or (almost) constant. */
    public static double kurtosis(double[] values) {
        CentralMoments central = CentralMoments.of(values);
        return central.fourth() / (central.second() * central.second()) - 3;
    }

    /** Entropy in nats of counts, in [0, ln K]; zero counts add nothing; NaN if there are no counts. */
    public static double entropyNats(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total = Math.addExact(total, count);
        }
        if (total == 0) {
            return Double.NaN;
        }
        double nats = 0;
        for (long count : counts) {
            double share = count / (double) total;
            nats -= count == 0 ? 0 : share * StrictMath.log(share);
        }
        return Math.max(0, nats);
    }

    /** Means of the powers of (x - mean) / scale, or NaN. */
    private record CentralMoments(double second, double third, double fourth) {
        private static final CentralMoments UNDEFINED = new CentralMoments(Double.NaN, Double.NaN, Double.NaN);

        private static CentralMoments of(double[] values) {
            Moments moments = Moments.of(values);
            double mean = moments.mean();
            double scale = Math.max(moments.max() / 2 - mean / 2, mean / 2 - moments.min() / 2) * 2;
            if (!(scale > 0) || scale == Double.POSITIVE_INFINITY) {
                return UNDEFINED;
            }
            double second = 0;
            double third = 0;
            double fourth = 0;
            for (double value : values) {
                double deviation = (value - mean) / scale;
                double square = deviation * deviation;
                second += square;
                third += square * deviation;
                fourth += square * square;
            }
            int n = values.length;
            double sd = Math.sqrt(second / n) * scale;
            return sd <= CONSTANT * Math.abs(mean) ? UNDEFINED : new CentralMoments(second / n, third / n, fourth / n);
        }
    }

    /** √(Σ(x - mean)² / divisor) in integers: for values whose squares no double holds. */
    private static double exactSd(double[] values, long divisor) {
        BigInteger n = BigInteger.valueOf(values.length);
        BigInteger total = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        BigDecimal unit = BigDecimal.valueOf(2).pow(-ExactSum.UNIT_EXPONENT);
        for (double value : values) {
            BigInteger units = new BigDecimal(value).multiply(unit).toBigIntegerExact();
            total = total.add(units);
            squares = squares.add(units.multiply(units));
        }
        BigInteger spread = squares.multiply(n).subtract(total.multiply(total));
        return ExactRounding.rootOfRatio(spread, n.multiply(BigInteger.valueOf(divisor)), ExactSum.UNIT_EXPONENT);
    }

    private static void requireShare(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q = " + q + " is not in [0, 1]");
        }
    }
}
