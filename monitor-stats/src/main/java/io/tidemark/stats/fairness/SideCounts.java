package io.tidemark.stats.fairness;

import io.tidemark.stats.quality.BinaryConfusion;

/**
 * One side of a facet.
 *
 * @param rows all rows
 * @param labels those with a label
 * @param predictions those with a prediction
 * @param confusion those with both
 */
public record SideCounts(long rows, Split labels, Split predictions, BinaryConfusion confusion) {
    /** No rows. */
    public static final SideCounts EMPTY = new SideCounts(0, new Split(0, 0), new Split(0, 0), BinaryConfusion.EMPTY);

    /**
     * Positive and negative outcomes.
     *
     * @param positive not negative
     * @param negative not negative
     */
    public record Split(long positive, long negative) {
        /** Both. */
        public long total() {
            return positive + negative;
        }

        /** Share of positive ones; NaN if there are none at all. */
        public double positiveShare() {
            return positive / (double) total();
        }

        Split plus(Split other) {
            return new Split(positive + other.positive, negative + other.negative);
        }
    }

    /** Both sides together. */
    public SideCounts plus(SideCounts other) {
        return new SideCounts(
                Math.addExact(rows, other.rows),
                labels.plus(other.labels),
                predictions.plus(other.predictions),
                confusion.plus(other.confusion));
    }
}
