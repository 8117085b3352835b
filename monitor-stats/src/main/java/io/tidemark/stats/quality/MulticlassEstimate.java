package io.tidemark.stats.quality;

import java.util.List;

/**
 * Quality of several classes before labels come (CBPE). For each predicted class p and each class c a window counts how
 * often the probability of c was in which cell; calibrated one class against the rest, these give the expected rows of true
 * class c among those predicted p. Calibrating classes one by one does not make their chances add up to 1, so each
 * predicted class is scaled to its number of rows. What {@link PerformanceEstimate} says of its validity holds here too.
 */
public final class MulticlassEstimate {
    private final double[][] expected;

    private MulticlassEstimate(double[][] expected) {
        this.expected = expected;
    }

    /**
     * The estimate.
     *
     * @param window score counts of class c's probability among the rows predicted p, at {@code window.get(p).get(c)}; all
     *     c of one p count the same rows
     * @param calibrations of each class against the rest
     */
    public static MulticlassEstimate of(List<List<ScoreCounts>> window, List<ScoreCalibration> calibrations) {
        int classes = calibrations.size();
        double[][] expected = new double[classes][classes];
        for (int predicted = 0; predicted < classes; predicted++) {
            double rows = 0;
            double sum = 0;
            for (int actual = 0; actual < classes; actual++) {
                ScoreCounts counts = window.get(predicted).get(actual);
                rows = (double) counts.predictions();
                expected[actual][predicted] = expected(counts, calibrations.get(actual));
                sum += expected[actual][predicted];
            }
            for (int actual = 0; actual < classes; actual++) {
                expected[actual][predicted] = sum == 0 ? rows / classes : expected[actual][predicted] * rows / sum;
            }
        }
        return new MulticlassEstimate(expected);
    }

    /** Expected rows of a true and a predicted class. */
    public double expected(int actual, int predicted) {
        return expected[actual][predicted];
    }

    /** Expected share of right answers; NaN without rows. */
    public double accuracy() {
        double right = 0;
        double all = 0;
        for (int actual = 0; actual < expected.length; actual++) {
            right += expected[actual][actual];
            for (double cell : expected[actual]) {
                all += cell;
            }
        }
        return right / all;
    }

    /** The expected table of one class against the rest. */
    public ExpectedConfusion oneVersusRest(int positive) {
        double[] cells = new double[4];
        for (int actual = 0; actual < expected.length; actual++) {
            for (int predicted = 0; predicted < expected.length; predicted++) {
                int cell = (predicted == positive ? 0 : 2) + (actual == positive ? 0 : 1);
                cells[cell] += expected[actual][predicted];
            }
        }
        return new ExpectedConfusion(cells[0], cells[1], cells[2], cells[3]);
    }

    /** A figure of each class weighted by its expected share, a figure of nothing counting as 0; NaN without rows. */
    public double weighted(BinaryMetric metric) {
        double sum = 0;
        double all = 0;
        for (int c = 0; c < expected.length; c++) {
            ExpectedConfusion table = oneVersusRest(c);
            sum += table.positives() * QualityMetric.zeroIfUndefined(metric.of(table));
            all += table.positives();
        }
        return sum / all;
    }

    private static double expected(ScoreCounts counts, ScoreCalibration calibration) {
        double sum = 0;
        for (ScoreCounts.Entry entry : counts.entries()) {
            sum += entry.predictions() == 0 ? 0 : entry.predictions() * calibration.probability(entry.upper());
        }
        return sum;
    }
}
