package io.tidemark.core.quality;

import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.interval.Interval;
import java.util.List;
import java.util.Set;

/**
 * The quality of a window before its labels come, from its scores or forecasts and from what the labelled reference says of
 * them. Valid while a score means what it meant: inputs may drift, <b>concept drift is invisible</b>. Labels that are there
 * count as themselves. Made once per model baseline and segment; immutable and thread-safe.
 */
sealed interface Estimator permits BinaryEstimator, MulticlassEstimator, RegressionEstimator, Estimator.Impossible {
    /**
     * An estimated figure.
     *
     * @param name of the figure
     * @param value the estimate
     * @param interval what chance and the size of the reference leave open; undefined where it is not known
     */
    record Estimate(String name, double value, Interval interval) {}

    /** The estimates of a window with rows. */
    List<Estimate> of(ModelProfile window, double confidence);

    /** The tables of the window that it looks at. */
    Set<ModelTable> tables();

    /** The estimator of a segment, by what the reference's rows of that segment say beside those of all. */
    Estimator ofSegment(ModelProfile reference);

    /** The reference says too little. */
    record Impossible() implements Estimator {
        @Override
        public Estimator ofSegment(ModelProfile reference) {
            return this;
        }

        @Override
        public List<Estimate> of(ModelProfile window, double confidence) {
            return List.of();
        }

        @Override
        public Set<ModelTable> tables() {
            return Set.of();
        }
    }

    /** The estimator of all rows. */
    static Estimator of(ModelBaseline baseline) {
        return switch (baseline.spec().problem()) {
            case BINARY -> BinaryEstimator.of(baseline);
            case MULTICLASS -> MulticlassEstimator.of(baseline);
            case REGRESSION -> RegressionEstimator.of(baseline);
        };
    }
}
