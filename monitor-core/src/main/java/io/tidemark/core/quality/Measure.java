package io.tidemark.core.quality;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.interval.Interval;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A figure of quality as a function of the tables that labelled rows fill. Report, rule, model baseline and the check of a
 * violation's evidence all compute it by the same function.
 *
 * @param name stable name
 * @param tables the tables it needs; what a violation carries as evidence
 * @param value the figure; NaN if it is not defined
 * @param interval its interval for a confidence; undefined where none is known
 * @param rows rows behind it
 */
record Measure(
        String name,
        Set<ModelTable> tables,
        ToDoubleFunction<ModelProfile> value,
        IntervalOf interval,
        ToLongFunction<ModelProfile> rows) {
    /** No interval is known. */
    static final IntervalOf NO_INTERVAL = (profile, confidence) -> Interval.UNDEFINED;

    /** The interval of a figure. */
    @FunctionalInterface
    interface IntervalOf {
        Interval of(ModelProfile profile, double confidence);
    }

    /** The figures of a model, in the order of the report. */
    static List<Measure> of(ModelSpec spec) {
        return switch (spec.problem()) {
            case BINARY -> BinaryMeasures.of(spec);
            case MULTICLASS -> MulticlassMeasures.of(spec);
            case REGRESSION -> RegressionMeasures.all();
        };
    }

    Figure naive(ModelProfile window, double baseline, double confidence) {
        return new Figure(
                name,
                FigureKind.NAIVE,
                value.applyAsDouble(window),
                interval.of(window, confidence),
                baseline,
                rows.applyAsLong(window));
    }
}
