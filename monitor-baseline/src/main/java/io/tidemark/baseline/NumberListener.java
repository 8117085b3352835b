package io.tidemark.baseline;

/** Sees the finite values of one column in the order of the table. Called by one thread. */
@FunctionalInterface
public interface NumberListener {
    /**
     * Takes the values of further rows; hot path.
     *
     * @param values holds them; only to be read, and only during the call
     * @param count how many of them
     */
    void numbers(double[] values, int count);
}
