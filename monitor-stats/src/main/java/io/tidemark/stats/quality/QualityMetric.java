package io.tidemark.stats.quality;

/** What reports and constraints need to know of a figure of model quality besides its value. */
public interface QualityMetric {
    /** The name in files and reports, such as {@code f0_5}. */
    String wireName();

    /** Whether a fall is the bad direction; otherwise a rise is. */
    boolean isHigherBetter();

    /** Whether the model-quality files of the service know it; the others are ours. */
    boolean isServiceMetric();

    /** The value as the service's files hold it for precision, recall and F: 0 where it is not defined. */
    static double zeroIfUndefined(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
