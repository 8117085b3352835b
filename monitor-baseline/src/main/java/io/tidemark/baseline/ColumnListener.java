package io.tidemark.baseline;

import org.jspecify.annotations.Nullable;

/**
 * Sees the values of one column while they are counted: all rows of all files, one after the other, in the order of the
 * table. What it makes of them may depend on that order, as a sketch for the services' files does. Called by one thread.
 */
@FunctionalInterface
public interface ColumnListener {
    /**
     * Takes the value of the next row; hot path.
     *
     * @param text holds the value's bytes; only to be read, and only during the call
     * @param from where the value begins
     * @param to one past its last byte; equal to {@code from} for a missing value, missing markers among them
     * @param number in a column that is counted as numbers what the text reads as: finite or infinite, or NaN if it is
     *     missing, reads as NaN or is no number; NaN always in a column that is counted as texts
     */
    void value(byte[] text, int from, int to, double number);

    /**
     * Returns who takes the numbers of a column that is counted as numbers, if nothing else of it matters: {@link #value}
     * is then not called in the first pass. Null, as here, for whoever wants every row.
     */
    default @Nullable NumberListener numbers() {
        return null;
    }

    /**
     * Takes the counts of the column after its last value. Whoever learns only from them what the column is can ask for
     * one more pass: {@link #value} is called for every row again, with NaN for a number.
     *
     * @return whether all values are to come once more
     */
    default boolean wantsAgain(ColumnCounts counts) {
        return false;
    }
}
