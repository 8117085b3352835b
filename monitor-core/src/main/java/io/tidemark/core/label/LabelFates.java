package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import java.util.List;

/** How many label records have each fate. */
public final class LabelFates extends FateCounts<LabelFate, LabelFates> {
    private static final List<LabelFate> ALL = List.of(LabelFate.values());

    /** No label record. */
    public LabelFates() {
        super(ALL);
    }

    static LabelFates readFrom(CanonicalInput in) {
        LabelFates fates = new LabelFates();
        fates.read(in);
        return fates;
    }
}
