package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.fairness.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Rows of a window for the flip test: of each facet and side those with the smallest keys, at most so many. A row that was
 * taken back keeps its place, without its numbers, because a row with a larger key that had to give way does not come
 * again. So what is kept depends on the set of rows ever named, not on their order or on how they were spread over parts;
 * merging is associative and commutative. If no side ever had more rows than it may keep, it holds all of them.
 *
 * <p>A part that only takes back holds negative counts. Equal states are equal bytes. Mutable; not thread-safe.
 */
final class FlipSample {
    private static final double[] NOTHING = {};
    private static final int SLACK = 64;
    private static final long WHOLE = 1L << 52;

    private final ModelSpec spec;
    private final NavigableMap<Long, Held> rows = new TreeMap<>(Long::compareUnsigned);
    private int trimAt = SLACK;

    /** How often a row counts, 1 unless it was taken back; its numbers if that is positive. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Held(long count, long facets, boolean isPositive, double[] features) {
        Held plus(Held other) {
            long sum = Math.addExact(count, other.count);
            double[] known = features.length > 0 ? features : other.features;
            return new Held(sum, facets, isPositive, sum > 0 ? known : NOTHING);
        }

        boolean isIn(int facet) {
            return (facets >>> (2 * facet) & 3) == Facet.DISADVANTAGED;
        }
    }

    FlipSample(ModelSpec spec) {
        this.spec = spec;
    }

    private boolean isWanted() {
        return spec.inputs().hasFlipTest() && !spec.facets().isEmpty();
    }

    /** Adds the row of a prediction, or takes it back. */
    void add(Prediction prediction, int sign) {
        FlipRow row = prediction.flipRow();
        if (row.isNone() || !isWanted()) {
            return;
        }
        if (sign > 0 && row.features().length != spec.inputs().compared().size()) {
            throw new IllegalArgumentException("features of a row = " + row.features().length + ", compared = "
                    + spec.inputs().compared().size());
        }
        boolean isPositive = spec.outcome(prediction) == Outcome.POSITIVE;
        put(row.key(), new Held(sign, prediction.facets(), isPositive, sign > 0 ? row.features() : NOTHING));
        if (rows.size() > trimAt) {
            trim();
        }
    }

    void merge(FlipSample other) {
        other.rows.forEach(this::put);
        trim();
    }

    private void put(long key, Held held) {
        rows.merge(key, held, Held::plus);
    }

    /** Lets go the rows that are among the smallest keys of no facet's side. */
    private void trim() {
        int[] room = room();
        Iterator<Held> ascending = rows.values().iterator();
        while (ascending.hasNext()) {
            Held held = ascending.next();
            boolean isKept = false;
            for (int facet = 0; facet < spec.facets().size(); facet++) {
                int side = 2 * facet + (held.isIn(facet) ? 1 : 0);
                if (room[side] > 0) {
                    room[side]--;
                    isKept = true;
                }
            }
            if (!isKept) {
                ascending.remove();
            }
        }
        trimAt = 2 * rows.size() + SLACK;
    }

    private int[] room() {
        int[] room = new int[2 * spec.facets().size()];
        Arrays.fill(room, spec.inputs().rowsPerSide());
        return room;
    }

    /** The rows of one side of a facet, without those that were taken back; in the order of their keys. */
    private List<Held> side(int facet, boolean isIn) {
        List<Held> side = new ArrayList<>();
        int room = spec.inputs().rowsPerSide();
        for (Held held : rows.values()) {
            if (held.isIn(facet) == isIn && room-- > 0 && held.count > 0) {
                side.add(held);
            }
        }
        return side;
    }

    /** The flip test of a facet over what is kept of it. */
    FlipTest.Flips flips(int facet) {
        List<String> compared = spec.inputs().compared();
        int[] used = FlipRows.without(compared, spec.facets().get(facet).name());
        return FlipTest.flips(rows(side(facet, true), used), rows(side(facet, false), used));
    }

    private static FlipTest.Rows rows(List<Held> side, int[] used) {
        return FlipRows.inOrder(side.stream()
                .map(held -> new FlipRows.Row(FlipRows.only(held.features, used), held.isPositive, held.facets))
                .toList());
    }

    /** Adds what is kept of one facet to another sample. */
    void addFacetTo(FlipSample other, int facet) {
        int[] room = {spec.inputs().rowsPerSide(), spec.inputs().rowsPerSide()};
        for (Map.Entry<Long, Held> row : rows.entrySet()) {
            if (room[row.getValue().isIn(facet) ? 1 : 0]-- > 0) {
                other.put(row.getKey(), row.getValue());
            }
        }
    }

    /** Whether no row counts, positively or negatively. */
    boolean isZero() {
        // A row that is taken back after it had to give way stands here until the next trim.
        trim();
        return rows.values().stream().allMatch(held -> held.count == 0);
    }

    /** Whether no row was ever named. */
    boolean isIdentity() {
        return rows.isEmpty();
    }

    long heapBytes() {
        return isWanted()
                ? 64 + rows.size() * (120L + 8L * spec.inputs().compared().size())
                : 0;
    }

    /** Nothing at all for a model without a flip test. */
    void writeTo(CanonicalOutput out) {
        if (!isWanted()) {
            return;
        }
        trim();
        out.putVarint(rows.size());
        rows.forEach((key, held) -> {
            out.putLong(key).putVarint(held.facets << 1 | (held.isPositive ? 1 : 0));
            StoredTables.writeSigned(held.count, out);
            for (double feature : held.features) {
                write(feature, out);
            }
        });
    }

    /** Whole numbers, which most are, in a byte or two: 0 and the double for others. */
    private static void write(double feature, CanonicalOutput out) {
        if (feature >= 0 && feature < WHOLE && feature == Math.rint(feature)) {
            out.putVarint((long) feature + 1);
        } else {
            out.putVarint(0).putDouble(feature);
        }
    }

    void addStored(CanonicalInput in) {
        if (!isWanted()) {
            return;
        }
        long most = 2L * spec.facets().size() * spec.inputs().rowsPerSide();
        for (long left = in.getCount(most); left > 0; left--) {
            long key = in.getLong();
            long head = in.getVarint();
            long count = StoredTables.readSigned(in);
            double[] features = count > 0 ? new double[spec.inputs().compared().size()] : NOTHING;
            for (int i = 0; i < features.length; i++) {
                long whole = in.getVarint();
                features[i] = whole == 0 ? in.getDouble() : whole - 1;
            }
            put(key, new Held(count, head >>> 1, (head & 1) == 1, features));
        }
        trim();
    }
}
