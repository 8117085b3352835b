package io.tidemark.stats.quality;

import java.util.Arrays;

/**
 * The calibration of one segment, drawn towards that of all rows: (positives + 50 c) / (labels + 50) in each cell of
 * the grid, c being the chance for all rows. A cell with few labels of the segment keeps c, one with many says what it
 * saw. A step towards estimates that hold within segments (Hébert-Johnson et al. 2018); the result need not rise with
 * the score.
 */
public final class SegmentCalibration implements ScoreCalibration {
    /** Rows that the calibration of all rows is worth in each cell. */
    public static final double PRIOR_ROWS = 50;

    private final double[] uppers;
    private final double[] probabilities;

    private SegmentCalibration(double[] uppers, double[] probabilities) {
        this.uppers = uppers;
        this.probabilities = probabilities;
    }

    /**
     * The calibration of a segment.
     *
     * @param segment labelled rows of the segment on a grid, at least one cell
     * @param everyone the calibration of all rows
     */
    public static SegmentCalibration fit(ScoreCounts segment, ScoreCalibration everyone) {
        int cells = segment.entries().size();
        if (cells == 0) {
            throw new IllegalArgumentException("a segment's calibration needs cells");
        }
        double[] uppers = new double[cells];
        double[] probabilities = new double[cells];
        for (int j = 0; j < cells; j++) {
            ScoreCounts.Entry entry = segment.entries().get(j);
            uppers[j] = entry.upper();
            double labels = (double) (entry.negatives() + entry.positives());
            double prior = PRIOR_ROWS * everyone.probability(entry.upper());
            probabilities[j] = (entry.positives() + prior) / (labels + PRIOR_ROWS);
        }
        return new SegmentCalibration(uppers, probabilities);
    }

    @Override
    public double probability(double score) {
        int found = Arrays.binarySearch(uppers, score);
        int cell = found >= 0 ? found : -found - 1;
        return probabilities[Math.min(cell, probabilities.length - 1)];
    }
}
