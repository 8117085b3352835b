package io.tidemark.streams.processor;

import java.util.OptionalLong;

/** Asks the broker what an input partition holds beyond what was read. */
public interface Backlog {
    /** Returns the end of what is committed in the partition, or empty if the broker did not answer. */
    OptionalLong endOffset(int partition);

    /**
     * Returns whether no committed record lies from one offset up to another: only transaction markers do, or records
     * of aborted transactions.
     *
     * @param partition the input partition
     * @param nextOffset the offset after the last record read, or -1 for the beginning
     * @param endOffset the end up to which to look, exclusive
     * @return false if there is a record, and also if the broker did not answer
     */
    boolean isEmpty(int partition, long nextOffset, long endOffset);
}
