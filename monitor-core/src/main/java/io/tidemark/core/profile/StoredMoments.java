package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.summary.ExactSum;
import io.tidemark.stats.summary.Moments;
import org.jspecify.annotations.Nullable;

/** The stored form of exact sums and moments: chunks without zeros, as (gap, zigzag value) pairs. */
final class StoredMoments {
    /** A sign and 67 chunks: more than any exact sum has. */
    private static final int MOST_CHUNKS = 68;

    private StoredMoments() {}

    static void write(Moments moments, CanonicalOutput out) {
        out.putVarint(moments.count());
        if (moments.count() == 0) {
            return;
        }
        out.putDouble(moments.min()).putDouble(moments.max()).putVarint(moments.extremes());
        writeSum(moments.sums().values(), out);
        writeSum(moments.sums().squares(), out);
    }

    static Moments read(CanonicalInput in) {
        long count = in.getCount();
        if (count == 0) {
            return new Moments();
        }
        double min = in.getDouble();
        double max = in.getDouble();
        long extreme = in.getCount();
        Moments.Sums sums = new Moments.Sums(readPresentSum(in), readPresentSum(in));
        return Moments.ofStored(count, extreme, min, max, sums);
    }

    static void writeSum(@Nullable ExactSum sum, CanonicalOutput out) {
        long[] chunks = sum == null ? new long[0] : sum.canonical();
        int nonZero = 0;
        for (long chunk : chunks) {
            nonZero += chunk == 0 ? 0 : 1;
        }
        out.putVarint(chunks.length).putVarint(nonZero);
        int last = -1;
        for (int i = 0; i < chunks.length; i++) {
            if (chunks[i] != 0) {
                out.putVarint(i - last - 1).putVarint(chunks[i] << 1 ^ chunks[i] >> 63);
                last = i;
            }
        }
    }

    static @Nullable ExactSum readSum(CanonicalInput in) {
        ExactSum sum = readPresentSum(in);
        return sum.isZero() ? null : sum;
    }

    private static ExactSum readPresentSum(CanonicalInput in) {
        long[] chunks = new long[(int) in.getCount(MOST_CHUNKS)];
        long nonZero = in.getCount(chunks.length);
        int index = -1;
        for (long i = 0; i < nonZero; i++) {
            index += 1 + (int) in.getCount(chunks.length - index - 2);
            long zigzag = in.getVarint();
            chunks[index] = zigzag >>> 1 ^ -(zigzag & 1);
        }
        return ExactSum.ofCanonical(chunks);
    }
}
