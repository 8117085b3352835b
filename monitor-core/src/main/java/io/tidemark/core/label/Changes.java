package io.tidemark.core.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one record, or the passing of time, changes: rows of windows, and the fates of labels and predictions. */
public final class Changes {
    private final List<Change> rows = new ArrayList<>();
    private final LabelFates labels = new LabelFates();
    private final PredictionFates predictions = new PredictionFates();
    private boolean isConflict;
    private boolean isStored;

    Changes() {}

    /** Returns what happens to rows of windows, in the order in which tables must take it. */
    public List<Change> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Returns how the fates of label records change. */
    public LabelFates labels() {
        return labels;
    }

    /** Returns how the fates of predicted rows change. */
    public PredictionFates predictions() {
        return predictions;
    }

    /** Returns whether the record repeats one of the same identity with other contents. Depends on arrival. */
    public boolean isConflict() {
        return isConflict;
    }

    /** Returns whether the entry is another one now, and must be stored. */
    public boolean isStored() {
        return isStored;
    }

    void add(Change change) {
        rows.add(change);
    }

    void conflict() {
        isConflict = true;
    }

    void stored() {
        isStored = true;
    }
}
