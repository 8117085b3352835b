package io.tidemark.stats.sketch;

import java.util.Arrays;

/**
 * The items of a sketch in ascending order with the weight of all up to each: an empirical distribution function.
 * Immutable.
 */
public final class RankedItems {
    static final RankedItems EMPTY = new RankedItems(new double[0], new long[0]);

    private final double[] items;
    private final long[] upTo;

    private RankedItems(double[] items, long[] upTo) {
        this.items = items;
        this.upTo = upTo;
    }

    /** Returns these with further items of one weight, in any order. */
    RankedItems plus(double[] more, long weight) {
        Arrays.sort(more);
        double[] joined = new double[items.length + more.length];
        long[] sums = new long[joined.length];
        long sum = 0;
        int mine = 0;
        int theirs = 0;
        for (int i = 0; i < joined.length; i++) {
            boolean takeMine = theirs == more.length || (mine < items.length && items[mine] <= more[theirs]);
            joined[i] = takeMine ? items[mine] : more[theirs];
            sum += takeMine ? weight(mine++) : weight;
            theirs += takeMine ? 0 : 1;
            sums[i] = sum;
        }
        return new RankedItems(joined, sums);
    }

    /**
     * Returns items with weights of their own.
     *
     * @param ascending the items
     * @param weights the weight of each, at least 0; those of 0 are left out
     */
    public static RankedItems of(double[] ascending, long[] weights) {
        double[] items = new double[ascending.length];
        long[] sums = new long[ascending.length];
        int size = 0;
        long sum = 0;
        for (int i = 0; i < ascending.length; i++) {
            if (i > 0 && ascending[i] < ascending[i - 1]) {
                throw new IllegalArgumentException(
                        "items are not ascending: " + ascending[i] + " after " + ascending[i - 1]);
            }
            if (weights[i] > 0) {
                sum += weights[i];
                items[size] = ascending[i];
                sums[size++] = sum;
            }
        }
        return new RankedItems(Arrays.copyOf(items, size), Arrays.copyOf(sums, size));
    }

    /** Returns the weight of an item. */
    public long weight(int index) {
        return upTo[index] - (index == 0 ? 0 : upTo[index - 1]);
    }

    /** Returns the weight of all items. */
    public long count() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** Returns how many items there are; equal ones are counted each. */
    public int size() {
        return items.length;
    }

    /** Returns an item, the smallest first. */
    public double item(int index) {
        return items[index];
    }

    /** Returns the weight of all items up to this one. */
    public long upTo(int index) {
        return upTo[index];
    }

    /** Returns the weight of the items that are at most {@code value}. */
    public long rank(double value) {
        int after = firstAbove(value);
        return after == 0 ? 0 : upTo[after - 1];
    }

    /** Returns the weight of the items below {@code value}. */
    public long rankBelow(double value) {
        return rank(Math.nextDown(value));
    }

    private int firstAbove(double value) {
        int low = 0;
        int high = items.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
