package io.tidemark.stats.quality;

/**
 * A binary confusion table whose cells need not be whole: post-stratified figures and estimates before labels come.
 *
 * @param truePositives rows with label and prediction positive, not negative
 * @param falsePositives label negative, prediction positive
 * @param falseNegatives label positive, prediction negative
 * @param trueNegatives both negative
 */
public record ExpectedConfusion(
        double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {
    /** All rows. */
    public double total() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Rows with a positive label. */
    public double positives() {
        return truePositives + falseNegatives;
    }

    /** Rows with a negative label. */
    public double negatives() {
        return trueNegatives + falsePositives;
    }

    /** Rows with a positive prediction. */
    public double predictedPositives() {
        return truePositives + falsePositives;
    }

    /** Rows with a negative prediction. */
    public double predictedNegatives() {
        return falseNegatives + trueNegatives;
    }

    /** Cell by cell: measured rows and estimated ones together. */
    public ExpectedConfusion plus(ExpectedConfusion other) {
        return new ExpectedConfusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }
}
