package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.quality.RegressionTable;
import io.tidemark.stats.summary.CorrectableMoments;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is kept of a regression's window. */
final class RegressionTables implements AnswerTables {
    private final RegressionTable errors = new RegressionTable();
    private final LossStrata strata;

    RegressionTables(ModelLayout layout) {
        this.strata = new LossStrata(layout.stratumEdges());
    }

    RegressionTable errors() {
        return errors;
    }

    LossStrata strata() {
        return strata;
    }

    @Override
    public void addPrediction(Prediction prediction, int sign) {
        strata.addPrediction(prediction.value(), sign);
    }

    @Override
    public void addLabel(Prediction prediction, LabelValue label, int sign) {
        if (sign > 0) {
            errors.add(label.number(), prediction.value());
        } else {
            errors.remove(label.number(), prediction.value());
        }
        strata.addLabel(prediction.value(), label.number(), sign);
    }

    @Override
    public void merge(AnswerTables other) {
        mergeOnly(other, EnumSet.allOf(ModelTable.class));
    }

    @Override
    public void mergeOnly(AnswerTables other, Set<ModelTable> tables) {
        if (!(other instanceof RegressionTables that)) {
            throw new IllegalArgumentException("tables of another problem cannot be merged into those of a regression");
        }
        if (tables.contains(ModelTable.ERRORS)) {
            errors.addAll(that.errors);
        }
        if (tables.contains(ModelTable.STRATA)) {
            strata.addAll(that.strata);
        }
    }

    @Override
    public boolean isZero() {
        return StoredTables.isZero(errors.counts())
                && errors.parts().stream().allMatch(StoredTables::isZero)
                && strata.isZero();
    }

    @Override
    public boolean isIdentity() {
        return isZero();
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        errors.parts().forEach(part -> StoredTables.writeMoments(part, out));
        StoredTables.writeCounts(errors.counts(), out);
        strata.writeTo(out);
    }

    @Override
    public void addStored(CanonicalInput in) {
        List<CorrectableMoments> parts = new ArrayList<>();
        for (int i = 0; i < errors.parts().size(); i++) {
            parts.add(StoredTables.readMoments(in));
        }
        errors.addStored(parts, StoredTables.readCounts(in, errors.counts().length));
        strata.addStored(in);
    }

    @Override
    public long heapBytes(long rows) {
        return 6_500 + strata.heapBytes();
    }
}
