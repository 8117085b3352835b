package io.tidemark.core.window;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The offsets of one input partition as sorted, disjoint, inclusive ranges: the trace from a window back to its
 * records. At most {@value #MAX_RANGES} ranges are kept; beyond that the smallest gaps are closed and
 * {@link #isExact} turns false. Ranges are evidence: they never enter a verdict. Mutable; not thread-safe.
 */
public final class OffsetRanges {
    /** Most ranges kept of one partition. */
    public static final int MAX_RANGES = 512;

    private static final int VERSION = 1;
    private static final long NO_HIGHEST = -1;

    /** First offset of a range to its last; the highest one's end may be out of date until {@link #settle}. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private boolean exact = true;
    /** The highest range, which grows by one with nearly every record: no look-up for that. */
    private long highestFrom;

    private long highestTo = NO_HIGHEST;

    /**
     * A run of offsets.
     *
     * @param from first offset
     * @param to last offset, inclusive
     */
    public record Range(long from, long to) {}

    /** Adds one offset. */
    public void add(long offset) {
        if (offset == highestTo + 1 && offset > 0) {
            highestTo = offset;
        } else {
            addRange(offset, offset);
        }
    }

    /** Adds every offset from {@code from} to {@code to}, both inclusive. */
    public void addRange(long from, long to) {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("offsets from " + from + " to " + to + " are no range of offsets");
        }
        settle();
        highestTo = NO_HIGHEST;
        long low = from;
        long high = to;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            low = before.getKey();
            high = Math.max(high, before.getValue());
        }
        Map.Entry<Long, Long> next = ranges.higherEntry(low);
        while (next != null && next.getKey() <= high + 1) {
            high = Math.max(high, next.getValue());
            ranges.remove(next.getKey());
            next = ranges.higherEntry(low);
        }
        ranges.put(low, high);
        if (ranges.size() > MAX_RANGES) {
            joinNearest();
        }
        Map.Entry<Long, Long> highest = ranges.lastEntry();
        highestFrom = highest.getKey();
        highestTo = highest.getValue();
    }

    /** Puts the highest range into its place among the others. */
    private void settle() {
        if (highestTo != NO_HIGHEST) {
            ranges.put(highestFrom, highestTo);
        }
    }

    /** Adds all ranges of another. */
    public void addAll(OffsetRanges other) {
        other.settle();
        other.ranges.forEach(this::addRange);
        exact &= other.exact;
    }

    /** Returns the number of offsets covered, which is the number of records if {@link #isExact}. */
    public long count() {
        settle();
        long count = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            count += range.getValue() - range.getKey() + 1;
        }
        return count;
    }

    /** Returns about how many bytes of heap the ranges take. */
    public long heapBytes() {
        return 64 + 90L * ranges.size();
    }

    /** Returns whether no offset is covered. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Returns whether every offset in a range was added: no ranges had to be joined. */
    public boolean isExact() {
        return exact;
    }

    /** Returns whether a range covers the offset. */
    public boolean contains(long offset) {
        settle();
        Map.Entry<Long, Long> before = ranges.floorEntry(offset);
        return before != null && before.getValue() >= offset;
    }

    /** Returns the ranges, ascending. */
    public List<Range> ranges() {
        settle();
        List<Range> list = new ArrayList<>(ranges.size());
        ranges.forEach((from, to) -> list.add(new Range(from, to)));
        return list;
    }

    /** Forgets all ranges. */
    public void clear() {
        ranges.clear();
        highestTo = NO_HIGHEST;
        exact = true;
    }

    /** Writes the ranges as gaps and lengths. */
    public void writeTo(CanonicalOutput out) {
        settle();
        out.putByte(VERSION).putByte(exact ? 1 : 0).putVarint(ranges.size());
        long position = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            out.putVarint(range.getKey() - position).putVarint(range.getValue() - range.getKey());
            position = range.getValue();
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static OffsetRanges readFrom(CanonicalInput in) {
        in.expectVersion(VERSION, "stored offset ranges");
        OffsetRanges read = new OffsetRanges();
        read.exact = in.getByte() == 1;
        long count = in.getCount(MAX_RANGES);
        long position = 0;
        for (long i = 0; i < count; i++) {
            long from = position + in.getCount(Long.MAX_VALUE - position);
            long to = from + in.getCount(Long.MAX_VALUE - from);
            read.ranges.put(from, to);
            position = to;
        }
        return read;
    }

    /**
     * Joins across the smallest gaps until half of the places are free, so that the cost per added offset stays low. Of
     * gaps of equal size the first ones are closed: two endpoints that take turns leave only such gaps, and closing all
     * of them would leave one range that says nothing.
     */
    private void joinNearest() {
        List<Range> before = ranges();
        long[] gaps = new long[before.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = before.get(i + 1).from() - before.get(i).to();
        }
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        long largestJoined = sorted[MAX_RANGES / 2];
        long ties = MAX_RANGES / 2
                + 1
                - Arrays.stream(sorted).filter(gap -> gap < largestJoined).count();
        ranges.clear();
        Range open = before.get(0);
        for (int i = 0; i < gaps.length; i++) {
            Range next = before.get(i + 1);
            if (gaps[i] < largestJoined || (gaps[i] == largestJoined && ties-- > 0)) {
                open = new Range(open.from(), next.to());
            } else {
                ranges.put(open.from(), open.to());
                open = next;
            }
        }
        ranges.put(open.from(), open.to());
        exact = false;
    }
}
