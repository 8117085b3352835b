package io.tidemark.stats.quality;

/**
 * A binary confusion table. {@link #plus} is associative and commutative, {@link #EMPTY} its identity and
 * {@link #minus} its inverse, so corrections may come in any order; a table that holds only a correction has negative
 * cells.
 *
 * @param truePositives rows with label and prediction positive
 * @param falsePositives label negative, prediction positive
 * @param falseNegatives label positive, prediction negative
 * @param trueNegatives both negative
 */
public record BinaryConfusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
    /** No rows. */
    public static final BinaryConfusion EMPTY = new BinaryConfusion(0, 0, 0, 0);

    /** One row. */
    public static BinaryConfusion of(boolean label, boolean predicted) {
        return new BinaryConfusion(
                label && predicted ? 1 : 0,
                !label && predicted ? 1 : 0,
                label && !predicted ? 1 : 0,
                !label && !predicted ? 1 : 0);
    }

    /** The table of a classifier that answers the same to every row. */
    public static BinaryConfusion ofConstant(boolean answer, long positives, long negatives) {
        return answer
                ? new BinaryConfusion(positives, negatives, 0, 0)
                : new BinaryConfusion(0, 0, positives, negatives);
    }

    /** Cell by cell. */
    public BinaryConfusion plus(BinaryConfusion other) {
        return new BinaryConfusion(
                Math.addExact(truePositives, other.truePositives),
                Math.addExact(falsePositives, other.falsePositives),
                Math.addExact(falseNegatives, other.falseNegatives),
                Math.addExact(trueNegatives, other.trueNegatives));
    }

    /** Cell by cell. */
    public BinaryConfusion minus(BinaryConfusion other) {
        return plus(new BinaryConfusion(
                Math.negateExact(other.truePositives),
                Math.negateExact(other.falsePositives),
                Math.negateExact(other.falseNegatives),
                Math.negateExact(other.trueNegatives)));
    }

    /** All rows. */
    public long total() {
        return Math.addExact(positives(), negatives());
    }

    /** Rows with a positive label. */
    public long positives() {
        return Math.addExact(truePositives, falseNegatives);
    }

    /** Rows with a negative label. */
    public long negatives() {
        return Math.addExact(trueNegatives, falsePositives);
    }

    /** The service's "best constant classifier", which always answers positive; the best one it is not. */
    public BinaryConfusion alwaysPositive() {
        return ofConstant(true, positives(), negatives());
    }

    /** A classifier that always gives the more frequent label, negative on a tie: the floor of a useful model. */
    public BinaryConfusion majority() {
        return ofConstant(positives() > negatives(), positives(), negatives());
    }

    /**
     * The cells as doubles.
     *
     * @throws IllegalStateException if a cell is negative: something was taken back that was never added
     */
    public ExpectedConfusion expected() {
        if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0) {
            throw new IllegalStateException("confusion table with a negative cell: " + this);
        }
        return new ExpectedConfusion(
                (double) truePositives, (double) falsePositives, (double) falseNegatives, (double) trueNegatives);
    }
}
