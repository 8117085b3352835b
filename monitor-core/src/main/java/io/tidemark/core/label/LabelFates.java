package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;

/**
 * How many label records have each fate: a total, or what one record changes in it, where counts may be negative.
 * {@link #merge} is associative and commutative, and new counts are its identity. Mutable.
 */
public final class LabelFates {
    private final long[] counts = new long[LabelFate.size()];

    /** Adds to a fate; a negative number takes away. */
    public void add(LabelFate fate, long records) {
        counts[fate.code()] += records;
    }

    /** Adds all counts of another. */
    public void merge(LabelFates other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Takes all counts of another away. */
    public void subtract(LabelFates other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] -= other.counts[i];
        }
    }

    /** Returns the label records with this fate. */
    public long count(LabelFate fate) {
        return counts[fate.code()];
    }

    /** Returns the label records of all fates: those received, by the identity. */
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

    static LabelFates readFrom(CanonicalInput in) {
        LabelFates fates = new LabelFates();
        Counts.read(fates.counts, in);
        return fates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelFates that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("LabelFates[");
        for (LabelFate fate : LabelFate.values()) {
            if (count(fate) != 0) {
                text.append(' ').append(fate.wireName()).append('=').append(count(fate));
            }
        }
        return text.append(" ]").toString();
    }
}
