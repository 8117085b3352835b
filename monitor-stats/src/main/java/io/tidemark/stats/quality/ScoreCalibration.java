package io.tidemark.stats.quality;

/**
 * The chance of a positive label given the score, learned from labelled rows that the model was not trained on.
 * Immutable.
 */
public sealed interface ScoreCalibration permits IsotonicCalibration, PlattCalibration, SegmentCalibration {
    /** Labels of each class from which the isotonic form is used. */
    int ENOUGH_LABELS = 200;

    /** The chance of a positive label, in [0, 1]. */
    double probability(double score);

    /**
     * Isotonic regression with at least {@link #ENOUGH_LABELS} labels of each class, Platt's sigmoid below.
     *
     * @param reference labelled rows, at least one of each class
     */
    static ScoreCalibration fit(ScoreCounts reference) {
        RankingCurve ranking = reference.ranking();
        if (ranking.positives() == 0 || ranking.negatives() == 0) {
            throw new IllegalArgumentException("a calibration needs both classes: positives " + ranking.positives()
                    + ", negatives " + ranking.negatives());
        }
        return Math.min(ranking.positives(), ranking.negatives()) >= ENOUGH_LABELS
                ? IsotonicCalibration.fit(reference)
                : PlattCalibration.fit(reference);
    }
}
