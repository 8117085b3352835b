package io.tidemark.stats.quality;

import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.ExactSum;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities mean what they say: per bin of [0, 1] the rows, the positive labels and the exact sum of the
 * probabilities. Bins have equal width and are closed on the right, 0 lies in the first. {@link #addAll} is associative and
 * commutative, a new instance its identity, {@link #subtractAll} its inverse. Mutable, not thread-safe.
 */
public final class CalibrationTable {
    /** The customary number of bins. */
    public static final int DEFAULT_BINS = 10;

    private final GridEdges edges;
    private final long[] rows;
    private final long[] positives;
    private final ExactSum[] sums;
    private long outside;

    /** An empty table over 2 bins or more. */
    public CalibrationTable(int bins) {
        if (bins < 2) {
            throw new IllegalArgumentException("bins = " + bins + " is below 2");
        }
        double[] inner = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            inner[i - 1] = i / (double) bins;
        }
        this.edges = GridEdges.of(inner);
        this.rows = new long[bins];
        this.positives = new long[bins];
        this.sums = new ExactSum[bins];
        for (int i = 0; i < bins; i++) {
            sums[i] = new ExactSum();
        }
    }

    /** Adds a row; a score outside [0, 1] is counted apart. */
    public void add(double probability, boolean isPositive) {
        accept(probability, isPositive, 1);
    }

    /** Takes back a row. */
    public void remove(double probability, boolean isPositive) {
        accept(probability, isPositive, -1);
    }

    /** Adds what the other table of as many bins holds. */
    public void addAll(CalibrationTable other) {
        requireSameBins(other);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Math.addExact(rows[i], other.rows[i]);
            positives[i] = Math.addExact(positives[i], other.positives[i]);
            sums[i].addAll(other.sums[i]);
        }
        outside = Math.addExact(outside, other.outside);
    }

    /** Takes back what the other table of as many bins holds. */
    public void subtractAll(CalibrationTable other) {
        requireSameBins(other);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Math.subtractExact(rows[i], other.rows[i]);
            positives[i] = Math.subtractExact(positives[i], other.positives[i]);
            sums[i].subtractAll(other.sums[i]);
        }
        outside = Math.subtractExact(outside, other.outside);
    }

    /** Rows whose score is not in [0, 1]. */
    public long outside() {
        return outside;
    }

    /** Number of bins. */
    public int bins() {
        return rows.length;
    }

    /**
     * What is stored of a bin.
     *
     * @param rows labelled rows
     * @param positives positive labels
     * @param sum exact sum of the probabilities
     */
    public record StoredBin(long rows, long positives, ExactSum sum) {}

    /** The stored form of a bin; the sum is a copy. */
    public StoredBin stored(int bin) {
        return new StoredBin(rows[bin], positives[bin], sums[bin].copy());
    }

    /** Adds stored counts to a bin. */
    public void addStored(int bin, StoredBin stored) {
        rows[bin] = Math.addExact(rows[bin], stored.rows);
        positives[bin] = Math.addExact(positives[bin], stored.positives);
        sums[bin].addAll(stored.sum);
    }

    /** Adds stored rows whose score is not in [0, 1]. */
    public void addStoredOutside(long rows) {
        outside = Math.addExact(outside, rows);
    }

    /**
     * A point of the calibration curve.
     *
     * @param meanProbability mean of the bin's probabilities
     * @param shareOfPositives share of positive labels in the bin
     * @param rows labelled rows of the bin, positive
     */
    public record CalibrationPoint(double meanProbability, double shareOfPositives, long rows) {}

    /** One point per bin that has rows, ascending. */
    public List<CalibrationPoint> curve() {
        List<CalibrationPoint> points = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] > 0) {
                points.add(new CalibrationPoint(sums[i].round() / rows[i], positives[i] / (double) rows[i], rows[i]));
            }
        }
        return points;
    }

    /**
     * Expected calibration error, Σ (rows of the bin / n) |mean probability - share of positives|, in [0, 1]; NaN without
     * rows or with scores outside [0, 1]. It grows with the number of bins and for few rows: about √(2/π) standard errors
     * of a bin's share are there without any miscalibration.
     */
    public double expectedError() {
        double n = 0;
        double sum = 0;
        for (CalibrationPoint point : curve()) {
            n += point.rows;
            sum += point.rows * Math.abs(point.meanProbability - point.shareOfPositives);
        }
        return n == 0 || outside != 0 ? Double.NaN : sum / n;
    }

    private void accept(double probability, boolean isPositive, int sign) {
        if (!(probability >= 0 && probability <= 1)) {
            outside += sign;
            return;
        }
        int bin = edges.cellOf(probability);
        rows[bin] += sign;
        positives[bin] += isPositive ? sign : 0;
        sums[bin].add(sign * probability);
    }

    private void requireSameBins(CalibrationTable other) {
        if (other.rows.length != rows.length) {
            throw new IllegalArgumentException("bins differ: " + rows.length + " and " + other.rows.length);
        }
    }
}
