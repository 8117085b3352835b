package io.tidemark.replay;

import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.OffsetRange;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The offsets of one partition of captures that a live run says it did not count. Mutable. */
final class UncountedOffsets {
    private final TreeMap<Long, LateRange> late = new TreeMap<>();
    private final Set<Long> refused = new HashSet<>();
    private final Set<Long> conflicts = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = -1;
    private long accountedFrom;
    private long accountedTo = -1;
    private boolean hasMoreConflicts;
    private long logStart;

    /** A run of records that were late for one window, up to an offset that is part of it. */
    private record LateRange(long to, WindowKey window) {}

    void addLate(OffsetRange range, WindowKey window) {
        late.put(range.getFrom(), new LateRange(range.getTo(), window));
        extendTo(range.getFrom(), range.getTo());
    }

    void addRefused(long offset) {
        refused.add(offset);
        extendTo(offset, offset);
    }

    void addConflict(long offset) {
        conflicts.add(offset);
        extendTo(offset, offset);
    }

    private void extendTo(long from, long to) {
        first = Math.min(first, from);
        last = Math.max(last, to);
    }

    /** Notes that the ledger need not name all repeats with other contents: the others are found by looking. */
    void addMoreConflicts() {
        hasMoreConflicts = true;
    }

    /** Notes the first and the last offset that the live run accounts for. */
    void addAccounted(long from, long to) {
        accountedFrom = from;
        accountedTo = to;
    }

    /** Notes where the log of captures began after it was read. */
    void beginAt(long offset) {
        logStart = offset;
    }

    /**
     * Returns the offset up to which captures must be read, or -1 if there is none: the largest of the offsets; where a
     * record was refused, or conflicts are looked for, the last that is accounted for, since a refused one may have been
     * sent again and counted.
     */
    long last() {
        return refused.isEmpty() && !hasMoreConflicts ? last : Math.max(last, accountedTo);
    }

    /** Returns the smallest of the offsets; only if there are any. */
    long first() {
        return first;
    }

    /** Returns the largest of the offsets, or -1 if there is none. */
    long lastNamed() {
        return last;
    }

    /** Returns whether the live run did not count the record at this offset. */
    boolean isNamed(long offset) {
        return refused.contains(offset) || conflicts.contains(offset) || lateFor(offset) != null;
    }

    boolean hasMoreConflicts() {
        return hasMoreConflicts;
    }

    /** Returns whether repeats with other contents may remain unknown, because captures are gone. */
    boolean lacksConflicts() {
        return (hasMoreConflicts && logStart > accountedFrom)
                || conflicts.stream().anyMatch(offset -> offset < logStart);
    }

    boolean isRefused(long offset) {
        return refused.contains(offset);
    }

    boolean isConflict(long offset) {
        return conflicts.contains(offset);
    }

    /** Returns the window that the record was late for, or null if it was not late. */
    @Nullable
    WindowKey lateFor(long offset) {
        Map.Entry<Long, LateRange> before = late.floorEntry(offset);
        return before == null || before.getValue().to() < offset
                ? null
                : before.getValue().window();
    }
}
