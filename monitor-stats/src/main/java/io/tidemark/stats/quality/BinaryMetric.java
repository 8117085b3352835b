package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.Jackknife;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.interval.Wilson;
import java.util.function.ToDoubleFunction;

/**
 * Figures of a binary confusion table. A rate whose denominator is 0 is NaN. F is (1+b²)TP / ((1+b²)TP + b²FN + FP), so
 * 0 where no row is a true positive, and Matthews' correlation is 0 where a row or column of the table is empty, both
 * by convention (scikit-learn 1.9). Every figure of a table without rows is NaN.
 */
public enum BinaryMetric implements QualityMetric {
    /** (TP+TN)/N. */
    ACCURACY("accuracy", true, Kind.SHARE, c -> ratio(c.truePositives() + c.trueNegatives(), c.total())),
    /** TP/(TP+FP). */
    PRECISION("precision", true, Kind.SHARE, c -> ratio(c.truePositives(), c.predictedPositives())),
    /** TP/(TP+FN). */
    RECALL("recall", true, Kind.SHARE, c -> ratio(c.truePositives(), c.positives())),
    /** The same as recall. */
    TRUE_POSITIVE_RATE("true_positive_rate", true, Kind.SHARE, c -> ratio(c.truePositives(), c.positives())),
    /** TN/(TN+FP). */
    TRUE_NEGATIVE_RATE("true_negative_rate", true, Kind.SHARE, c -> ratio(c.trueNegatives(), c.negatives())),
    /** FP/(FP+TN). */
    FALSE_POSITIVE_RATE("false_positive_rate", false, Kind.SHARE, c -> ratio(c.falsePositives(), c.negatives())),
    /** FN/(FN+TP). */
    FALSE_NEGATIVE_RATE("false_negative_rate", false, Kind.SHARE, c -> ratio(c.falseNegatives(), c.positives())),
    /** F with b = 0.5: precision counts more. */
    F0_5("f0_5", true, Kind.F_MEASURE, c -> fMeasure(c, 0.5)),
    /** The harmonic mean of precision and recall. */
    F1("f1", true, Kind.F_MEASURE, c -> fMeasure(c, 1)),
    /** F with b = 2: recall counts more. */
    F2("f2", true, Kind.F_MEASURE, c -> fMeasure(c, 2)),
    /** Mean of true positive and true negative rate; NaN where a class is missing. */
    BALANCED_ACCURACY(
            "balanced_accuracy",
            true,
            Kind.OTHER,
            c -> (ratio(c.truePositives(), c.positives()) + ratio(c.trueNegatives(), c.negatives())) / 2),
    /** Matthews' correlation, in [-1, 1]. */
    MATTHEWS("matthews_correlation", true, Kind.OTHER, BinaryMetric::matthews),
    /** Cohen's kappa, (observed - expected agreement)/(1 - expected), in [-1, 1]; NaN where 1 is expected. */
    KAPPA("cohen_kappa", true, Kind.OTHER, BinaryMetric::kappa);

    private enum Kind {
        SHARE,
        F_MEASURE,
        OTHER
    }

    private final String wireName;
    private final boolean isHigherBetter;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // formulas capture nothing
    private final ToDoubleFunction<ExpectedConfusion> formula;

    BinaryMetric(String wireName, boolean isHigherBetter, Kind kind, ToDoubleFunction<ExpectedConfusion> formula) {
        this.wireName = wireName;
        this.isHigherBetter = isHigherBetter;
        this.kind = kind;
        this.formula = formula;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public boolean isHigherBetter() {
        return isHigherBetter;
    }

    @Override
    public boolean isServiceMetric() {
        return kind != Kind.OTHER;
    }

    /** The figure of a table of counts. */
    public double of(BinaryConfusion confusion) {
        return formula.applyAsDouble(confusion.expected());
    }

    /** The figure of an estimated or weighted table. */
    public double of(ExpectedConfusion confusion) {
        return formula.applyAsDouble(confusion);
    }

    /**
     * The confidence interval: Wilson for shares. F is a rising function of t = TP/(TP+FP+FN) with the observed share
     * of FN among the errors, so its ends are those of t's Wilson interval (for F1 this share cancels: 2t/(1+t)). The
     * others: ± z jackknife standard errors inside the figure's range.
     *
     * @param confidence in (0, 1)
     * @return undefined where the figure is
     */
    public Interval interval(BinaryConfusion confusion, double confidence) {
        ExpectedConfusion cells = confusion.expected();
        double value = of(cells);
        if (Double.isNaN(value)) {
            return Interval.UNDEFINED;
        }
        return switch (kind) {
            case SHARE -> Wilson.interval(Math.rint(value * denominator(cells)), denominator(cells), confidence);
            case F_MEASURE -> fInterval(cells, confidence);
            case OTHER -> jackknife(confusion, value, confidence);
        };
    }

    private double denominator(ExpectedConfusion c) {
        return switch (this) {
            case ACCURACY -> c.total();
            case PRECISION -> c.predictedPositives();
            case RECALL, TRUE_POSITIVE_RATE, FALSE_NEGATIVE_RATE -> c.positives();
            case TRUE_NEGATIVE_RATE, FALSE_POSITIVE_RATE -> c.negatives();
            default -> throw new AssertionError(this);
        };
    }

    private Interval fInterval(ExpectedConfusion c, double confidence) {
        double errors = c.falseNegatives() + c.falsePositives();
        Interval t = Wilson.interval(c.truePositives(), c.truePositives() + errors, confidence);
        if (!t.isDefined()) {
            return t;
        }
        double missed = errors == 0 ? 0.5 : c.falseNegatives() / errors;
        return new Interval(fOf(t.low(), missed), fOf(t.high(), missed));
    }

    private double fOf(double hits, double missed) {
        double errors = 1 - hits;
        return of(new ExpectedConfusion(hits, errors * (1 - missed), errors * missed, 0));
    }

    /** Jackknife standard error; NaN where the figure is not defined with a row less. */
    public double standardError(BinaryConfusion c) {
        long[] cells = {c.truePositives(), c.falsePositives(), c.falseNegatives(), c.trueNegatives()};
        return Jackknife.standardError(cells, n -> of(new BinaryConfusion(n[0], n[1], n[2], n[3])));
    }

    private Interval jackknife(BinaryConfusion c, double value, double confidence) {
        return NormalInterval.plain(value, standardError(c), confidence).within(this == BALANCED_ACCURACY ? 0 : -1, 1);
    }

    private static double ratio(double numerator, double denominator) {
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }

    private static double fMeasure(ExpectedConfusion c, double b) {
        if (c.truePositives() == 0) {
            return c.total() == 0 ? Double.NaN : 0;
        }
        double hits = (1 + b * b) * c.truePositives();
        return hits / (hits + b * b * c.falseNegatives() + c.falsePositives());
    }

    private static double matthews(ExpectedConfusion c) {
        double scale = Math.sqrt(c.positives() * c.negatives() * c.predictedPositives() * c.predictedNegatives());
        if (scale == 0) {
            return c.total() == 0 ? Double.NaN : 0;
        }
        return (c.truePositives() * c.trueNegatives() - c.falsePositives() * c.falseNegatives()) / scale;
    }

    private static double kappa(ExpectedConfusion c) {
        double n = c.total();
        double chance = c.positives() * c.predictedPositives() + c.negatives() * c.predictedNegatives();
        return ratio(n * (c.truePositives() + c.trueNegatives()) - chance, n * n - chance);
    }
}
