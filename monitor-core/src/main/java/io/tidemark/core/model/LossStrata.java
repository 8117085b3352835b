package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.CorrectableMoments;
import io.tidemark.stats.summary.ExactCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts and the losses of those with a label, by groups of like forecasts: what the error of a window is estimated
 * from before its labels come. Signed, like every table of a profile. Mutable, not thread-safe, 2.2 KB a group.
 */
public final class LossStrata {
    private final GridEdges edges;
    private final long[] predictions;
    private final List<CorrectableMoments> absolute = new ArrayList<>();
    private final List<CorrectableMoments> squared = new ArrayList<>();

    LossStrata(GridEdges edges) {
        this.edges = edges;
        this.predictions = new long[edges.cells()];
        for (int i = 0; i < predictions.length; i++) {
            absolute.add(new CorrectableMoments());
            squared.add(new CorrectableMoments());
        }
    }

    /** Rows per group, with or without label; a copy. */
    public long[] predictions() {
        return predictions.clone();
    }

    /** Absolute errors per group; not copied. */
    public List<CorrectableMoments> absolute() {
        return List.copyOf(absolute);
    }

    /** Squared errors per group, but those beyond the largest double; not copied. */
    public List<CorrectableMoments> squared() {
        return List.copyOf(squared);
    }

    void addPrediction(double forecast, int sign) {
        int group = edges.cellOf(forecast);
        predictions[group] = Math.addExact(predictions[group], sign);
    }

    void addLabel(double forecast, double label, int sign) {
        int group = edges.cellOf(forecast);
        double error = Math.abs(forecast - label);
        put(absolute.get(group), error, sign);
        put(squared.get(group), error * error, sign);
    }

    private static void put(CorrectableMoments into, double loss, int sign) {
        if (Double.isFinite(loss) && sign > 0) {
            into.add(loss);
        } else if (Double.isFinite(loss)) {
            into.remove(loss);
        }
    }

    void addAll(LossStrata other) {
        ExactCounts.addAll(predictions, other.predictions);
        for (int i = 0; i < predictions.length; i++) {
            absolute.get(i).addAll(other.absolute.get(i));
            squared.get(i).addAll(other.squared.get(i));
        }
    }

    boolean isZero() {
        return StoredTables.isZero(predictions)
                && absolute.stream().allMatch(StoredTables::isZero)
                && squared.stream().allMatch(StoredTables::isZero);
    }

    void writeTo(CanonicalOutput out) {
        StoredTables.writeCounts(predictions, out);
        absolute.forEach(moments -> StoredTables.writeMoments(moments, out));
        squared.forEach(moments -> StoredTables.writeMoments(moments, out));
    }

    void addStored(CanonicalInput in) {
        ExactCounts.addAll(predictions, StoredTables.readCounts(in, predictions.length));
        absolute.forEach(moments -> moments.addAll(StoredTables.readMoments(in)));
        squared.forEach(moments -> moments.addAll(StoredTables.readMoments(in)));
    }

    long heapBytes() {
        return 2_300L * predictions.length;
    }
}
