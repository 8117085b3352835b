package io.tidemark.core.quality;

/** How a figure was got. */
public enum FigureKind {
    /** From the labelled rows as they are. */
    NAIVE,
    /** From the labelled rows, weighed so that they stand for all rows. */
    POST_STRATIFIED,
    /** From scores and the model baseline, labels that are there counted as themselves. Blind to concept drift. */
    ESTIMATE,
    /** What the figure can still become, or can be on a finer grid, whatever the rest says: the interval is the statement. */
    BOUND
}
