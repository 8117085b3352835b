package io.tidemark.core.baseline;

/**
 * What the training data promised of one feature.
 *
 * @param completeness share of present values, in [0, 1]; 1 for a baseline without rows
 * @param nonNegative whether no valid value was below zero (numeric features; advisory)
 * @param unseenShare how often a value comes that was never seen before, by the training data's own account: the share
 *     of rows whose value occurs once (Good 1953, doi:10.1093/biomet/40.3-4.237), in [0, 1]; near 1 for identifiers
 */
public record Constraints(double completeness, boolean nonNegative, double unseenShare) {
    public Constraints {
        if (!(unseenShare >= 0 && unseenShare <= 1)) {
            throw new IllegalArgumentException("unseenShare = " + unseenShare + " is not in [0, 1]");
        }
        if (!(completeness >= 0 && completeness <= 1)) {
            throw new IllegalArgumentException("completeness = " + completeness + " is not in [0, 1]");
        }
    }
}
