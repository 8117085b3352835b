package io.tidemark.replay;

import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Holds records back and gives them out by time. Records that are further out of order than the buffer is large come out
 * late, never lost. Mutable; not thread-safe.
 *
 * @param <R> a record, ordered by its time, then by the order of reading
 */
final class ReorderBuffer<R extends Comparable<R> & ReorderBuffer.Held> {
    private final ReplayPlan.Reorder most;
    private final PriorityQueue<R> held = new PriorityQueue<>();
    private long bytes;

    /** What can be held back. */
    interface Held {
        /** About what it takes in memory. */
        long heldBytes();
    }

    ReorderBuffer(ReplayPlan.Reorder most) {
        this.most = most;
    }

    void add(R record) {
        held.add(record);
        bytes += record.heldBytes();
    }

    /** Whether it holds more than it may, so that one must go. */
    boolean isOverfull() {
        return held.size() > most.records() || bytes > most.bytes();
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Gives out the record with the smallest time, the first read of several. */
    R removeEarliest() {
        R earliest = held.poll();
        if (earliest == null) {
            throw new NoSuchElementException("the buffer is empty");
        }
        bytes -= earliest.heldBytes();
        return earliest;
    }
}
