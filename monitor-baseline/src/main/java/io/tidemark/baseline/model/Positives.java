package io.tidemark.baseline.model;

import io.tidemark.core.model.ClassIndex;
import io.tidemark.stats.fairness.Outcome;
import java.util.List;

/** Which labels are positive: some values, or all numbers above a threshold. For one thread. */
final class Positives {
    private final ClassIndex values;
    private final double threshold;

    private Positives(List<String> values, double threshold) {
        this.values = new ClassIndex(values);
        this.threshold = threshold;
    }

    static Positives ofValues(List<String> values) {
        return new Positives(values, Double.NaN);
    }

    static Positives above(double threshold) {
        return new Positives(List.of(), threshold);
    }

    boolean isNumeric() {
        return !Double.isNaN(threshold);
    }

    /** NaN for values. */
    double threshold() {
        return threshold;
    }

    /** What a label or prediction is; unknown if it is missing, or no number where one is compared. */
    Outcome of(String text) {
        if (text.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (!isNumeric()) {
            return Outcome.of(values.find(text) >= 0);
        }
        double number = Cells.numberOr(text, Double.NaN);
        return Double.isNaN(number) ? Outcome.UNKNOWN : Outcome.of(number > threshold);
    }
}
