package io.tidemark.stats.interval;

import java.util.function.ToDoubleFunction;

/**
 * Standard error of any figure of a table of counts by leaving out one row at a time (Tukey 1958; Efron 1982). All rows
 * of a cell give the same figure, so a table of c filled cells costs c evaluations, not n; no random numbers.
 *
 * <pre>Var = (n-1)/n · Σ_c n_c (θ_c - Σ n_c θ_c / n)²,   θ_c = the figure with one row less in cell c</pre>
 */
public final class Jackknife {
    private Jackknife() {}

    /**
     * The standard error.
     *
     * @param counts rows per cell, not negative; changed while the figure is evaluated and put back
     * @param figure a smooth function of the table
     * @return NaN below two rows or where the figure without a row is not finite
     */
    public static double standardError(long[] counts, ToDoubleFunction<long[]> figure) {
        double[] without = new double[counts.length];
        double n = 0;
        double weighted = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                counts[cell]--;
                without[cell] = figure.applyAsDouble(counts);
                counts[cell]++;
                n += counts[cell];
                weighted += counts[cell] * without[cell];
            }
        }
        if (n < 2) {
            return Double.NaN;
        }
        double mean = weighted / n;
        double squares = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double deviation = counts[cell] > 0 ? without[cell] - mean : 0;
            squares += counts[cell] * deviation * deviation;
        }
        double error = Math.sqrt((n - 1) / n * squares);
        return Double.isFinite(error) ? error : Double.NaN;
    }
}
