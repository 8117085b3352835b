package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.Jackknife;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.interval.Wilson;
import java.util.function.ToDoubleFunction;

/**
 * Figures of a confusion matrix of several classes. {@code weighted_x} weighs x of each class by its share of the true
 * labels (F is taken per class, then weighted); {@code macro_x} is the plain mean over the classes that occur as label
 * or prediction. A class figure with denominator 0 counts as 0, as in Spark and in scikit-learn with
 * {@code zero_division=0}. Every figure of a matrix without rows is NaN.
 */
public enum MulticlassMetric implements QualityMetric {
    /** Trace over rows. */
    ACCURACY("accuracy", true, MulticlassMetric::accuracy),
    /** Precision weighted by true class. */
    WEIGHTED_PRECISION("weighted_precision", true, m -> weighted(m, BinaryMetric.PRECISION)),
    /** Recall weighted by true class: always equal to accuracy. */
    WEIGHTED_RECALL("weighted_recall", true, m -> weighted(m, BinaryMetric.RECALL)),
    /** F0.5 weighted by true class. */
    WEIGHTED_F0_5("weighted_f0_5", true, m -> weighted(m, BinaryMetric.F0_5)),
    /** F1 weighted by true class. */
    WEIGHTED_F1("weighted_f1", true, m -> weighted(m, BinaryMetric.F1)),
    /** F2 weighted by true class. */
    WEIGHTED_F2("weighted_f2", true, m -> weighted(m, BinaryMetric.F2)),
    /** Mean precision of the classes. */
    MACRO_PRECISION("macro_precision", false, m -> macro(m, BinaryMetric.PRECISION)),
    /** Mean recall of the classes. */
    MACRO_RECALL("macro_recall", false, m -> macro(m, BinaryMetric.RECALL)),
    /** Mean F0.5 of the classes. */
    MACRO_F0_5("macro_f0_5", false, m -> macro(m, BinaryMetric.F0_5)),
    /** Mean F1 of the classes. */
    MACRO_F1("macro_f1", false, m -> macro(m, BinaryMetric.F1)),
    /** Mean F2 of the classes. */
    MACRO_F2("macro_f2", false, m -> macro(m, BinaryMetric.F2)),
    /** Matthews' correlation for several classes (Gorodkin 2004), in [-1, 1]; 0 where one side is constant. */
    MATTHEWS("matthews_correlation", false, MulticlassMetric::matthews),
    /** Cohen's kappa; NaN where full agreement is expected by chance. */
    KAPPA("cohen_kappa", false, MulticlassMetric::kappa);

    private final String wireName;
    private final boolean isServiceMetric;

    @SuppressWarnings("ImmutableEnumChecker") // formulas capture nothing
    private final ToDoubleFunction<ConfusionMatrix> formula;

    MulticlassMetric(String wireName, boolean isServiceMetric, ToDoubleFunction<ConfusionMatrix> formula) {
        this.wireName = wireName;
        this.isServiceMetric = isServiceMetric;
        this.formula = formula;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public boolean isHigherBetter() {
        return true;
    }

    @Override
    public boolean isServiceMetric() {
        return isServiceMetric;
    }

    /**
     * The figure.
     *
     * @throws IllegalStateException if a cell is negative: something was taken back that was never added
     */
    public double of(ConfusionMatrix matrix) {
        for (long cell : matrix.toArray()) {
            if (cell < 0) {
                throw new IllegalStateException("confusion matrix with a negative cell: " + cell);
            }
        }
        return matrix.total() == 0 ? Double.NaN : formula.applyAsDouble(matrix);
    }

    /**
     * The confidence interval: Wilson for accuracy and weighted recall, otherwise ± z jackknife standard errors inside
     * the figure's range.
     *
     * @param confidence in (0, 1)
     * @return undefined where the figure is, or below two rows
     */
    public Interval interval(ConfusionMatrix matrix, double confidence) {
        double value = of(matrix);
        if (Double.isNaN(value)) {
            return Interval.UNDEFINED;
        }
        if (this == ACCURACY || this == WEIGHTED_RECALL) {
            return Wilson.interval((double) matrix.correct(), (double) matrix.total(), confidence);
        }
        return NormalInterval.plain(value, standardError(matrix), confidence)
                .within(this == MATTHEWS || this == KAPPA ? -1 : 0, 1);
    }

    /** Jackknife standard error; NaN below two rows. */
    public double standardError(ConfusionMatrix matrix) {
        return Jackknife.standardError(matrix.toArray(), cells -> of(ConfusionMatrix.of(cells)));
    }

    private static double accuracy(ConfusionMatrix matrix) {
        return matrix.correct() / (double) matrix.total();
    }

    private static double weighted(ConfusionMatrix matrix, BinaryMetric metric) {
        double sum = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            sum += matrix.actual(c) * QualityMetric.zeroIfUndefined(metric.of(matrix.oneVersusRest(c)));
        }
        return sum / matrix.total();
    }

    private static double macro(ConfusionMatrix matrix, BinaryMetric metric) {
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            if (matrix.actual(c) > 0 || matrix.predicted(c) > 0) {
                sum += QualityMetric.zeroIfUndefined(metric.of(matrix.oneVersusRest(c)));
                occurring++;
            }
        }
        return sum / occurring;
    }

    private static double matthews(ConfusionMatrix matrix) {
        double n = matrix.total();
        double chance = 0;
        double predictedSquares = 0;
        double actualSquares = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            double actual = matrix.actual(c);
            double predicted = matrix.predicted(c);
            chance += actual * predicted;
            predictedSquares += predicted * predicted;
            actualSquares += actual * actual;
        }
        double scale = Math.sqrt((n * n - predictedSquares) * (n * n - actualSquares));
        return scale == 0 ? 0 : (n * matrix.correct() - chance) / scale;
    }

    private static double kappa(ConfusionMatrix matrix) {
        double n = matrix.total();
        double chance = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            chance += (double) matrix.actual(c) * matrix.predicted(c);
        }
        return n * n == chance ? Double.NaN : (n * matrix.correct() - chance) / (n * n - chance);
    }
}
