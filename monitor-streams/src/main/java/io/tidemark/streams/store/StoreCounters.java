package io.tidemark.streams.store;

import java.util.concurrent.atomic.LongAdder;

/**
 * What all tasks' copies of one store have done since the process started, for tests and metrics. Readable from any
 * thread; never decreases.
 */
public final class StoreCounters {
    private final LongAdder rowsWritten = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder tombstonesWritten = new LongAdder();
    private final LongAdder rowsRead = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder earlyWrites = new LongAdder();

    StoreCounters() {}

    /** Rows written to the wrapped store and its changelog, tombstones included. */
    public long rowsWritten() {
        return rowsWritten.sum();
    }

    /** Bytes of the keys and values of those rows. */
    public long bytesWritten() {
        return bytesWritten.sum();
    }

    /** Rows written that delete an earlier one. */
    public long tombstonesWritten() {
        return tombstonesWritten.sum();
    }

    /** Objects that became live by being read from the wrapped store. */
    public long rowsRead() {
        return rowsRead.sum();
    }

    /** Objects that left memory because of the byte budget. */
    public long evictions() {
        return evictions.sum();
    }

    /** Rows of {@link #rowsWritten()} written before the commit, because clean objects alone did not suffice. */
    public long earlyWrites() {
        return earlyWrites.sum();
    }

    void countWrite(long bytes, boolean isTombstone) {
        rowsWritten.increment();
        bytesWritten.add(bytes);
        if (isTombstone) {
            tombstonesWritten.increment();
        }
    }

    void countRead() {
        rowsRead.increment();
    }

    void countEvictions(long count) {
        evictions.add(count);
    }

    void countEarlyWrite() {
        earlyWrites.increment();
    }
}
