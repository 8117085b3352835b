package io.tidemark.stats.divergence;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest.OneResult;

/**
 * Exact one-sample Kolmogorov law by Apache Commons Statistics 1.2 (Simard and L'Ecuyer 2011,
 * doi:10.18637/jss.v039.i11), the only class that knows that library. Its distribution class is not public, so a sample
 * with the wanted distance is given to its test.
 */
final class OneSampleKolmogorov {
    private OneSampleKolmogorov() {}

    /** P(D_rows &gt;= d); work and memory grow with {@code rows}. */
    static double survival(double d, int rows) {
        // No one-sample distance is below 1/(2 rows).
        if (d <= 0.5 / rows) {
            return 1;
        }
        if (d >= 1) {
            return 0;
        }
        if (rows == 1) {
            return 2 * (1 - d); // The library wants at least two rows.
        }
        // The first point lies d above the empirical CDF's 0; the rest stay nearer: at d or at the middle of a step.
        double[] sample = new double[rows];
        for (int i = 0; i < rows; i++) {
            sample[i] = Math.max(d, (i + 0.5) / rows);
        }
        OneResult result = KolmogorovSmirnovTest.withDefaults().test(sample, x -> x);
        return result.getPValue();
    }
}
