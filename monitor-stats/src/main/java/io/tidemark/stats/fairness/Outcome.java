package io.tidemark.stats.fairness;

/** A label or prediction, collapsed to positive or not. */
public enum Outcome {
    /** Not one of the positive values. */
    NEGATIVE(0),
    /** One of the positive values, or above the threshold. */
    POSITIVE(1),
    /** Not there: a label that has not come, or training data without predictions. */
    UNKNOWN(2);

    /** Number of outcomes. */
    static final int COUNT = 3;

    private final int index;

    Outcome(int index) {
        this.index = index;
    }

    /** Place in stored counts; never changes. */
    int index() {
        return index;
    }

    /** Positive or negative. */
    public static Outcome of(boolean isPositive) {
        return isPositive ? POSITIVE : NEGATIVE;
    }
}
