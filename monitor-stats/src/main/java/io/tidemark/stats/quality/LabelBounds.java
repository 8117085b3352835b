package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;

/**
 * The worst and the best that a figure can still become, whatever the missing labels turn out to be (Manski 2003,
 * "Partial Identification of Probability Distributions"). No assumption about why they are missing, hence wide.
 */
public final class LabelBounds {
    private LabelBounds() {}

    /**
     * Bounds of a share or F figure. Each is a quotient of linear functions of how many missing labels are positive, so
     * its extremes are at the corners: all or none of the rows of each answer.
     *
     * @param metric any but balanced accuracy, Matthews' correlation and kappa
     * @param labelled the rows with labels
     * @param missingPredictedPositive rows without label that were predicted positive, not negative
     * @param missingPredictedNegative those that were predicted negative, not negative
     * @return undefined where the figure is, whatever comes
     */
    public static Interval of(
            BinaryMetric metric,
            BinaryConfusion labelled,
            long missingPredictedPositive,
            long missingPredictedNegative) {
        if (!metric.isServiceMetric()) {
            throw new IllegalArgumentException(metric.wireName() + " may have its extremes between the corners");
        }
        double low = Double.NaN;
        double high = Double.NaN;
        for (int corner = 0; corner < 4; corner++) {
            long hits = (corner & 1) == 0 ? 0 : missingPredictedPositive;
            long misses = (corner & 2) == 0 ? 0 : missingPredictedNegative;
            double value = metric.of(labelled.plus(new BinaryConfusion(
                    hits, missingPredictedPositive - hits, misses, missingPredictedNegative - misses)));
            if (!Double.isNaN(value)) {
                low = Double.isNaN(low) ? value : Math.min(low, value);
                high = Double.isNaN(high) ? value : Math.max(high, value);
            }
        }
        return new Interval(low, high);
    }

    /** Bounds of the accuracy of several classes: every missing label wrong, or every one right. */
    public static Interval ofAccuracy(ConfusionMatrix labelled, long missing) {
        return ofMean((double) labelled.correct(), labelled.total(), missing, new Interval(0, 1));
    }

    /**
     * Bounds of a mean of losses that lie in a known range, such as the absolute error where labels have known limits.
     *
     * @param labelledSum sum of the losses that are known
     * @param labelled how many
     * @param missing how many are not
     * @param range least and greatest loss of a row
     * @return undefined if there are no rows at all
     */
    public static Interval ofMean(double labelledSum, long labelled, long missing, Interval range) {
        double all = (double) Math.addExact(labelled, missing);
        if (all == 0) {
            return Interval.UNDEFINED;
        }
        double least = missing == 0 ? 0 : missing * range.low();
        double most = missing == 0 ? 0 : missing * range.high();
        return new Interval((labelledSum + least) / all, (labelledSum + most) / all);
    }
}
