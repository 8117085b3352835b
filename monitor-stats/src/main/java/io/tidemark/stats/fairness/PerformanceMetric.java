package io.tidemark.stats.fairness;

import io.tidemark.stats.quality.ExpectedConfusion;
import java.util.function.ToDoubleFunction;

/** The figures of model performance that a bias report carries, by their names there; ratios over nothing are 0. */
public enum PerformanceMetric {
    /** Share of right answers. */
    ACCURACY("Accuracy", c -> Ratios.divide(c.truePositives() + c.trueNegatives(), c.total())),
    /** Share of positive predictions. */
    POSITIVE_PREDICTIONS(
            "Proportion of Positive Predictions in Labels", c -> Ratios.divide(c.predictedPositives(), c.total())),
    /** Share of negative predictions. */
    NEGATIVE_PREDICTIONS(
            "Proportion of Negative Predictions in Labels", c -> Ratios.divide(c.predictedNegatives(), c.total())),
    /** TP/(TP+FN). */
    RECALL("True Positive Rate / Recall", c -> Ratios.divide(c.truePositives(), c.positives())),
    /** TN/(TN+FP). */
    SPECIFICITY("True Negative Rate / Specificity", c -> Ratios.divide(c.trueNegatives(), c.negatives())),
    /** TP/(TP+FP). */
    PRECISION("Acceptance Rate / Precision", c -> Ratios.divide(c.truePositives(), c.predictedPositives())),
    /** TN/(TN+FN). */
    REJECTION_RATE("Rejection Rate", c -> Ratios.divide(c.trueNegatives(), c.predictedNegatives())),
    /** (TP+FN)/(TP+FP). */
    CONDITIONAL_ACCEPTANCE("Conditional Acceptance", c -> Ratios.divide(c.positives(), c.predictedPositives())),
    /** (TN+FP)/(TN+FN). */
    CONDITIONAL_REJECTION("Conditional Rejection", c -> Ratios.divide(c.negatives(), c.predictedNegatives())),
    /** Harmonic mean of precision and recall. */
    F1(
            "F1 Score",
            c -> Ratios.divide(2 * c.truePositives(), 2 * c.truePositives() + c.falsePositives() + c.falseNegatives()));

    private final String wireName;

    @SuppressWarnings("ImmutableEnumChecker") // formulas capture nothing
    private final ToDoubleFunction<ExpectedConfusion> formula;

    PerformanceMetric(String wireName, ToDoubleFunction<ExpectedConfusion> formula) {
        this.wireName = wireName;
        this.formula = formula;
    }

    /** The name in the report. */
    public String wireName() {
        return wireName;
    }

    /** The figure of everyone, or of one side. */
    public double of(SideCounts rows) {
        return formula.applyAsDouble(rows.confusion().expected());
    }
}
