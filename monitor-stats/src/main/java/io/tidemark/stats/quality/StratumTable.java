package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.summary.ExactCounts;

/**
 * Predictions and the labels that have come, per score group and predicted class: what is needed to weigh the labelled
 * rows so that they stand for all. {@link #addAll} is associative and commutative, a new instance its identity, {@link
 * #subtractAll} its inverse. Mutable, not thread-safe.
 *
 * <p>Labels rarely come at random: rejected loans have no outcome. Within a stratum they are taken to (missing at
 * random given score group and answer); where that fails no weighing helps, and {@link LabelBounds} says how bad it can
 * be.
 */
public final class StratumTable {
    /** Score groups by default, as equal as the baseline's quantiles of the score make them. */
    public static final int DEFAULT_GROUPS = 20;

    private static final int PREDICTIONS = 0;
    private static final int NEGATIVES = 1;
    private static final int POSITIVES = 2;
    private static final int COLUMNS = 3;

    private final int groups;
    /** By group, then predicted class (negative first), then column. */
    private final long[] counts;

    /** All zero over the given number of score groups, at least 1. */
    public StratumTable(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("groups = " + groups + " is not positive");
        }
        this.groups = groups;
        this.counts = new long[groups * 2 * COLUMNS];
    }

    /** Adds n predictions, with or without label; a negative n takes them back. */
    public void addPrediction(int group, boolean predicted, long n) {
        add(group, predicted, PREDICTIONS, n);
    }

    /** Adds n labels of such predictions; a negative n takes them back. */
    public void addLabel(int group, boolean predicted, boolean label, long n) {
        add(group, predicted, label ? POSITIVES : NEGATIVES, n);
    }

    /** Adds the other table of as many groups. */
    public void addAll(StratumTable other) {
        requireSameGroups(other);
        ExactCounts.addAll(counts, other.counts);
    }

    /** Takes back the other table of as many groups. */
    public void subtractAll(StratumTable other) {
        requireSameGroups(other);
        ExactCounts.subtractAll(counts, other.counts);
    }

    /** By group, then predicted class (negative first): predictions, negative, positive labels; a copy. */
    public long[] toArray() {
        return counts.clone();
    }

    /** Adds counts in the order of {@link #toArray}. */
    public void addStored(long[] stored) {
        ExactCounts.addAll(counts, stored);
    }

    /** The table of the labelled rows as they are: the naive figures. */
    public BinaryConfusion labelled() {
        return new BinaryConfusion(
                sum(true, POSITIVES), sum(true, NEGATIVES), sum(false, POSITIVES), sum(false, NEGATIVES));
    }

    /** Predictions of a class whose label is missing. */
    public long missing(boolean predicted) {
        return sum(predicted, PREDICTIONS) - sum(predicted, NEGATIVES) - sum(predicted, POSITIVES);
    }

    /**
     * All predictions, each stratum split as its labelled rows are: N_h k_h/n_h. A stratum without labels takes the
     * split of all labelled rows with the same answer. Cells are NaN if a class of answers has predictions and no label
     * at all.
     */
    public ExpectedConfusion postStratified() {
        double[] predictedPositive = split(true);
        double[] predictedNegative = split(false);
        return new ExpectedConfusion(
                predictedPositive[1], predictedPositive[0], predictedNegative[1], predictedNegative[0]);
    }

    /** Whether a stratum with predictions had no label and took the split of others. */
    public boolean isPooled() {
        for (int group = 0; group < groups; group++) {
            if (isPooled(group, true) || isPooled(group, false)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Standard error of the post-stratified accuracy, √ Σ (N_h/N)² p_h (1-p_h)/n_h (1 - n_h/N_h): 0 once every label is
     * there. Here p_h = (k_h+1)/(n_h+2), because a few equal labels do not make a stratum certain; pooled strata count
     * with the pooled share and one label. NaN without predictions.
     */
    public double accuracyStandardError() {
        double all = (double) (sum(true, PREDICTIONS) + sum(false, PREDICTIONS));
        double variance = 0;
        for (int group = 0; group < groups; group++) {
            variance += variance(group, true, all) + variance(group, false, all);
        }
        return all == 0 ? Double.NaN : Math.sqrt(variance);
    }

    /**
     * Normal interval of the post-stratified accuracy, inside [0, 1].
     *
     * @param confidence in (0, 1)
     */
    public Interval accuracyInterval(double confidence) {
        return NormalInterval.plain(BinaryMetric.ACCURACY.of(postStratified()), accuracyStandardError(), confidence)
                .within(0, 1);
    }

    private double variance(int group, boolean predicted, double all) {
        long predictions = get(group, predicted, PREDICTIONS);
        if (predictions == 0) {
            return 0;
        }
        long labels = labels(group, predicted);
        double share = labels == 0
                ? positiveShare(group, predicted)
                : (get(group, predicted, POSITIVES) + 1) / (double) (labels + 2);
        double weight = predictions / all;
        double missing = 1 - labels / (double) predictions;
        return weight * weight * share * (1 - share) / Math.max(1, labels) * missing;
    }

    /** Expected negative and positive labels of all predictions of a class. */
    private double[] split(boolean predicted) {
        double[] expected = new double[2];
        for (int group = 0; group < groups; group++) {
            long predictions = get(group, predicted, PREDICTIONS);
            if (predictions > 0) {
                double share = positiveShare(group, predicted);
                expected[1] += predictions * share;
                expected[0] += predictions * (1 - share);
            }
        }
        return expected;
    }

    private double positiveShare(int group, boolean predicted) {
        long labels = labels(group, predicted);
        return labels > 0
                ? get(group, predicted, POSITIVES) / (double) labels
                : sum(predicted, POSITIVES) / (double) (sum(predicted, POSITIVES) + sum(predicted, NEGATIVES));
    }

    private boolean isPooled(int group, boolean predicted) {
        return get(group, predicted, PREDICTIONS) > 0 && labels(group, predicted) == 0;
    }

    private long labels(int group, boolean predicted) {
        return get(group, predicted, NEGATIVES) + get(group, predicted, POSITIVES);
    }

    private long sum(boolean predicted, int column) {
        long sum = 0;
        for (int group = 0; group < groups; group++) {
            sum += get(group, predicted, column);
        }
        return sum;
    }

    private long get(int group, boolean predicted, int column) {
        return counts[index(group, predicted, column)];
    }

    private void add(int group, boolean predicted, int column, long n) {
        int index = index(group, predicted, column);
        counts[index] = Math.addExact(counts[index], n);
    }

    private int index(int group, boolean predicted, int column) {
        if (group < 0 || group >= groups) {
            throw new IllegalArgumentException("group = " + group + " is not in [0, " + groups + ")");
        }
        return (group * 2 + (predicted ? 1 : 0)) * COLUMNS + column;
    }

    private void requireSameGroups(StratumTable other) {
        if (other.groups != groups) {
            throw new IllegalArgumentException("groups differ: " + groups + " and " + other.groups);
        }
    }
}
