package io.tidemark.stats.quality;

import java.util.List;

/**
 * Quality of several classes before labels come (CBPE). For each predicted class p and each class c a window counts how
 * often the probability of c was in which cell. The chance that an answer is right comes from a calibration of the
 * answer's own probability over all classes together (top-label calibration, Gupta, Ramdas 2022, arXiv:2107.08353): a
 * calibration of one class against the rest does not know that the class was the largest. The rows that are expected to
 * be wrong are divided among the other classes by such calibrations. What {@link PerformanceEstimate} says of its
 * validity holds here too.
 */
public final class MulticlassEstimate {
    private final double[][] expected;

    private MulticlassEstimate(double[][] expected) {
        this.expected = expected;
    }

    /**
     * The estimate for two or more classes.
     *
     * @param window score counts of class c's probability among the rows predicted p, at {@code window.get(p).get(c)};
     *     all c of one p count the same rows
     * @param answer the chance that an answer is right, given the probability of the answered class
     * @param classes the chance of each class against the rest, given its probability
     */
    public static MulticlassEstimate of(
            List<List<ScoreCounts>> window, ScoreCalibration answer, List<ScoreCalibration> classes) {
        int size = classes.size();
        double[][] expected = new double[size][size];
        for (int predicted = 0; predicted < size; predicted++) {
            ScoreCounts own = window.get(predicted).get(predicted);
            double right = expected(own, answer);
            double others = 0;
            for (int actual = 0; actual < size; actual++) {
                expected[actual][predicted] = expected(window.get(predicted).get(actual), classes.get(actual));
                others += actual == predicted ? 0 : expected[actual][predicted];
            }
            double wrong = own.predictions() - right;
            for (int actual = 0; actual < size; actual++) {
                expected[actual][predicted] =
                        others == 0 ? wrong / (size - 1) : expected[actual][predicted] * wrong / others;
            }
            expected[predicted][predicted] = right;
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
