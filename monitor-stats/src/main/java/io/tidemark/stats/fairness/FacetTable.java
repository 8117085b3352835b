package io.tidemark.stats.fairness;

import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.summary.ExactCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Rows per group of a facet, stratum, label and prediction: all that bias metrics need of a window. Groups and strata
 * are numbered by the caller, in an order that does not depend on what arrives; a missing value has a number of its
 * own. One table serves every question about the facet: a value against the rest, or several values together.
 *
 * <p>{@link #addAll} is associative and commutative, a new instance its identity, {@link #subtractAll} its inverse; a
 * table of corrections has negative counts. Mutable, not thread-safe.
 */
public final class FacetTable {
    private static final int OUTCOMES = Outcome.COUNT;
    private static final int CELLS = OUTCOMES * OUTCOMES;

    private final int groups;
    private final int strata;
    private final long[] counts;

    /**
     * All zero.
     *
     * @param groups groups of the facet, at least 1
     * @param strata groups of the variable that conditional disparity is conditioned on; 0 if there is none
     */
    public FacetTable(int groups, int strata) {
        if (groups < 1 || strata < 0) {
            throw new IllegalArgumentException("groups = " + groups + ", strata = " + strata);
        }
        this.groups = groups;
        this.strata = strata;
        this.counts = new long[Math.multiplyExact(Math.multiplyExact(groups, Math.max(1, strata)), CELLS)];
    }

    /**
     * Adds n rows; a negative n takes rows back.
     *
     * @param group group of the facet
     * @param stratum stratum; 0 if there are none
     */
    public void add(int group, int stratum, Outcome label, Outcome prediction, long n) {
        int cell = cell(group, stratum) + label.index() * OUTCOMES + prediction.index();
        counts[cell] = Math.addExact(counts[cell], n);
    }

    /** Adds the other table of the same shape. */
    public void addAll(FacetTable other) {
        requireSameShape(other);
        ExactCounts.addAll(counts, other.counts);
    }

    /** Takes back the other table of the same shape. */
    public void subtractAll(FacetTable other) {
        requireSameShape(other);
        ExactCounts.subtractAll(counts, other.counts);
    }

    /** The counts, by group, then stratum, then label, then prediction (negative, positive, unknown); a copy. */
    public long[] toArray() {
        return counts.clone();
    }

    /** Adds counts in the order of {@link #toArray}. */
    public void addStored(long[] stored) {
        ExactCounts.addAll(counts, stored);
    }

    /** Number of groups. */
    public int groups() {
        return groups;
    }

    /** Number of strata, 0 if there is no such variable. */
    public int strata() {
        return strata;
    }

    /** The table with all groups that the predicate names as facet d, the others as facet a. */
    public FacetSides sides(IntPredicate isDisadvantaged) {
        List<FacetSides.Stratum> byStratum = new ArrayList<>();
        for (int stratum = 0; stratum < Math.max(1, strata); stratum++) {
            long[] disadvantaged = new long[CELLS];
            long[] advantaged = new long[CELLS];
            for (int group = 0; group < groups; group++) {
                long[] to = isDisadvantaged.test(group) ? disadvantaged : advantaged;
                int from = cell(group, stratum);
                for (int i = 0; i < CELLS; i++) {
                    to[i] = Math.addExact(to[i], counts[from + i]);
                }
            }
            byStratum.add(new FacetSides.Stratum(sideOf(disadvantaged), sideOf(advantaged)));
        }
        return FacetSides.of(byStratum, strata > 0);
    }

    private static SideCounts sideOf(long[] cells) {
        int negative = Outcome.NEGATIVE.index();
        int positive = Outcome.POSITIVE.index();
        long[] labels = new long[OUTCOMES];
        long[] predictions = new long[OUTCOMES];
        for (int i = 0; i < CELLS; i++) {
            if (cells[i] < 0) {
                throw new IllegalStateException("facet table with a negative count: " + Arrays.toString(cells));
            }
            labels[i / OUTCOMES] += cells[i];
            predictions[i % OUTCOMES] += cells[i];
        }
        return new SideCounts(
                Arrays.stream(cells).sum(),
                new SideCounts.Split(labels[positive], labels[negative]),
                new SideCounts.Split(predictions[positive], predictions[negative]),
                new BinaryConfusion(
                        cells[positive * OUTCOMES + positive],
                        cells[negative * OUTCOMES + positive],
                        cells[positive * OUTCOMES + negative],
                        cells[negative * OUTCOMES + negative]));
    }

    private int cell(int group, int stratum) {
        if (group < 0 || group >= groups || stratum < 0 || stratum >= Math.max(1, strata)) {
            throw new IllegalArgumentException("group " + group + ", stratum " + stratum + " are not in a table of "
                    + groups + " groups and " + strata + " strata");
        }
        return (group * Math.max(1, strata) + stratum) * CELLS;
    }

    private void requireSameShape(FacetTable other) {
        if (other.groups != groups || other.strata != strata) {
            throw new IllegalArgumentException("facet tables differ: " + groups + " groups and " + strata + " strata, "
                    + other.groups + " and " + other.strata);
        }
    }
}
