package io.tidemark.core.model;

/**
 * A row as the flip test of a window needs it. The numbers are there from reading a capture until its window has counted
 * it; what is stored of a prediction that waits for its label is the key alone. Compared by key.
 *
 * @param key hash of the row's identity (join id, event time, place in its record) and contents: rows with the smallest
 *     keys, read as unsigned, are the sample of their window. 0 for a row that is not compared
 * @param features the numbers in the order of the model baseline; empty for a row that is not compared, and once only the
 *     key is left
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by key
public record FlipRow(long key, double[] features) {
    /** A row that is not compared. */
    public static final FlipRow NONE = new FlipRow(0, new double[0]);

    /** Makes -0.0 0.0. */
    public FlipRow {
        for (int i = 0; i < features.length; i++) {
            if (!Double.isFinite(features[i])) {
                throw new IllegalArgumentException("feature " + i + " = " + features[i] + " is not finite");
            }
            features[i] += 0.0;
        }
    }

    /** A row of which only the key is known. */
    static FlipRow ofKey(long key) {
        return key == 0 ? NONE : new FlipRow(key, NONE.features);
    }

    /** Whether there is no row to compare. */
    public boolean isNone() {
        return key == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlipRow that && key == that.key;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(key);
    }

    /** The key alone: equal rows are equal texts, and numbers of persons are in no log. */
    @Override
    public String toString() {
        return "FlipRow[key=" + Long.toHexString(key) + "]";
    }
}
