package io.tidemark.stats.sketch;

import java.util.Arrays;

/** The items of one level in the order in which they came, and how often they were halved. */
final class Level {
    private double[] items = new double[8];
    private int size;
    private int offset;
    private int compactions;

    int size() {
        return size;
    }

    void add(double item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = item;
    }

    void addAll(Level other) {
        for (int i = 0; i < other.size; i++) {
            add(other.items[i]);
        }
    }

    double[] toArray() {
        return Arrays.copyOf(items, size);
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
        Arrays.sort(items, 0, even);
        for (int i = offset; i < even; i += 2) {
            above.add(items[i]);
        }
        if (size > even) {
            items[0] = items[even];
        }
        size -= even;
        compactions++;
        return even / 2;
    }
}
