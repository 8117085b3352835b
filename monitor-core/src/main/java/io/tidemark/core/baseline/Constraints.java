package io.tidemark.core.baseline;

/**
 * What the training data promised of one feature.
 *
 * @param completeness share of present values, in [0, 1]; 1 for a baseline without rows
 * @param nonNegative whether no valid value was below zero (numeric features; advisory)
 */
public record Constraints(double completeness, boolean nonNegative) {
    public Constraints {
        if (!(completeness >= 0 && completeness <= 1)) {
            throw new IllegalArgumentException("completeness = " + completeness + " is not in [0, 1]");
        }
    }
}
