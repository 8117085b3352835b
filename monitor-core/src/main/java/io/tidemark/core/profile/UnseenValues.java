package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fixed-size sample of the values that the training data does not hold: the {@value #KEPT} smallest 64-bit hashes
 * (unsigned) with their counts. A hash that was pushed out never comes back, because the threshold only falls; so kept
 * counts are exact and neither order nor merging matters, and memory stays constant whatever arrives. The texts
 * themselves are not kept: what a caller sent may be personal, and counts go into topics and evidence. Mutable; not
 * thread-safe.
 */
public final class UnseenValues {
    /** Most values kept. */
    public static final int KEPT = 64;

    private final TreeMap<Long, Long> smallest = new TreeMap<>(Long::compareUnsigned);

    /**
     * A kept value.
     *
     * @param hash under {@link CategoryIndex#hash}, by which somebody who has the captures finds the text
     * @param count how often it came
     */
    public record Value(long hash, long count) {}

    void add(long hash) {
        add(hash, 1);
    }

    void addAll(UnseenValues other) {
        other.smallest.forEach(this::add);
    }

    private void add(long hash, long count) {
        Long known = smallest.get(hash);
        if (known != null) {
            smallest.put(hash, known + count);
        } else if (smallest.size() < KEPT) {
            smallest.put(hash, count);
        } else if (Long.compareUnsigned(hash, smallest.lastKey()) < 0) {
            smallest.put(hash, count);
            smallest.pollLastEntry();
        }
    }

    /** Returns the kept values, most frequent first, ties by the unsigned hash. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (Map.Entry<Long, Long> entry : smallest.entrySet()) {
            values.add(new Value(entry.getKey(), entry.getValue()));
        }
        values.sort((a, b) -> Long.compare(b.count(), a.count()));
        return values;
    }

    /**
     * Returns the estimated number of distinct unseen values: exact below {@value #KEPT}, else (k-1)/U with U the
     * largest kept hash as a share of all hashes; relative standard error about 1/√(k-2), that is 13 %.
     */
    public double distinctEstimate() {
        if (smallest.size() < KEPT) {
            return smallest.size();
        }
        double share = (smallest.lastKey() >>> 11) * 0x1.0p-53;
        return (KEPT - 1) / share;
    }

    int size() {
        return smallest.size();
    }

    boolean isEmpty() {
        return smallest.isEmpty();
    }

    void clear() {
        smallest.clear();
    }

    void writeTo(CanonicalOutput out) {
        out.putVarint(smallest.size());
        smallest.forEach((hash, count) -> out.putLong(hash).putVarint(count));
    }

    void readFrom(CanonicalInput in) {
        long count = in.getCount(KEPT);
        for (long i = 0; i < count; i++) {
            smallest.put(in.getLong(), in.getCount());
        }
    }
}
