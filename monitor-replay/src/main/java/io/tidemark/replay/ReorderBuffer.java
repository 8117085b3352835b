package io.tidemark.replay;

import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Holds records back and gives them out by event time. Records that are further out of order than the buffer is large
 * come out late, never lost. Mutable; not thread-safe.
 */
final class ReorderBuffer {
    private final ReplayPlan.Reorder most;
    private final PriorityQueue<ReplayRecord> held = new PriorityQueue<>();
    private long bytes;

    ReorderBuffer(ReplayPlan.Reorder most) {
        this.most = most;
    }

    void add(ReplayRecord record) {
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

    /** Gives out the record with the smallest event time, the first read of several. */
    ReplayRecord removeEarliest() {
        ReplayRecord earliest = held.poll();
        if (earliest == null) {
            throw new NoSuchElementException("the buffer is empty");
        }
        bytes -= earliest.heldBytes();
        return earliest;
    }
}
