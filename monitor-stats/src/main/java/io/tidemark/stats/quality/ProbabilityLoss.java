package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.summary.CorrectableMoments;

/**
 * Brier score and log loss of predicted probabilities. The loss of a row is rounded once and summed exactly, so the
 * sums are the same for every order of additions, corrections and merges. Scores outside [0, 1] are no probabilities:
 * they are counted, and both figures are NaN while there are any. Mutable, not thread-safe.
 *
 * <p>{@link #addAll} is associative and commutative, a new instance its identity, {@link #subtractAll} its inverse.
 */
public final class ProbabilityLoss {
    /** Probabilities are moved into [2^-52, 1 - 2^-52] before the logarithm, as scikit-learn does for doubles. */
    static final double CLIP = 0x1p-52;

    private final CorrectableMoments brier = new CorrectableMoments();
    private final CorrectableMoments logLoss = new CorrectableMoments();
    private long outside;

    /** No rows. */
    public ProbabilityLoss() {}

    /**
     * Losses from their stored parts.
     *
     * @param brier losses (p - y)²; copied
     * @param logLoss losses -ln of the probability given to the true class; copied
     * @param outside rows whose score is not in [0, 1]
     */
    public static ProbabilityLoss ofStored(CorrectableMoments brier, CorrectableMoments logLoss, long outside) {
        ProbabilityLoss loss = new ProbabilityLoss();
        loss.brier.addAll(brier);
        loss.logLoss.addAll(logLoss);
        loss.outside = outside;
        return loss;
    }

    /** Adds the row of a probability of "positive" and its label. */
    public void add(double probability, boolean isPositive) {
        accept(probability, isPositive, false);
    }

    /** Takes back a row. */
    public void remove(double probability, boolean isPositive) {
        accept(probability, isPositive, true);
    }

    /**
     * Adds a row of several classes: Brier is the sum over classes of (p_c - y_c)², in [0, 2].
     *
     * @param probabilities one per class
     * @param actual the true class
     */
    public void add(double[] probabilities, int actual) {
        accept(probabilities, actual, false);
    }

    /** Takes back a row of several classes. */
    public void remove(double[] probabilities, int actual) {
        accept(probabilities, actual, true);
    }

    /** Adds what the other holds; the other keeps it. */
    public void addAll(ProbabilityLoss other) {
        brier.addAll(other.brier);
        logLoss.addAll(other.logLoss);
        outside = Math.addExact(outside, other.outside);
    }

    /** Takes back what the other holds; the other keeps it. */
    public void subtractAll(ProbabilityLoss other) {
        brier.subtractAll(other.brier);
        logLoss.subtractAll(other.logLoss);
        outside = Math.subtractExact(outside, other.outside);
    }

    /** The losses (p - y)², as stored; not copied. */
    public CorrectableMoments storedBrier() {
        return brier;
    }

    /** The losses -ln of the probability given to the true class, as stored; not copied. */
    public CorrectableMoments storedLogLoss() {
        return logLoss;
    }

    /** Rows whose score is not in [0, 1]. */
    public long outside() {
        return outside;
    }

    /** Mean of (p - y)²; NaN without rows or with scores outside [0, 1]. */
    public double brier() {
        return outside == 0 ? brier.mean() : Double.NaN;
    }

    /** Mean of -ln of the probability given to the true class, at most 36.05 a row; NaN as above. */
    public double logLoss() {
        return outside == 0 ? logLoss.mean() : Double.NaN;
    }

    /** Student interval of the Brier score. */
    public Interval brierInterval(double confidence) {
        return NormalInterval.ofMean(brier(), brier.sampleSd(), brier.count(), confidence)
                .within(0, 2);
    }

    /** Student interval of the log loss. */
    public Interval logLossInterval(double confidence) {
        return NormalInterval.ofMean(logLoss(), logLoss.sampleSd(), logLoss.count(), confidence)
                .within(0, Double.POSITIVE_INFINITY);
    }

    private void accept(double probability, boolean isPositive, boolean isRemoval) {
        if (!isProbability(probability)) {
            outside += isRemoval ? -1 : 1;
            return;
        }
        double ofTruth = isPositive ? probability : 1 - probability;
        // From the probability itself: 1 - (1 - p) would round.
        double miss = isPositive ? 1 - probability : probability;
        put(miss * miss, ofTruth, isRemoval);
    }

    private void accept(double[] probabilities, int actual, boolean isRemoval) {
        double squares = 0;
        for (int c = 0; c < probabilities.length; c++) {
            if (!isProbability(probabilities[c])) {
                outside += isRemoval ? -1 : 1;
                return;
            }
            double miss = c == actual ? 1 - probabilities[c] : probabilities[c];
            squares += miss * miss;
        }
        put(squares, probabilities[actual], isRemoval);
    }

    private void put(double squared, double ofTruth, boolean isRemoval) {
        double log = 0.0 - StrictMath.log(Math.min(1 - CLIP, Math.max(CLIP, ofTruth)));
        if (isRemoval) {
            brier.remove(squared);
            logLoss.remove(log);
        } else {
            brier.add(squared);
            logLoss.add(log);
        }
    }

    private static boolean isProbability(double value) {
        return value >= 0 && value <= 1;
    }
}
