package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;

/**
 * One bias metric of a facet.
 *
 * @param metric which one
 * @param value the value, or why there is none
 * @param isWithheld whether there is no value because a side has rows, but fewer than may be shown
 * @param interval the confidence interval; undefined where the value is, and for metrics that have none
 * @param baseline the model baseline's value, or why it has none
 */
public record BiasFigure(
        BiasMetric metric, BiasValue value, boolean isWithheld, Interval interval, BiasValue baseline) {
    /** A metric that may not be shown. */
    static BiasFigure withheld(BiasMetric metric, BiasValue baseline) {
        return new BiasFigure(
                metric, new BiasValue.Undefined(BiasValue.Reason.NO_ROWS), true, Interval.UNDEFINED, baseline);
    }

    void writeTo(CanonicalOutput out) {
        out.putText(metric.wireName());
        write(value, out);
        out.putByte(isWithheld ? 1 : 0);
        out.putDouble(interval.low()).putDouble(interval.high());
        write(baseline, out);
    }

    static void write(BiasValue value, CanonicalOutput out) {
        out.putText(value instanceof BiasValue.Undefined none ? none.reason().name() : "");
        out.putDouble(value.orNaN());
    }
}
