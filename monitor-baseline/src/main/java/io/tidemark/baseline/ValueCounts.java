package io.tidemark.baseline;

import io.tidemark.stats.summary.ExactSum;
import io.tidemark.stats.summary.Moments;
import java.util.Arrays;

/**
 * Exact counts of few distinct finite values: an open-address table from the bits of a double to a count. What it holds
 * does not depend on the order of additions. Mutable, not thread-safe.
 */
final class ValueCounts {
    private static final long EMPTY = Double.doubleToRawLongBits(Double.NaN);
    private static final long FIBONACCI = 0x9e3779b97f4a7c15L;

    private long[] keys = emptyKeys(32);
    private long[] counts = new long[32];
    private int shift = Long.SIZE - 5;
    private int distinct;

    /** Adds n to the count of a finite value that is not -0.0. */
    void add(double value, long n) {
        long key = Double.doubleToRawLongBits(value);
        int slot = slotOf(key);
        if (keys[slot] == EMPTY) {
            if (2 * (distinct + 1) > keys.length) {
                grow();
                slot = slotOf(key);
            }
            keys[slot] = key;
            distinct++;
        }
        counts[slot] += n;
    }

    /** Number of distinct values. */
    int distinct() {
        return distinct;
    }

    /** Takes values with their counts. */
    interface Consumer {
        void accept(double value, long count);
    }

    /** Visits every value, in no particular order. */
    void forEach(Consumer consumer) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY) {
                consumer.accept(Double.longBitsToDouble(keys[slot]), counts[slot]);
            }
        }
    }

    /** The distinct values, ascending. */
    double[] sorted() {
        double[] values = new double[distinct];
        int size = 0;
        for (long key : keys) {
            if (key != EMPTY) {
                values[size++] = Double.longBitsToDouble(key);
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** The moments of all counted values: as if each had been added as often as it was counted. */
    Moments moments() {
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        long count = 0;
        long extremes = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY) {
                double value = Double.longBitsToDouble(keys[slot]);
                count += counts[slot];
                RepeatedSum.add(sum, value, counts[slot]);
                if (!RepeatedSum.addSquare(squares, value, counts[slot])) {
                    extremes += counts[slot];
                }
            }
        }
        double[] sorted = sorted();
        double min = distinct == 0 ? 0 : sorted[0];
        double max = distinct == 0 ? 0 : sorted[distinct - 1];
        return Moments.ofStored(count, extremes, min, max, new Moments.Sums(sum, squares));
    }

    private int slotOf(long key) {
        long[] table = keys;
        int mask = table.length - 1;
        int slot = (int) ((key * FIBONACCI) >>> shift);
        while (table[slot] != key && table[slot] != EMPTY) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = emptyKeys(oldKeys.length * 2);
        counts = new long[oldKeys.length * 2];
        shift--;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != EMPTY) {
                int to = slotOf(oldKeys[slot]);
                keys[to] = oldKeys[slot];
                counts[to] = oldCounts[slot];
            }
        }
    }

    private static long[] emptyKeys(int size) {
        long[] empty = new long[size];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}
