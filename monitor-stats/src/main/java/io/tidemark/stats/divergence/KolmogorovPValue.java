package io.tidemark.stats.divergence;

/**
 * Null distributions of the two-sample Kolmogorov-Smirnov distance, from quick to exact. n and m are the rows of the
 * two sides, positive.
 */
public final class KolmogorovPValue {
    private static final double SMALL_LAMBDA = 1.18;
    private static final double NEGLIGIBLE = 1e-17;
    private static final int MAX_ONE_SAMPLE_ROWS = 10_000_000;

    private KolmogorovPValue() {}

    /**
     * Kolmogorov's limit: P(sup |Brownian bridge| &gt; lambda) = 2 sum_{i &gt;= 1} (-1)^{i-1} exp(-2 i² lambda²), in
     * [0, 1]. Below 1.18 the complementary theta series is summed instead, which converges faster there.
     *
     * @param lambda at least 0; NaN gives NaN
     */
    public static double limit(double lambda) {
        if (Double.isNaN(lambda)) {
            return Double.NaN;
        }
        if (lambda <= 0) {
            return 1;
        }
        return lambda < SMALL_LAMBDA ? 1 - cumulativeBelow(lambda) : survivalAbove(lambda);
    }

    /** Kolmogorov's limit at √(nm/(n+m))·d, no finite-sample correction. */
    public static double limit(double d, long n, long m) {
        return limit(Math.sqrt(1 / NoiseLevel.variance(n, m)) * d);
    }

    /**
     * The exact one-sample law with round(nm/(n+m)) rows (ties to even) taken for the two-sample one: SciPy's
     * {@code ks_2samp(method="asymp")}. NaN if that number rounds to 0. Work grows with that number, which is at most
     * 10,000,000; for comparison with other tools, not for windows.
     *
     * @param d distance in [0, 1]; NaN gives NaN
     */
    public static double asOneSample(double d, long n, long m) {
        double rows = Math.rint((double) n * m / ((double) n + m));
        if (Double.isNaN(d) || rows < 1) {
            return Double.NaN;
        }
        if (rows > MAX_ONE_SAMPLE_ROWS) {
            throw new IllegalArgumentException("nm/(n+m) = " + rows + " is above " + MAX_ONE_SAMPLE_ROWS);
        }
        return OneSampleKolmogorov.survival(d, (int) rows);
    }

    /**
     * Exact P(D &gt;= d) for two samples without ties (Hodges 1958): the share of lattice paths from (0, 0) to (n, m)
     * that touch |i/n - j/m| &gt;= d somewhere, by a recursion of sums of non-negative terms, so small p-values keep
     * their digits. With ties it is conservative. Work n·m, memory min(n, m); meant for n·m up to about 1e8.
     *
     * @param d distance in [0, 1], taken to the nearest value that such samples can have; NaN gives NaN
     */
    public static double exact(double d, int n, int m) {
        if (n < 1 || m < 1) {
            throw new IllegalArgumentException("n = " + n + ", m = " + m + ": both must be positive");
        }
        if (Double.isNaN(d)) {
            return Double.NaN;
        }
        return n >= m ? shareOfTouchingPaths(d, n, m) : shareOfTouchingPaths(d, m, n);
    }

    /** Row by row over i; {@code touching[j]} is the share among the paths from the origin to (i, j). */
    private static double shareOfTouchingPaths(double d, int n, int m) {
        int divisor = greatestCommonDivisor(n, m);
        long stepI = m / divisor;
        long stepJ = n / divisor;
        long bound = Math.round(d * (stepI * (double) n));
        double[] touching = new double[m + 1];
        touching[0] = bound <= 0 ? 1 : 0;
        for (int j = 1; j <= m; j++) {
            touching[j] = j * stepJ >= bound ? 1 : touching[j - 1];
        }
        for (int i = 1; i <= n; i++) {
            touching[0] = i * stepI >= bound ? 1 : touching[0];
            for (int j = 1; j <= m; j++) {
                boolean outside = Math.abs(i * stepI - j * stepJ) >= bound;
                touching[j] = outside ? 1 : (touching[j] * i + touching[j - 1] * j) / (i + j);
            }
        }
        return Math.min(1, touching[m]);
    }

    private static int greatestCommonDivisor(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    private static double survivalAbove(double lambda) {
        double sum = 0;
        double sign = 1;
        for (int i = 1; ; i++) {
            double term = StrictMath.exp(-2.0 * i * i * lambda * lambda);
            sum += sign * term;
            sign = -sign;
            if (term <= NEGLIGIBLE * sum) {
                return Math.min(1, 2 * sum);
            }
        }
    }

    private static double cumulativeBelow(double lambda) {
        double exponent = -Math.PI * Math.PI / (8 * lambda * lambda);
        double sum = 0;
        for (int i = 1; i <= 9; i += 2) {
            sum += StrictMath.exp(i * i * exponent);
        }
        return Math.sqrt(2 * Math.PI) / lambda * sum;
    }
}
