package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/** The stored form of counts that may be negative: their number, then each with its sign in the lowest bit. */
final class Counts {
    private Counts() {}

    static void write(long[] counts, CanonicalOutput out) {
        out.putVarint(counts.length);
        for (long count : counts) {
            out.putVarint((count << 1) ^ (count >> (Long.SIZE - 1)));
        }
    }

    /** Reads counts of a program that knew as many fates or fewer; what it did not know is 0. */
    static void read(long[] into, CanonicalInput in) {
        int size = (int) in.getCount(into.length);
        for (int i = 0; i < size; i++) {
            long stored = in.getVarint();
            into[i] = (stored >>> 1) ^ -(stored & 1);
        }
    }
}
