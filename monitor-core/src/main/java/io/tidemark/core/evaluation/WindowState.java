package io.tidemark.core.evaluation;

/** What is known of a closed window as a whole. */
public enum WindowState {
    /** Every rule that could say something found nothing. */
    OK,
    /** At least one rule fired. */
    ALARM,
    /** Fewer rows than a verdict needs, and no rule fired. */
    INSUFFICIENT_DATA,
    /** No record between two windows that have some. */
    NO_DATA,
    /** Records were counted, but there is no baseline to compare them with. */
    NO_BASELINE
}
