package io.tidemark.stats.quality;

import java.util.List;

/**
 * Counts per score or cell of scores, ascending: what {@link ScoreTable} holds at one moment. Immutable.
 *
 * @param entries ascending by upper end
 */
public record ScoreCounts(List<Entry> entries) {
    /**
     * One score or one cell (lower, upper] of scores.
     *
     * @param upper the score, or the upper end of the cell; Infinity for the last one
     * @param isSingleScore whether only one score can be in it
     * @param predictions rows, with or without label
     * @param negatives rows whose label is negative
     * @param positives rows whose label is positive
     */
    public record Entry(double upper, boolean isSingleScore, long predictions, long negatives, long positives) {
        /** No negative count and no more labels than predictions. */
        public Entry {
            if (negatives < 0 || positives < 0 || Math.addExact(negatives, positives) > predictions) {
                throw new IllegalStateException("score up to " + upper + ": predictions " + predictions
                        + ", negative labels " + negatives + ", positive labels " + positives);
            }
        }

        /** Rows whose label is still missing. */
        public long unlabelled() {
            return predictions - negatives - positives;
        }
    }

    /** Checks the order. */
    public ScoreCounts {
        entries = List.copyOf(entries);
        for (int i = 1; i < entries.size(); i++) {
            if (!(entries.get(i - 1).upper() < entries.get(i).upper())) {
                throw new IllegalArgumentException(
                        "entry " + i + " up to " + entries.get(i).upper() + " is not above its predecessor");
            }
        }
    }

    /** Rows with or without label. */
    public long predictions() {
        return entries.stream().mapToLong(Entry::predictions).sum();
    }

    /** Rows with a label. */
    public long labelled() {
        return entries.stream().mapToLong(e -> e.negatives() + e.positives()).sum();
    }

    /** The ranking of the labelled rows by score. */
    public RankingCurve ranking() {
        return RankingCurve.of(this);
    }

    /**
     * The confusion table of the labelled rows when rows above a threshold are predicted positive.
     *
     * @param threshold where the positive side begins
     * @throws IllegalArgumentException if the threshold lies inside a cell
     */
    public BinaryConfusion confusion(Threshold threshold) {
        int first = firstPositive(threshold);
        long[] sums = new long[4];
        for (int i = 0; i < entries.size(); i++) {
            int side = i >= first ? 0 : 2;
            sums[side] += entries.get(i).positives();
            sums[side + 1] += entries.get(i).negatives();
        }
        return new BinaryConfusion(sums[0], sums[1], sums[2], sums[3]);
    }

    /** Index of the lowest entry that is predicted positive; the number of entries if none is. */
    public int firstPositive(Threshold threshold) {
        int first = 0;
        double below = threshold.lastNegative();
        while (first < entries.size() && entries.get(first).upper() <= below) {
            first++;
        }
        if (first < entries.size()) {
            double lower = first == 0
                    ? Double.NEGATIVE_INFINITY
                    : entries.get(first - 1).upper();
            Entry entry = entries.get(first);
            if (!entry.isSingleScore() && lower < below && entry.predictions() > 0) {
                throw new IllegalArgumentException(
                        threshold + " lies inside the cell (" + lower + ", " + entry.upper() + "]");
            }
        }
        return first;
    }

    /**
     * Where the positive side begins.
     *
     * @param score the boundary, finite
     * @param isInclusive whether the boundary itself is positive: "at least"; otherwise "above"
     */
    public record Threshold(double score, boolean isInclusive) {
        /** Rows above the score are positive, the score itself is not. */
        public static Threshold above(double score) {
            return new Threshold(score, false);
        }

        /** Rows at or above the score are positive. */
        public static Threshold atLeast(double score) {
            return new Threshold(score, true);
        }

        /** Whether a row with this score is predicted positive. */
        public boolean isPositive(double rowScore) {
            return isInclusive ? rowScore >= score : rowScore > score;
        }

        double lastNegative() {
            return isInclusive ? Math.nextDown(score) : score;
        }
    }
}
