package io.tidemark.stats.distribution;

import java.util.Arrays;

/**
 * Counts per cell of a grid. Mutable while a window is open, not thread-safe.
 *
 * <p>{@link #addAll} is associative and commutative, a new instance is its identity, and what {@link #toArray} gives
 * depends only on the multiset of increments. Counts are kept as ints; the rare cell that outgrows one spills into a
 * long array that is allocated then.
 */
public final class CellCounts {
    private static final long[] NO_SPILL = {};

    private final int[] low;
    private long[] spilled = NO_SPILL;

    /** All zero over the given number of cells, at least 1. */
    public CellCounts(int cells) {
        if (cells < 1) {
            throw new IllegalArgumentException("cells = " + cells + " is not positive");
        }
        this.low = new int[cells];
    }

    /** Counts from a stored array, each not negative. */
    public static CellCounts of(long[] counts) {
        CellCounts result = new CellCounts(counts.length);
        for (int i = 0; i < counts.length; i++) {
            result.add(i, counts[i]);
        }
        return result;
    }

    /** Adds one to a cell; hot path. */
    public void increment(int cell) {
        int next = low[cell] + 1;
        if (next < 0) {
            spill(cell, Integer.MAX_VALUE);
            next = 1;
        }
        low[cell] = next;
    }

    /**
     * Adds one to the cell of each of the first values of an array, as {@code increment(edges.cellOf(value))} does one
     * by one; hot path. Faster than that by a third to two thirds: look-ups that follow one another in a loop run side
     * by side, and the tables of one feature stay in the nearest cache.
     *
     * @param edges the grid whose cells these are
     * @param values finite values; left as they are
     * @param count how many of them
     * @throws IllegalArgumentException if one of them is NaN or infinite; those before it have been counted
     */
    public void incrementAll(GridEdges edges, double[] values, int count) {
        int[] counts = low;
        for (int i = 0; i < count; i++) {
            int cell = edges.cellOf(values[i]);
            int next = counts[cell] + 1;
            if (next < 0) {
                spill(cell, Integer.MAX_VALUE);
                next = 1;
            }
            counts[cell] = next;
        }
    }

    /**
     * Adds n to a cell.
     *
     * @throws IllegalArgumentException if n is negative
     * @throws ArithmeticException if the count would pass Long.MAX_VALUE
     */
    public void add(int cell, long n) {
        if (n < 0) {
            throw new IllegalArgumentException("n = " + n + " is negative");
        }
        if (n <= Integer.MAX_VALUE - low[cell]) {
            low[cell] += (int) n;
        } else {
            spill(cell, n);
        }
    }

    /** Adds the other counts cell by cell; the other is unchanged. */
    public void addAll(CellCounts other) {
        if (other.cells() != cells()) {
            throw new IllegalArgumentException("cells differ: " + cells() + " and " + other.cells());
        }
        for (int i = 0; i < low.length; i++) {
            add(i, other.get(i));
        }
    }

    /** Count of a cell. */
    public long get(int cell) {
        return spilled.length == 0 ? low[cell] : Math.addExact(spilled[cell], low[cell]);
    }

    /** Number of cells. */
    public int cells() {
        return low.length;
    }

    /** Sum over all cells. */
    public long total() {
        long total = 0;
        for (int i = 0; i < low.length; i++) {
            total = Math.addExact(total, get(i));
        }
        return total;
    }

    /** Sets every cell to zero and frees what large counts had needed. */
    public void clear() {
        Arrays.fill(low, 0);
        spilled = NO_SPILL;
    }

    /** Whether every cell is zero. */
    public boolean isZero() {
        for (int i = 0; i < low.length; i++) {
            if (get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The counts in cell order; a copy. */
    public long[] toArray() {
        long[] counts = new long[low.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = get(i);
        }
        return counts;
    }

    private void spill(int cell, long n) {
        if (spilled.length == 0) {
            spilled = new long[low.length];
        }
        spilled[cell] = Math.addExact(spilled[cell], n);
    }
}
