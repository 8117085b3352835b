package io.tidemark.core.model;

/** The tables of a {@link ModelProfile} by which a part of it can be named. */
public enum ModelTable {
    /** Rows by label and prediction: the four counts of two classes, the matrix of several. */
    CONFUSION,
    /** Scores of the positive class of two, of the answered class of several. */
    SCORES,
    /** Predictions and labels by group of like scores or forecasts. */
    STRATA,
    /** Two classes: whether scores are probabilities. */
    CALIBRATION,
    /** Brier score and log loss. */
    LOSSES,
    /** Several classes: scores of each class, and of each by predicted class. */
    CLASS_SCORES,
    /** Regression: errors. */
    ERRORS,
    /** Attributions by feature. */
    ATTRIBUTIONS
}
