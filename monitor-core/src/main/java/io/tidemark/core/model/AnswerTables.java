package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Set;

/** The tables of quality of one problem: a group under merging, counts may be negative. */
sealed interface AnswerTables permits BinaryTables, MulticlassTables, RegressionTables {
    /** Empty tables for a model. */
    static AnswerTables empty(ModelLayout layout) {
        return switch (layout.spec().problem()) {
            case BINARY -> new BinaryTables(layout);
            case MULTICLASS -> new MulticlassTables(layout);
            case REGRESSION -> new RegressionTables(layout);
        };
    }

    /** Adds a prediction, or takes it back with sign -1. */
    void addPrediction(Prediction prediction, int sign);

    /** Adds the usable label of a prediction, or takes it back with sign -1. */
    void addLabel(Prediction prediction, LabelValue label, int sign);

    /** Adds the tables of another part of the window. */
    void merge(AnswerTables other);

    /** Adds those tables of another part that are named and that this problem has. */
    void mergeOnly(AnswerTables other, Set<ModelTable> tables);

    /** Whether every count is zero. */
    boolean isZero();

    /** Whether merging them changes nothing, not even which scores were named. */
    boolean isIdentity();

    void writeTo(CanonicalOutput out);

    /** Adds what {@link #writeTo} wrote. */
    void addStored(CanonicalInput in);

    /** About how many bytes of heap these tables take with so many rows. */
    long heapBytes(long rows);
}
