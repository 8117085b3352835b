package io.tidemark.core.model;

import io.tidemark.stats.distribution.GridEdges;

/** The shape of a model's tables: what a profile is made and read over. */
public interface ModelLayout {
    /** What the model answers. */
    ModelSpec spec();

    /** The cells to which scores move once a window has too many distinct ones; the decision threshold is an edge. */
    GridEdges scoreGrid();

    /**
     * Where groups of like predictions end, about {@code StratumTable.DEFAULT_GROUPS} of them: of binary scores, with the
     * decision threshold as an edge; of the answered class's score of several; of forecasts.
     */
    GridEdges stratumEdges();

    /** A profile without rows. */
    default ModelProfile emptyProfile() {
        return ModelProfile.empty(this);
    }
}
