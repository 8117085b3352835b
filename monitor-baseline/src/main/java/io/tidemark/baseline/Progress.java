package io.tidemark.baseline;

/** Told how far a job is; called by several threads at once, every few thousand rows. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress NONE = (pass, rows, bytes) -> {};

    /**
     * More was read.
     *
     * @param pass over the table, from 1; columns whose type was guessed wrong need a third and a fourth one
     * @param rows since the last call of this thread
     * @param bytes since the last call of this thread, uncompressed
     */
    void advanced(int pass, long rows, long bytes);
}
