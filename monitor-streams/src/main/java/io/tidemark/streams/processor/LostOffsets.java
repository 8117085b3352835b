package io.tidemark.streams.processor;

import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.OffsetRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which captures Kafka deleted before this process read them. The consumer says so when the broker refuses the offset
 * that it reads on from; the task takes it when the first record behind comes. Nothing else tells a deleted record from a
 * transaction marker: where the log begins by the time somebody asks says nothing about offsets passed before.
 *
 * <p>Kept by the process, not by a task: a task that is revived finds the same ones again, and they count once.
 * Thread-safe.
 */
public final class LostOffsets {
    /** What nearly every offset has before it; never changed. */
    private static final OffsetRanges NOTHING = new OffsetRanges();

    private final Map<Integer, OffsetRanges> byPartition = new TreeMap<>();
    private final Map<Integer, List<OffsetRanges.Range>> skipped = new HashMap<>();

    /**
     * Notes that reading of a partition was begun anew because its log begins later.
     *
     * @param partition the input partition
     * @param from the offset that was to be read next, or 0 if that is not known
     * @param logStart first offset that Kafka still holds
     */
    public synchronized void skipped(int partition, long from, long logStart) {
        if (logStart > from) {
            skipped.computeIfAbsent(partition, p -> new ArrayList<>()).add(new OffsetRanges.Range(from, logStart - 1));
        }
    }

    /**
     * Takes an offset as read into the account of its partition, and returns which of those jumped over before it were
     * deleted unread: the account has them as lost.
     *
     * @param account of the partition
     * @param partition the input partition
     * @param offset the record's offset
     * @throws io.tidemark.core.ledger.InputChangedException if the offset is accounted for already
     */
    public OffsetRanges read(PartitionAccount account, int partition, long offset) {
        long expected = account.nextOffset();
        account.read(offset);
        if (expected < 0 || offset == expected) {
            return NOTHING;
        }
        OffsetRanges lost = take(partition, expected, offset);
        account.lose(lost);
        return lost;
    }

    /**
     * Returns which offsets that a task jumped over were deleted unread, and forgets what is known of offsets up to there.
     *
     * @param partition the input partition
     * @param from the offset after the last record read
     * @param to the next record's offset
     */
    synchronized OffsetRanges take(int partition, long from, long to) {
        OffsetRanges lost = new OffsetRanges();
        Iterator<OffsetRanges.Range> known =
                skipped.getOrDefault(partition, List.of()).iterator();
        while (known.hasNext()) {
            OffsetRanges.Range range = known.next();
            if (range.to() < to) {
                known.remove();
            }
            long low = Math.max(from, range.from());
            long high = Math.min(to - 1, range.to());
            if (low <= high) {
                lost.addRange(low, high);
            }
        }
        if (!lost.isEmpty()) {
            byPartition.computeIfAbsent(partition, p -> new OffsetRanges()).addAll(lost);
        }
        return lost;
    }

    /** Returns how many there are. */
    public synchronized long count() {
        return byPartition.values().stream().mapToLong(OffsetRanges::count).sum();
    }
}
