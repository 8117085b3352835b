package io.tidemark.stats.quality;

/**
 * The standard deviation that the service's model-quality file gives beside a figure. The service takes five random
 * samples of 80 % of the rows and the deviation of the five values; its seed is not known. Here stands what that
 * deviation estimates: a sample of a share f of the rows, drawn without replacement, deviates by √((1-f)/f) standard
 * errors, that is by half a standard error for f = 0.8. No random numbers.
 */
public final class ServiceDeviation {
    /** Rows below which the service gives no deviation. */
    public static final long LEAST_ROWS = 200;

    private static final double SAMPLED_SHARE = 0.8;

    private ServiceDeviation() {}

    /**
     * The deviation.
     *
     * @param standardError of the figure over all rows
     * @param rows rows used
     * @return NaN below {@link #LEAST_ROWS} rows, as the service says, and where the standard error is
     */
    public static double of(double standardError, long rows) {
        return rows < LEAST_ROWS ? Double.NaN : standardError * Math.sqrt((1 - SAMPLED_SHARE) / SAMPLED_SHARE);
    }
}
