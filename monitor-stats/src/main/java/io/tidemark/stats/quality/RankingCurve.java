package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.interval.Wilson;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a score ranks positive above negative labels: area under the ROC curve with DeLong's interval, average
 * precision, and both curves, from P_i positive and N_i negative labels per ascending score or cell; n1 and n0 are
 * their totals, cP_i and cN_i the sums below i. Sums run in ascending order. Immutable.
 */
public final class RankingCurve {
    private final double[] uppers;
    private final double[] negatives;
    private final double[] positives;
    private final boolean[] single;
    private final double allNegatives;
    private final double allPositives;

    private RankingCurve(double[] uppers, double[] negatives, double[] positives, boolean[] single) {
        this.uppers = uppers;
        this.negatives = negatives;
        this.positives = positives;
        this.single = single;
        this.allNegatives = sum(negatives);
        this.allPositives = sum(positives);
    }

    /** The ranking of labelled rows. */
    public static RankingCurve of(ScoreCounts counts) {
        double[] negatives = counts.entries().stream()
                .mapToDouble(ScoreCounts.Entry::negatives)
                .toArray();
        double[] positives = counts.entries().stream()
                .mapToDouble(ScoreCounts.Entry::positives)
                .toArray();
        return weighted(counts, negatives, positives);
    }

    /**
     * The ranking with counts that need not be whole: estimates, or labels weighted for those that are missing.
     *
     * @param counts where the scores are
     * @param negatives per entry, not negative
     * @param positives per entry, not negative
     */
    public static RankingCurve weighted(ScoreCounts counts, double[] negatives, double[] positives) {
        int size = counts.entries().size();
        if (negatives.length != size || positives.length != size) {
            throw new IllegalArgumentException(
                    "entries = " + size + ", negatives " + negatives.length + ", positives " + positives.length);
        }
        double[] uppers = new double[size];
        boolean[] single = new boolean[size];
        for (int i = 0; i < size; i++) {
            uppers[i] = counts.entries().get(i).upper();
            single[i] = counts.entries().get(i).isSingleScore();
        }
        return new RankingCurve(uppers, negatives.clone(), positives.clone(), single);
    }

    /** Positive labels. */
    public double positives() {
        return allPositives;
    }

    /** Negative labels. */
    public double negatives() {
        return allNegatives;
    }

    /**
     * Area under the ROC curve by trapezoids, the chance that a positive row has a higher score than a negative one,
     * ties half: Σ P_i (cN_i + N_i/2) / (n1 n0), in [0, 1]; NaN where a class is missing.
     */
    public double auc() {
        if (isOneClassMissing()) {
            return Double.NaN;
        }
        double below = 0;
        double wins = 0;
        for (int i = 0; i < positives.length; i++) {
            wins += positives[i] * (below + negatives[i] / 2);
            below += negatives[i];
        }
        return wins / (allPositives * allNegatives);
    }

    /**
     * How far {@link #auc} can be from that of the scores themselves: ½ Σ P_i N_i / (n1 n0) over cells of more than one
     * score, because inside a cell the pairs may all be won or all be lost. 0 for exact counts; NaN where a class is
     * missing.
     */
    public double aucHalfWidth() {
        if (isOneClassMissing()) {
            return Double.NaN;
        }
        double undecided = 0;
        for (int i = 0; i < positives.length; i++) {
            undecided += single[i] ? 0 : positives[i] * negatives[i];
        }
        return undecided / 2 / (allPositives * allNegatives);
    }

    /**
     * Standard error of the area (DeLong, DeLong, Clarke-Pearson 1988, doi:10.2307/2531595), from the counts alone; NaN
     * below two rows of a class.
     */
    public double aucStandardError() {
        if (allPositives < 2 || allNegatives < 2) {
            return Double.NaN;
        }
        double auc = auc();
        double negativesBelow = 0;
        double positivesBelow = 0;
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int i = 0; i < positives.length; i++) {
            double beaten = (negativesBelow + negatives[i] / 2) / allNegatives - auc;
            double beating = 1 - (positivesBelow + positives[i] / 2) / allPositives - auc;
            ofPositives += positives[i] * beaten * beaten;
            ofNegatives += negatives[i] * beating * beating;
            negativesBelow += negatives[i];
            positivesBelow += positives[i];
        }
        return Math.sqrt(
                ofPositives / ((allPositives - 1) * allPositives) + ofNegatives / ((allNegatives - 1) * allNegatives));
    }

    /**
     * The interval of the area: DeLong's standard error on the logit scale, widened by {@link #aucHalfWidth}. Where the
     * classes are separated completely that error is 0 and says nothing; then Wilson's interval for as many rows as the
     * smaller class has, which is wider than needed.
     *
     * @param confidence in (0, 1)
     * @return undefined below two rows of a class
     */
    public Interval aucInterval(double confidence) {
        double error = aucStandardError();
        if (Double.isNaN(error)) {
            return Interval.UNDEFINED;
        }
        double auc = auc();
        double smaller = Math.min(allPositives, allNegatives);
        Interval interval = error > 0 && auc > 0 && auc < 1
                ? NormalInterval.onLogitScale(auc, error, confidence)
                : Wilson.interval(auc * smaller, smaller, confidence);
        return interval.widenedBy(aucHalfWidth()).within(0, 1);
    }

    /**
     * Average precision, the step area under the precision-recall curve: Σ (R_k - R_(k-1)) precision_k over falling
     * scores, in (0, 1]. NaN without positives. (The trapezoid area is another, optimistic figure and not offered.)
     */
    public double averagePrecision() {
        double found = 0;
        double wrong = 0;
        double area = 0;
        for (int i = positives.length - 1; i >= 0; i--) {
            found += positives[i];
            wrong += negatives[i];
            area += positives[i] == 0 ? 0 : positives[i] * found / (found + wrong);
        }
        return area / allPositives;
    }

    /**
     * Bounds of the average precision of the scores themselves. In a cell of more than one score the k-th positive has
     * at best all positives and no negative of its cell beside it, at worst k positives and all negatives. Equal to the
     * average precision for exact counts; undefined without positives.
     */
    public Interval averagePrecisionBounds() {
        if (allPositives == 0) {
            return Interval.UNDEFINED;
        }
        double found = 0;
        double wrong = 0;
        double least = 0;
        double most = 0;
        for (int i = positives.length - 1; i >= 0; i--) {
            double p = positives[i];
            double exact = p == 0 ? 0 : p * (found + p) / (found + p + wrong + negatives[i]);
            least += single[i] ? exact : worst(found, wrong + negatives[i], p);
            most += single[i] || p == 0 ? exact : p * (found + p) / (found + p + wrong);
            found += p;
            wrong += negatives[i];
        }
        return new Interval(Math.min(least, most) / allPositives, most / allPositives);
    }

    private static double worst(double found, double wrong, double positives) {
        double sum = 0;
        for (long k = 1; k <= positives; k++) {
            sum += (found + k) / (found + k + wrong);
        }
        return sum;
    }

    /**
     * A point of the ROC curve.
     *
     * @param falsePositiveRate in [0, 1]; NaN without negative labels
     * @param truePositiveRate in [0, 1]; NaN without positive labels
     * @param threshold rows at or above it are predicted positive; Infinity for none, -Infinity for all
     */
    public record RocPoint(double falsePositiveRate, double truePositiveRate, double threshold) {}

    /**
     * A point of the precision-recall curve.
     *
     * @param recall in [0, 1]; NaN without positive labels
     * @param precision in [0, 1]
     * @param threshold rows at or above it are predicted positive; Infinity for the starting point
     */
    public record PrecisionRecallPoint(double recall, double precision, double threshold) {}

    /**
     * The ROC curve from (0, 0) by one point per score, falling, to (1, 1), which is added at the end as Spark does.
     * Cells without labels have no point; a cell's threshold is its upper end.
     */
    public List<RocPoint> roc() {
        List<RocPoint> points = new ArrayList<>();
        points.add(new RocPoint(0, 0, Double.POSITIVE_INFINITY));
        double found = 0;
        double wrong = 0;
        for (int i = positives.length - 1; i >= 0; i--) {
            if (positives[i] + negatives[i] > 0) {
                found += positives[i];
                wrong += negatives[i];
                points.add(new RocPoint(wrong / allNegatives, found / allPositives, uppers[i]));
            }
        }
        points.add(new RocPoint(1, 1, Double.NEGATIVE_INFINITY));
        return points;
    }

    /**
     * The precision-recall curve by one point per score, falling, with a starting point of recall 0 and the first
     * point's precision, as Spark has it; empty without labels.
     */
    public List<PrecisionRecallPoint> precisionRecall() {
        List<PrecisionRecallPoint> points = new ArrayList<>();
        double found = 0;
        double wrong = 0;
        for (int i = positives.length - 1; i >= 0; i--) {
            if (positives[i] + negatives[i] > 0) {
                found += positives[i];
                wrong += negatives[i];
                double precision = found / (found + wrong);
                if (points.isEmpty()) {
                    points.add(new PrecisionRecallPoint(0, precision, Double.POSITIVE_INFINITY));
                }
                points.add(new PrecisionRecallPoint(found / allPositives, precision, uppers[i]));
            }
        }
        return points;
    }

    /** Mean of the classes' one-versus-rest areas; NaN if one of them is. */
    public static double macroAuc(List<RankingCurve> oneVersusRest) {
        return oneVersusRest.stream().mapToDouble(RankingCurve::auc).sum() / oneVersusRest.size();
    }

    /** The classes' one-versus-rest areas weighted by the rows of each class; NaN if one of them is. */
    public static double weightedAuc(List<RankingCurve> oneVersusRest) {
        double rows = 0;
        double area = 0;
        for (RankingCurve curve : oneVersusRest) {
            rows += curve.allPositives;
            area += curve.allPositives * curve.auc();
        }
        return area / rows;
    }

    private boolean isOneClassMissing() {
        return allPositives == 0 || allNegatives == 0;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
