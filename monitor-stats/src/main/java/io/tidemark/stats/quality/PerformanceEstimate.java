package io.tidemark.stats.quality;

/**
 * Quality before labels come, by confidence (CBPE): a prediction with score s is positive with the calibrated chance c(s),
 * so every cell of the confusion table has an expected value, a pure function of score counts. Valid while the meaning of
 * the scores is unchanged: inputs may drift (covariate shift), but <b>concept drift is invisible</b>. Always to be shown as
 * an estimate, replaced as labels come. Immutable.
 *
 * @param confusion expected table of all predictions
 * @param auc expected area under the ROC curve; NaN if a class is expected to be empty
 * @param accuracySamplingSd √(Σ n_j q_j (1-q_j)) / n, q_j the chance that an answer in cell j is right: what chance does to
 *     the true accuracy of rows whose chances are known
 */
public record PerformanceEstimate(ExpectedConfusion confusion, double auc, double accuracySamplingSd) {
    /**
     * The estimate for all predictions of a window, as if no label were there.
     *
     * @param window score counts; labels in it are not looked at
     * @param calibration from labelled rows that the model was not trained on
     * @param threshold where the positive side begins
     */
    public static PerformanceEstimate of(
            ScoreCounts window, ScoreCalibration calibration, ScoreCounts.Threshold threshold) {
        return estimate(window, calibration, threshold, false);
    }

    /**
     * The estimate in which the labels that have come count as themselves and only the missing ones are estimated. It goes
     * over into the measured figures as labels come.
     */
    public static PerformanceEstimate withLabels(
            ScoreCounts window, ScoreCalibration calibration, ScoreCounts.Threshold threshold) {
        return estimate(window, calibration, threshold, true);
    }

    private static PerformanceEstimate estimate(
            ScoreCounts window, ScoreCalibration calibration, ScoreCounts.Threshold threshold, boolean useLabels) {
        int first = window.firstPositive(threshold);
        int size = window.entries().size();
        double[] positives = new double[size];
        double[] negatives = new double[size];
        double variance = 0;
        double[] cells = new double[4];
        for (int j = 0; j < size; j++) {
            ScoreCounts.Entry entry = window.entries().get(j);
            double chance = calibration.probability(entry.upper());
            double unknown = (double) (useLabels ? entry.unlabelled() : entry.predictions());
            positives[j] = unknown * chance + (useLabels ? entry.positives() : 0);
            negatives[j] = unknown * (1 - chance) + (useLabels ? entry.negatives() : 0);
            variance += unknown * chance * (1 - chance);
            int side = j >= first ? 0 : 2;
            cells[side] += positives[j];
            cells[side + 1] += negatives[j];
        }
        ExpectedConfusion confusion = new ExpectedConfusion(cells[0], cells[1], cells[2], cells[3]);
        double auc = RankingCurve.weighted(window, negatives, positives).auc();
        return new PerformanceEstimate(confusion, auc, Math.sqrt(variance) / confusion.total());
    }

    /**
     * Standard deviation of the estimated accuracy that comes from the reference being a sample: the reference's labelled
     * rows are drawn anew with replacement, calibrated, and applied to the window. Beside {@link #accuracySamplingSd}; both
     * are independent, so their squares add up.
     *
     * @param reference labelled rows, at least one of each class
     * @param window score counts
     * @param threshold where the positive side begins
     * @param seed chooses the redraws; the same seed gives the same bits
     */
    public static double calibrationSd(
            ScoreCounts reference, ScoreCounts window, ScoreCounts.Threshold threshold, long seed) {
        return CalibrationRedraws.of(reference, seed).accuracySd(window, threshold);
    }
}
