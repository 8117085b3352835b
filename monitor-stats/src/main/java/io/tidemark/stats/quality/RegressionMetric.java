package io.tidemark.stats.quality;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.summary.CorrectableMoments;
import java.util.function.ToDoubleFunction;

/** Figures of a regression. NaN without rows; errors beyond the largest double make the figures they enter infinite. */
public enum RegressionMetric implements QualityMetric {
    /** Mean |e|. */
    MAE(
            "mae",
            true,
            t -> t.hasErrorOverflow()
                    ? Double.POSITIVE_INFINITY
                    : t.absoluteErrors().mean()),
    /** Mean e². */
    MSE("mse", true, RegressionMetric::meanSquare),
    /** √ of the mean square. */
    RMSE("rmse", true, t -> Math.sqrt(meanSquare(t))),
    /** 1 - mean e² / variance of the labels, at most 1; NaN where the labels do not vary. */
    R2("r2", true, t -> 1 - meanSquare(t) / variance(t)),
    /** Mean |e|/|label| over rows whose label is not 0; NaN if there is none. */
    MAPE(
            "mape",
            false,
            t -> t.hasRelativeOverflow()
                    ? Double.POSITIVE_INFINITY
                    : t.relativeErrors().mean()),
    /** Mean e = prediction - label: positive where predictions are too high; neither direction is better. */
    MEAN_ERROR(
            "mean_error",
            false,
            t -> t.hasErrorOverflow() ? Double.NaN : t.errors().mean()),
    /** 1 - variance of e / variance of the labels: R2 without the mean error; NaN where the labels do not vary. */
    EXPLAINED_VARIANCE(
            "explained_variance",
            false,
            t -> t.hasErrorOverflow() ? Double.NaN : 1 - t.errors().varianceP() / variance(t));

    private final String wireName;
    private final boolean isServiceMetric;

    @SuppressWarnings("ImmutableEnumChecker") // formulas capture nothing
    private final ToDoubleFunction<RegressionTable> formula;

    RegressionMetric(String wireName, boolean isServiceMetric, ToDoubleFunction<RegressionTable> formula) {
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
        return this == R2 || this == EXPLAINED_VARIANCE;
    }

    @Override
    public boolean isServiceMetric() {
        return isServiceMetric;
    }

    /**
     * The figure.
     *
     * @throws IllegalArgumentException if rows were taken back that were never added
     */
    public double of(RegressionTable table) {
        return table.count() == 0 ? Double.NaN : formula.applyAsDouble(table);
    }

    /**
     * Student's interval for the means; for the root that of the mean square, rooted; for R2 that of the mean square
     * over the variance of the labels, which is taken as known. None for the explained variance.
     *
     * @param confidence in (0, 1)
     * @return undefined below two rows, for figures that are not finite, and for the explained variance
     */
    public Interval interval(RegressionTable table, double confidence) {
        return switch (this) {
            case MAE -> positiveMean(of(table), table.absoluteErrors(), confidence);
            case MSE -> positiveMean(of(table), table.squaredErrors(), confidence);
            case RMSE -> root(MSE.interval(table, confidence));
            case MAPE -> positiveMean(of(table), table.relativeErrors(), confidence);
            case MEAN_ERROR -> mean(of(table), table.errors(), confidence);
            case R2 -> ofR2(MSE.interval(table, confidence), variance(table));
            case EXPLAINED_VARIANCE -> Interval.UNDEFINED;
        };
    }

    /**
     * Standard error: sample deviation over √n for the means, by the delta method for root and R2 (the variance of the
     * labels taken as known); NaN for the explained variance.
     */
    public double standardError(RegressionTable table) {
        double n = Math.sqrt((double) Math.max(1, table.count()));
        return switch (this) {
            case MAE -> table.absoluteErrors().sampleSd() / n;
            case MSE -> table.squaredErrors().sampleSd() / n;
            case RMSE -> MSE.standardError(table) / (2 * of(table));
            case R2 -> MSE.standardError(table) / variance(table);
            case MAPE ->
                table.relativeErrors().sampleSd()
                        / Math.sqrt((double) table.relativeErrors().count());
            case MEAN_ERROR -> table.errors().sampleSd() / n;
            case EXPLAINED_VARIANCE -> Double.NaN;
        };
    }

    private static Interval ofR2(Interval meanSquare, double variance) {
        return meanSquare.isDefined() && variance > 0
                ? new Interval(1 - meanSquare.high() / variance, 1 - meanSquare.low() / variance)
                : Interval.UNDEFINED;
    }

    private static Interval mean(double value, CorrectableMoments values, double confidence) {
        return NormalInterval.ofMean(value, values.sampleSd(), values.count(), confidence);
    }

    private static Interval positiveMean(double value, CorrectableMoments values, double confidence) {
        return mean(value, values, confidence).within(0, Double.POSITIVE_INFINITY);
    }

    private static Interval root(Interval square) {
        return square.isDefined() ? new Interval(Math.sqrt(square.low()), Math.sqrt(square.high())) : square;
    }

    private static double meanSquare(RegressionTable table) {
        return table.hasSquareOverflow()
                ? Double.POSITIVE_INFINITY
                : table.squaredErrors().mean();
    }

    /** NaN where it is 0, so that what is divided by it is not defined. */
    private static double variance(RegressionTable table) {
        double variance = table.labels().varianceP();
        return variance == 0 ? Double.NaN : variance;
    }
}
