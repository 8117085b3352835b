package io.tidemark.stats.quality;

import io.tidemark.stats.special.SeededUniform;
import java.util.ArrayList;
import java.util.List;

/**
 * The calibrations that other references of the same kind would have given: the labelled rows of the reference drawn anew
 * with replacement and calibrated, {@value #REDRAWS} times. They depend on the reference and the seed alone, so one instance
 * serves all windows. Immutable.
 *
 * <p>Of a reference of more than {@value #MOST_DRAWN} rows only so many are drawn, and deviations are scaled to its size:
 * they fall with the root of the rows.
 */
public final class CalibrationRedraws {
    /** Redraws of the reference. */
    public static final int REDRAWS = 100;

    private static final long MOST_DRAWN = 50_000;

    private final List<ScoreCalibration> calibrations;
    private final double scale;

    private CalibrationRedraws(List<ScoreCalibration> calibrations, double scale) {
        this.calibrations = calibrations;
        this.scale = scale;
    }

    /**
     * The redraws of a reference.
     *
     * @param reference labelled rows, at least one of each class
     * @param seed chooses the redraws; the same seed gives the same bits
     */
    public static CalibrationRedraws of(ScoreCounts reference, long seed) {
        SeededUniform random = new SeededUniform(seed);
        long[] upTo = runningTotals(reference);
        long rows = upTo.length == 0 ? 0 : upTo[upTo.length - 1];
        long drawn = Math.min(rows, MOST_DRAWN);
        List<ScoreCalibration> calibrations = new ArrayList<>();
        for (int redraw = 0; redraw < REDRAWS; redraw++) {
            ScoreCounts again = redrawn(reference, upTo, drawn, random);
            RankingCurve ranking = again.ranking();
            if (ranking.positives() > 0 && ranking.negatives() > 0) {
                calibrations.add(ScoreCalibration.fit(again));
            }
        }
        return new CalibrationRedraws(calibrations, rows == 0 ? 1 : Math.sqrt(drawn / (double) rows));
    }

    /**
     * Standard deviation of the estimated accuracy of a window that comes from the reference being a sample.
     *
     * @param window score counts; labels in it are not looked at
     * @param threshold where the positive side begins
     * @return NaN if fewer than two redraws have both classes
     */
    public double accuracySd(ScoreCounts window, ScoreCounts.Threshold threshold) {
        double sum = 0;
        double squares = 0;
        for (ScoreCalibration calibration : calibrations) {
            double accuracy = BinaryMetric.ACCURACY.of(
                    PerformanceEstimate.of(window, calibration, threshold).confusion());
            sum += accuracy;
            squares += accuracy * accuracy;
        }
        int drawn = calibrations.size();
        double mean = sum / drawn;
        return drawn < 2
                ? Double.NaN
                : scale * Math.sqrt(Math.max(0, squares / drawn - mean * mean) * drawn / (drawn - 1));
    }

    /** Labelled rows up to and including each cell: per score first its negatives, then its positives. */
    private static long[] runningTotals(ScoreCounts reference) {
        int size = reference.entries().size();
        long[] upTo = new long[2 * size];
        long rows = 0;
        for (int j = 0; j < size; j++) {
            upTo[2 * j] = rows += reference.entries().get(j).negatives();
            upTo[2 * j + 1] = rows += reference.entries().get(j).positives();
        }
        return upTo;
    }

    private static ScoreCounts redrawn(ScoreCounts reference, long[] upTo, long rows, SeededUniform random) {
        long all = upTo.length == 0 ? 0 : upTo[upTo.length - 1];
        long[] drawn = new long[upTo.length];
        for (long row = 0; row < rows; row++) {
            drawn[cellOf(upTo, random.nextBelow(all))]++;
        }
        List<ScoreCounts.Entry> entries = new ArrayList<>();
        for (int j = 0; j < reference.entries().size(); j++) {
            ScoreCounts.Entry entry = reference.entries().get(j);
            long labels = drawn[2 * j] + drawn[2 * j + 1];
            entries.add(new ScoreCounts.Entry(
                    entry.upper(), entry.isSingleScore(), labels, drawn[2 * j], drawn[2 * j + 1]));
        }
        return new ScoreCounts(entries);
    }

    /** The first cell whose running total is above the row. */
    private static int cellOf(long[] upTo, long row) {
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > row) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
