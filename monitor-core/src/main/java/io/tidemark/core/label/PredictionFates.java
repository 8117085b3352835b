package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import java.util.List;

/** How many predicted rows have each fate. */
public final class PredictionFates extends FateCounts<PredictionFate, PredictionFates> {
    private static final List<PredictionFate> ALL = List.of(PredictionFate.values());

    /** No predicted row. */
    public PredictionFates() {
        super(ALL);
    }

    /** Returns the rows of all windows' tables: labelled, waiting for a label, or past their deadline without one. */
    public long eligible() {
        return count(PredictionFate.LABELLED) + count(PredictionFate.OPEN) + count(PredictionFate.EXPIRED_UNLABELLED);
    }

    static PredictionFates readFrom(CanonicalInput in) {
        PredictionFates fates = new PredictionFates();
        fates.read(in);
        return fates;
    }
}
