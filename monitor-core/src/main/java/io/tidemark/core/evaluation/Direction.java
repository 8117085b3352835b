package io.tidemark.core.evaluation;

/** On which side of the threshold a value is bad. */
public enum Direction {
    BAD_WHEN_HIGHER,
    BAD_WHEN_LOWER,
    BAD_WHEN_OUTSIDE
}
