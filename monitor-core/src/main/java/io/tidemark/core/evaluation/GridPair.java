package io.tidemark.core.evaluation;

import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;

/**
 * A numeric feature of baseline and window with the counts of both taken out of their profiles once: seven distances
 * read them, and taking them out is a copy of a thousand numbers.
 *
 * @param baseline the baseline's profile
 * @param window the window's profile, over the same grid
 * @param baselineCells the baseline's counts by cell; read only
 * @param windowCells the window's counts by cell; read only
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies are what this avoids
record GridPair(NumericProfile baseline, NumericProfile window, long[] baselineCells, long[] windowCells) {
    static GridPair of(NumericProfile baseline, NumericProfile window) {
        return new GridPair(baseline, window, baseline.cellCounts(), window.cellCounts());
    }

    GridEdges edges() {
        return baseline.edges();
    }
}
