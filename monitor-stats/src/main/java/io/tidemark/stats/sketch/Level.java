package io.tidemark.stats.sketch;

import java.util.Arrays;

/**
 * The items of one level in the order in which they came, and how often they were halved. What a compaction below gives is
 * ascending: a level knows these runs and merges them, so that only items that came one by one are sorted.
 */
final class Level {
    private final int capacity;
    private long[] keys = new long[8];
    private int size;
    /** Where the ascending runs at the front end; items behind the last one came one by one. */
    private int[] ends = new int[4];

    private int runs;
    private int offset;
    private int compactions;

    /** An empty level that is full with so many items, though it can hold more. */
    Level(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return size;
    }

    /** Adds an item; hot path. */
    void add(double item) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size++] = KeySort.keyOf(item);
    }

    void addAll(Level other) {
        for (int i = 0; i < other.size; i++) {
            add(KeySort.ofKey(other.keys[i]));
        }
    }

    double[] toArray() {
        double[] items = new double[size];
        for (int i = 0; i < size; i++) {
            items[i] = KeySort.ofKey(keys[i]);
        }
        return items;
    }

    /**
     * Gives every second item in ascending order to the level above and forgets the rest, but for the last one of an odd
     * number. Every second time the other half of the pairs is taken.
     *
     * @return how many items are gone from both levels together
     */
    int compactInto(Level above) {
        int even = size & ~1;
        if ((compactions & 1) == 1) {
            offset = 1 - offset;
        }
        above.addRun(ascending(even), offset, even);
        if (size > even) {
            keys[0] = keys[even];
        }
        size -= even;
        runs = 0;
        compactions++;
        return even / 2;
    }

    /** Adds every second of these keys, which are ascending, from a position on. */
    private void addRun(long[] sorted, int first, int end) {
        int came = (end - first + 1) / 2;
        if (size + came > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(2 * keys.length, size + came));
        }
        boolean isRun = sizeOfRest() <= 1;
        for (int i = first; i < end; i += 2) {
            keys[size++] = sorted[i];
        }
        if (isRun) {
            endRun(size - came);
            endRun(size);
        }
    }

    /** Items that came one by one. */
    private int sizeOfRest() {
        return size - (runs == 0 ? 0 : ends[runs - 1]);
    }

    private void endRun(int end) {
        if (end == (runs == 0 ? 0 : ends[runs - 1])) {
            return;
        }
        if (runs == ends.length) {
            ends = Arrays.copyOf(ends, 2 * runs);
        }
        ends[runs++] = end;
    }

    /** Sorts the items up to {@code even}, all or all but the last; returns the array that holds them. */
    private long[] ascending(int even) {
        if (sizeOfRest() > 0) {
            int rest = runs == 0 ? 0 : ends[runs - 1];
            KeySort.sort(keys, rest, Math.max(rest, even));
            endRun(size);
        }
        while (runs > 0 && ends[runs - 1] > even) {
            runs--;
        }
        endRun(even);
        return merged();
    }

    /** Merges neighbouring runs until there is one. */
    private long[] merged() {
        long[] from = keys;
        long[] to = runs > 1 ? new long[size] : keys;
        while (runs > 1) {
            int start = 0;
            int left = 0;
            for (int run = 0; run < runs; run += 2) {
                int middle = ends[run];
                int end = ends[Math.min(run + 1, runs - 1)];
                KeySort.merge(from, start, middle, end, to);
                ends[left++] = end;
                start = end;
            }
            runs = left;
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }
}
