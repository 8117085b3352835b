package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;

/**
 * How many predicted rows have each fate: a total, or what one record changes in it, where counts may be negative.
 * {@link #merge} is associative and commutative, and new counts are its identity. Mutable.
 */
public final class PredictionFates {
    private final long[] counts = new long[PredictionFate.size()];

    /** Adds to a fate; a negative number takes away. */
    public void add(PredictionFate fate, long rows) {
        counts[fate.code()] += rows;
    }

    /** Adds all counts of another. */
    public void merge(PredictionFates other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Takes all counts of another away. */
    public void subtract(PredictionFates other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] -= other.counts[i];
        }
    }

    /** Returns the predicted rows with this fate. */
    public long count(PredictionFate fate) {
        return counts[fate.code()];
    }

    /** Returns the rows of all windows' tables: labelled, waiting for a label, or past their deadline without one. */
    public long eligible() {
        return count(PredictionFate.LABELLED) + count(PredictionFate.OPEN) + count(PredictionFate.EXPIRED_UNLABELLED);
    }

    /** Returns the predicted rows of all fates: those received, by the identity. */
    public long sum() {
        return Arrays.stream(counts).sum();
    }

    /** Returns whether every count is 0. */
    public boolean isZero() {
        return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    void writeTo(CanonicalOutput out) {
        Counts.write(counts, out);
    }

    static PredictionFates readFrom(CanonicalInput in) {
        PredictionFates fates = new PredictionFates();
        Counts.read(fates.counts, in);
        return fates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PredictionFates that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("PredictionFates[");
        for (PredictionFate fate : PredictionFate.values()) {
            if (count(fate) != 0) {
                text.append(' ').append(fate.wireName()).append('=').append(count(fate));
            }
        }
        return text.append(" ]").toString();
    }
}
