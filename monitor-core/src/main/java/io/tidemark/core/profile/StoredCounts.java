package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/**
 * The stored form of a list of counts: a form byte, then either ascending (gap, count) pairs without zeros, or every
 * count, whichever is shorter (dense on a tie). The form follows from the counts alone, so equal counts are equal
 * bytes.
 */
final class StoredCounts {
    private static final int SPARSE = 0;
    private static final int DENSE = 1;

    private StoredCounts() {}

    /** Counts by index; lets one codec serve arrays of different widths. */
    interface Source {
        int length();

        long get(int index);
    }

    /** Takes a count for an index. */
    interface Sink {
        void add(int index, long count);
    }

    static void write(Source counts, CanonicalOutput out) {
        int dense = 0;
        int sparse = 0;
        int nonZero = 0;
        int last = -1;
        for (int i = 0; i < counts.length(); i++) {
            long count = counts.get(i);
            int width = varintLength(count);
            dense += width;
            if (count != 0) {
                sparse += width + varintLength(i - last - 1);
                last = i;
                nonZero++;
            }
        }
        if (dense <= sparse + varintLength(nonZero)) {
            writeDense(counts, out);
        } else {
            writeSparse(counts, nonZero, out);
        }
    }

    private static void writeDense(Source counts, CanonicalOutput out) {
        out.putByte(DENSE);
        for (int i = 0; i < counts.length(); i++) {
            out.putVarint(counts.get(i));
        }
    }

    private static void writeSparse(Source counts, int nonZero, CanonicalOutput out) {
        out.putByte(SPARSE).putVarint(nonZero);
        int last = -1;
        for (int i = 0; i < counts.length(); i++) {
            if (counts.get(i) != 0) {
                out.putVarint(i - last - 1).putVarint(counts.get(i));
                last = i;
            }
        }
    }

    static void read(CanonicalInput in, int length, Sink into) {
        int form = in.getByte();
        if (form == DENSE) {
            for (int i = 0; i < length; i++) {
                into.add(i, in.getCount());
            }
        } else if (form == SPARSE) {
            readSparse(in, length, into);
        } else {
            throw new IllegalArgumentException("stored counts have form " + form + ", which is neither 0 nor 1");
        }
    }

    private static void readSparse(CanonicalInput in, int length, Sink into) {
        long nonZero = in.getCount(length);
        long index = -1;
        for (long i = 0; i < nonZero; i++) {
            index += 1 + in.getCount(length - index - 2);
            into.add((int) index, in.getCount());
        }
    }

    static int varintLength(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }
}
