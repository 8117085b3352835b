package io.tidemark.stats.quality;

import java.util.Arrays;

/**
 * A rising step function fitted by pooling adjacent violators (Ayer et al. 1955; Zadrozny, Elkan 2002,
 * doi:10.1145/775047.775151): the least-squares rising fit to the shares of positive labels. Linear in the number of
 * scores. A score between two steps takes that of the next score above that the reference knew, the last step goes on.
 */
public final class IsotonicCalibration implements ScoreCalibration {
    private final double[] uppers;
    private final double[] probabilities;

    private IsotonicCalibration(double[] uppers, double[] probabilities) {
        this.uppers = uppers;
        this.probabilities = probabilities;
    }

    /** The fit to the labelled rows of a reference, at least one. */
    public static IsotonicCalibration fit(ScoreCounts reference) {
        int size = reference.entries().size();
        double[] uppers = new double[size];
        double[] positives = new double[size];
        double[] rows = new double[size];
        int blocks = 0;
        for (ScoreCounts.Entry entry : reference.entries()) {
            if (entry.negatives() + entry.positives() > 0) {
                uppers[blocks] = entry.upper();
                positives[blocks] = (double) entry.positives();
                rows[blocks] = (double) (entry.negatives() + entry.positives());
                blocks++;
                // Cross-multiplied: counts compare exactly, shares would not.
                while (blocks > 1
                        && positives[blocks - 2] * rows[blocks - 1] >= positives[blocks - 1] * rows[blocks - 2]) {
                    uppers[blocks - 2] = uppers[blocks - 1];
                    positives[blocks - 2] += positives[blocks - 1];
                    rows[blocks - 2] += rows[blocks - 1];
                    blocks--;
                }
            }
        }
        if (blocks == 0) {
            throw new IllegalArgumentException("a calibration needs labelled rows");
        }
        double[] probabilities = new double[blocks];
        for (int i = 0; i < blocks; i++) {
            probabilities[i] = positives[i] / rows[i];
        }
        return new IsotonicCalibration(Arrays.copyOf(uppers, blocks), probabilities);
    }

    /** Number of steps. */
    public int steps() {
        return probabilities.length;
    }

    @Override
    public double probability(double score) {
        int found = Arrays.binarySearch(uppers, score);
        int step = found >= 0 ? found : -found - 1;
        return probabilities[Math.min(step, probabilities.length - 1)];
    }
}
