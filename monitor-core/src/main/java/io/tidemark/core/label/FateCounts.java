package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;
import java.util.List;

/**
 * How many of something have each fate: a total, or what one record changes in it, where counts may be negative.
 * {@link #merge} is associative and commutative, and new counts are its identity. Mutable.
 *
 * @param <F> the fates
 * @param <S> these counts
 */
public abstract sealed class FateCounts<F extends FateCounts.Fate, S extends FateCounts<F, S>>
        permits LabelFates, PredictionFates {
    private final List<F> fates;
    private final long[] counts;

    /** A fate with a number and a name of its own, both stored: never reuse one. */
    sealed interface Fate permits LabelFate, PredictionFate {
        /** Its number in stored counts, from 0 without gaps. */
        int code();

        /** The stable name in the ledger. */
        String wireName();
    }

    FateCounts(List<F> fates) {
        this.fates = fates;
        this.counts = new long[fates.size()];
    }

    /** Adds to a fate; a negative number takes away. */
    public final void add(F fate, long more) {
        counts[fate.code()] += more;
    }

    /** Adds all counts of another. */
    public final void merge(S other) {
        addTimes(other, 1);
    }

    /** Takes all counts of another away. */
    public final void subtract(S other) {
        addTimes(other, -1);
    }

    private void addTimes(FateCounts<F, S> other, int sign) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += sign * other.counts[i];
        }
    }

    /** Returns how many have this fate. */
    public final long count(F fate) {
        return counts[fate.code()];
    }

    /** Returns how many there are of all fates: those received, by the identity. */
    public final long sum() {
        return Arrays.stream(counts).sum();
    }

    /** Returns whether every count is 0. */
    public final boolean isZero() {
        return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    final void writeTo(CanonicalOutput out) {
        Counts.write(counts, out);
    }

    /** Takes the place of what is counted here by what {@link #writeTo} wrote. */
    final void read(CanonicalInput in) {
        Counts.read(counts, in);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof FateCounts<?, ?> that && fates.equals(that.fates) && Arrays.equals(counts, that.counts);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('[');
        for (F fate : fates) {
            if (count(fate) != 0) {
                text.append(' ').append(fate.wireName()).append('=').append(count(fate));
            }
        }
        return text.append(" ]").toString();
    }
}
