package io.tidemark.stats.distribution;

import java.util.Arrays;

/**
 * The fixed grid of a numeric feature: strictly ascending finite edges e_0 &lt; ... &lt; e_{size-1}, made once from the
 * baseline. Cell 0 is (-inf, e_0], cell j is (e_{j-1}, e_j], the last cell is (e_{size-1}, inf). Grids built here have
 * e_0 = nextDown(minimum) and e_{size-1} = maximum, so the first and the last cell mean "below" and "above range".
 *
 * <p>Look-up: a monotone function maps a value to one of at most 4,096 slots; a table holds for every slot how many
 * edges lie in earlier slots; a short binary search inside the slot finishes. The function is the order-preserving long
 * form of the double shifted right, or the linear position between the first and the last edge, whichever leaves the
 * shorter searches for these edges: the former suits skewed and many-decade columns, the latter bell shapes around
 * zero. Both are non-decreasing, floating-point rounding included, so the answer never depends on the choice.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class GridEdges {
    /** Largest number of edges: the slot table holds 16-bit numbers. */
    public static final int MAX_EDGES = 65_535;

    private static final int MIN_SLOTS = 64;
    private static final int MAX_SLOTS = 4_096;

    private final double[] edges;
    /** The edges, then infinities for the search to run into. */
    private final double[] padded;
    /** Largest power of two that is not above the number of edges of the fullest slot. */
    private final int firstStep;

    private final double first;
    private final double last;
    /** {@code slotStart[s]} = number of edges in slots before s; one more entry than slots. */
    private final char[] slotStart;

    private final boolean linear;
    private final double slotsPerUnit;
    private final long firstKey;
    private final int shift;
    private final int lastSlot;

    private GridEdges(double[] edges) {
        this.edges = edges;
        this.first = edges[0];
        this.last = edges[edges.length - 1];
        int slots = Math.min(MAX_SLOTS, Math.max(MIN_SLOTS, Integer.highestOneBit(edges.length) * 8));
        this.lastSlot = slots - 1;
        this.firstKey = orderedBits(first);
        this.shift = shiftFor(orderedBits(last) - firstKey, slots);
        this.slotsPerUnit = slots / (last - first);
        char[] byBits = slotStarts(edges, slots, false);
        char[] byPosition = isUsable(slotsPerUnit) ? slotStarts(edges, slots, true) : byBits;
        this.linear = isUsable(slotsPerUnit) && mostInSlot(byPosition) <= mostInSlot(byBits);
        this.slotStart = linear ? byPosition : byBits;
        this.firstStep = Integer.highestOneBit(mostInSlot(slotStart));
        this.padded = Arrays.copyOf(edges, edges.length + 2 * firstStep);
        Arrays.fill(padded, edges.length, padded.length, Double.POSITIVE_INFINITY);
    }

    /**
     * A grid with exactly these edges.
     *
     * @param strictlyAscendingFinite at least one finite value, strictly ascending; -0.0 is taken as 0.0; copied
     * @throws IllegalArgumentException if empty, too many, not finite or not strictly ascending
     */
    public static GridEdges of(double[] strictlyAscendingFinite) {
        int size = strictlyAscendingFinite.length;
        if (size == 0 || size > MAX_EDGES) {
            throw new IllegalArgumentException("number of edges = " + size + " is not in [1, " + MAX_EDGES + "]");
        }
        double[] copy = new double[size];
        for (int i = 0; i < size; i++) {
            copy[i] = requireFinite(strictlyAscendingFinite[i]) + 0.0;
            if (i > 0 && copy[i] <= copy[i - 1]) {
                throw new IllegalArgumentException(
                        "edge " + i + " = " + copy[i] + " is not above its predecessor " + copy[i - 1]);
            }
        }
        return new GridEdges(copy);
    }

    /**
     * The grid of a baseline column: see {@link GridEdgesBuilder} for the rule.
     *
     * @param sortedFiniteValues the column's finite values in ascending order, at least one
     * @param maxCells G of the design: distinct values up to which every value is an edge; at least 1
     */
    public static GridEdges fromSorted(double[] sortedFiniteValues, int maxCells) {
        return GridEdgesBuilder.fromSorted(sortedFiniteValues, maxCells);
    }

    /**
     * The grid in which every given value has a cell of its own: both v and nextDown(v) are edges.
     *
     * @param sortedDistinct strictly ascending finite values, at least one
     */
    public static GridEdges fromDistinct(double[] sortedDistinct) {
        return GridEdgesBuilder.valuesAndGaps(sortedDistinct);
    }

    /** Number of edges, at least 1. */
    public int size() {
        return edges.length;
    }

    /** Number of cells: {@code size() + 1}. */
    public int cells() {
        return edges.length + 1;
    }

    /** Edge i, ascending from 0. */
    public double edge(int i) {
        return edges[i];
    }

    /** All edges, ascending; a copy. */
    public double[] toArray() {
        return edges.clone();
    }

    /**
     * Number of edges below x, which is the index of x's cell.
     *
     * @param finite any finite value; -0.0 falls where 0.0 falls
     * @throws IllegalArgumentException for NaN and infinities: they have counters of their own, never a cell
     */
    public int cellOf(double finite) {
        if (finite <= first) {
            return belowRange(finite);
        }
        // Written so that NaN takes the rare branch.
        if (!(finite <= last)) {
            return aboveRange(finite);
        }
        double[] sorted = padded;
        int low = slotStart[linear ? linearSlot(finite) : bitSlot(finite)];
        // Edges past the slot's own are above the value, so every slot takes the same number of steps. The sign bit of
        // edge - value is the comparison: a branch here is mispredicted every other time and cost twice the look-up.
        for (int half = firstStep; half > 0; half >>>= 1) {
            long isBelow = Double.doubleToRawLongBits(sorted[low + half - 1] - finite) >>> 63;
            low += half & (int) -isBelow;
        }
        return low;
    }

    /**
     * Whether exactly one double falls in the cell (0.0 and -0.0 count as one), so that the position of a count inside
     * it is known exactly. The outer cells have infinitely wide ranges; only when the first edge is -Double.MAX_VALUE
     * does cell 0 hold a single finite value.
     */
    public boolean isSingleValue(int cell) {
        if (cell == 0) {
            return first == -Double.MAX_VALUE;
        }
        return cell < edges.length && Math.nextDown(edges[cell]) == edges[cell - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GridEdges that && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return "GridEdges[" + edges.length + " edges from " + first + " to " + last + "]";
    }

    static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value = " + value + " is not finite");
        }
        return value;
    }

    private static int belowRange(double value) {
        requireFinite(value);
        return 0;
    }

    private int aboveRange(double value) {
        requireFinite(value);
        return edges.length;
    }

    private int linearSlot(double value) {
        return Math.min(lastSlot, (int) ((value - first) * slotsPerUnit));
    }

    private int bitSlot(double value) {
        // + 0.0 turns -0.0 into 0.0, whose ordered bits differ although the numbers are equal.
        return (int) ((orderedBits(value + 0.0) - firstKey) >>> shift);
    }

    /** The double's bits as a long of the same order: negative numbers have their magnitude bits inverted. */
    private static long orderedBits(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** Smallest shift that leaves a slot number below {@code slots}; the range is an unsigned long. */
    private static int shiftFor(long range, int slots) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(range);
        return Math.max(0, bits - Integer.numberOfTrailingZeros(slots));
    }

    /** False for one edge (division by zero) and where the width or its inverse overflows or vanishes. */
    private static boolean isUsable(double slotsPerUnit) {
        return slotsPerUnit > 0 && slotsPerUnit < Double.POSITIVE_INFINITY;
    }

    private char[] slotStarts(double[] sorted, int slots, boolean byPosition) {
        char[] starts = new char[slots + 1];
        for (double edge : sorted) {
            starts[(byPosition ? linearSlot(edge) : bitSlot(edge)) + 1]++;
        }
        for (int s = 1; s <= slots; s++) {
            starts[s] += starts[s - 1];
        }
        return starts;
    }

    private static int mostInSlot(char[] starts) {
        int most = 0;
        for (int s = 1; s < starts.length; s++) {
            most = Math.max(most, starts[s] - starts[s - 1]);
        }
        return most;
    }
}
