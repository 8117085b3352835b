package io.tidemark.stats.sketch;

import java.util.Arrays;

/**
 * Sorts the items of a level. Doubles are sorted by keys: their bits as longs of the same order, -0.0 before 0.0 as in
 * {@link Arrays#sort(double[])}.
 *
 * <p>Some thousand keys are spread by the first 24 bits in which they can differ, in three linear passes, and an insertion
 * sort puts right what these bits do not tell. That is a third of the time of a sort by comparisons, of which every other
 * one is mispredicted. Keys in tight clusters far from one another would make the insertions dear: beyond a few for each
 * key the rest is left to {@link Arrays#sort(long[])}.
 */
final class KeySort {
    private static final int WORTH_IT = 128;
    private static final int RADIX = 1 << Byte.SIZE;
    private static final int DIGITS = 3;
    private static final int PREFIX = DIGITS * Byte.SIZE;
    private static final int MOVES_PER_KEY = 4;

    private KeySort() {}

    /** Returns the key of a number that is not NaN. */
    static long keyOf(double value) {
        return swap(Double.doubleToRawLongBits(value));
    }

    /** Returns the number of a key. */
    static double ofKey(long key) {
        return Double.longBitsToDouble(swap(key));
    }

    /** Below zero, a greater magnitude is a smaller number. */
    private static long swap(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** Sorts the keys from a position to another, exclusive. */
    static void sort(long[] keys, int from, int to) {
        if (to - from < WORTH_IT) {
            Arrays.sort(keys, from, to);
            return;
        }
        long low = keys[from];
        long high = low;
        for (int i = from + 1; i < to; i++) {
            low = Math.min(low, keys[i]);
            high = Math.max(high, keys[i]);
        }
        if (low == high) {
            return;
        }
        // high - low may pass 2^63: an unsigned number.
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(high - low) - PREFIX);
        spread(keys, from, to, low, shift);
        insert(keys, from, to);
    }

    /** Orders the keys by their prefix: the upper bits of their distance to the lowest. */
    private static void spread(long[] keys, int from, int to, long low, int shift) {
        int size = to - from;
        int[] next = new int[DIGITS * RADIX];
        for (int i = from; i < to; i++) {
            int prefix = (int) ((keys[i] - low) >>> shift);
            next[prefix & 0xff]++;
            next[RADIX + (prefix >>> 8 & 0xff)]++;
            next[2 * RADIX + (prefix >>> 16)]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            int sum = 0;
            for (int i = digit * RADIX; i < (digit + 1) * RADIX; i++) {
                int count = next[i];
                next[i] = sum;
                sum += count;
            }
        }
        long[] once = new long[size];
        for (int i = from; i < to; i++) {
            once[next[(int) ((keys[i] - low) >>> shift) & 0xff]++] = keys[i];
        }
        long[] twice = new long[size];
        for (long key : once) {
            twice[next[RADIX + ((int) ((key - low) >>> shift) >>> 8 & 0xff)]++] = key;
        }
        for (long key : twice) {
            keys[from + next[2 * RADIX + ((int) ((key - low) >>> shift) >>> 16)]++] = key;
        }
    }

    private static void insert(long[] keys, int from, int to) {
        long moves = (long) MOVES_PER_KEY * (to - from);
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            int at = i;
            while (at > from && keys[at - 1] > key) {
                keys[at] = keys[at - 1];
                at--;
            }
            keys[at] = key;
            moves -= i - at;
            if (moves < 0) {
                Arrays.sort(keys, from, to);
                return;
            }
        }
    }

    /**
     * Merges two ascending runs that stand one behind the other.
     *
     * @param keys holds the runs, from {@code from} to {@code middle} and from there to {@code to}, exclusive
     * @param into takes the merged run at the same places
     */
    static void merge(long[] keys, int from, int middle, int to, long[] into) {
        int left = from;
        int right = middle;
        int at = from;
        while (left < middle && right < to) {
            long one = keys[left];
            long other = keys[right];
            // As a number, not a branch: a branch is mispredicted every other time.
            int isRight = other < one ? 1 : 0;
            into[at++] = one ^ ((one ^ other) & -isRight);
            right += isRight;
            left += 1 - isRight;
        }
        System.arraycopy(keys, left, into, at, middle - left);
        System.arraycopy(keys, right, into, at + middle - left, to - right);
    }
}
