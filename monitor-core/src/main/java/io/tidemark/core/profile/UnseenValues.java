package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fixed-size sample of the values that the training data does not hold: the {@value #KEPT} smallest 64-bit hashes
 * (unsigned) with their counts and the first {@value #TEXT_BYTES} bytes of each text. A hash that was pushed out never
 * comes back, because the threshold only falls; so kept counts are exact and neither order nor merging matters, and
 * memory stays constant whatever arrives. Mutable; not thread-safe.
 */
public final class UnseenValues {
    /** Most values kept. */
    public static final int KEPT = 64;

    /** Most bytes kept of a text. */
    public static final int TEXT_BYTES = 64;

    private final TreeMap<Long, Entry> smallest = new TreeMap<>(Long::compareUnsigned);

    private static final class Entry {
        private final byte[] text;
        private long count;

        Entry(byte[] text, long count) {
            this.text = text;
            this.count = count;
        }
    }

    /**
     * A kept value.
     *
     * @param text the value's text, cut to {@value #TEXT_BYTES} bytes
     * @param count how often it came
     */
    public record Value(String text, long count) {}

    void add(byte[] text, int from, int to, long hash) {
        Entry known = smallest.get(hash);
        if (known != null) {
            known.count++;
        } else if (smallest.size() < KEPT || Long.compareUnsigned(hash, smallest.lastKey()) < 0) {
            keep(hash, new Entry(Arrays.copyOfRange(text, from, Math.min(to, from + TEXT_BYTES)), 1));
        }
    }

    void addAll(UnseenValues other) {
        for (Map.Entry<Long, Entry> theirs : other.smallest.entrySet()) {
            Entry known = smallest.get(theirs.getKey());
            if (known != null) {
                known.count += theirs.getValue().count;
            } else {
                keep(theirs.getKey(), new Entry(theirs.getValue().text, theirs.getValue().count));
            }
        }
    }

    private void keep(long hash, Entry entry) {
        smallest.put(hash, entry);
        if (smallest.size() > KEPT) {
            smallest.pollLastEntry();
        }
    }

    /** Returns the kept values, most frequent first, ties by text. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (Entry entry : smallest.values()) {
            values.add(new Value(new String(entry.text, StandardCharsets.UTF_8), entry.count));
        }
        values.sort((a, b) -> a.count() != b.count()
                ? Long.compare(b.count(), a.count())
                : a.text().compareTo(b.text()));
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
        smallest.forEach((hash, entry) -> out.putLong(hash).putBytes(entry.text).putVarint(entry.count));
    }

    void readFrom(CanonicalInput in) {
        long count = in.getCount(KEPT);
        for (long i = 0; i < count; i++) {
            smallest.put(in.getLong(), new Entry(in.getBytes(), in.getCount()));
        }
    }
}
