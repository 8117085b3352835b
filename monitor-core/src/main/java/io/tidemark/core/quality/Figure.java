package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.interval.Interval;

/**
 * One figure of a model's quality in a window.
 *
 * @param name stable name, for example {@code recall} or {@code weighted_f1}
 * @param kind how it was got
 * @param value the figure; NaN if it is not defined, and for a bound
 * @param interval the confidence interval of the rules' confidence, or the bounds; undefined where none is known
 * @param baseline the same figure of the model baseline; NaN if it has none
 * @param rows rows behind the figure
 */
public record Figure(String name, FigureKind kind, double value, Interval interval, double baseline, long rows) {
    /** Whether it is a number. */
    public boolean isDefined() {
        return !Double.isNaN(value);
    }

    void writeTo(CanonicalOutput out) {
        out.putText(name).putText(kind.name()).putDouble(value);
        out.putDouble(interval.low())
                .putDouble(interval.high())
                .putDouble(baseline)
                .putVarint(rows);
    }
}
