package io.tidemark.core.model;

import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.MulticlassMetric;
import io.tidemark.stats.quality.QualityMetric;
import io.tidemark.stats.quality.RegressionMetric;
import io.tidemark.stats.quality.ScoreTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The limits that the service suggests: the reference's own value of each of its metrics, without slack, in the direction
 * that is worse. A figure that is not finite has no limit, nor has one of a constant classifier.
 */
final class DerivedConstraints {
    /** The area under the ROC curve, which is no figure of a confusion table. */
    static final String AUC = "auc";

    private DerivedConstraints() {}

    /**
     * The limits of a reference.
     *
     * @param scores a binary model's scores, each by itself where memory allows, because the profile's own table may be on
     *     its grid; ignored for other models
     */
    static ModelConstraints of(ModelProfile reference, ScoreTable scores) {
        Map<String, MetricConstraint> byMetric = new TreeMap<>();
        switch (reference.spec().problem()) {
            case BINARY -> {
                putAll(BinaryMetric.values(), metric -> metric.of(reference.confusion()), byMetric);
                put(AUC, true, scores.counts().ranking().auc(), byMetric);
            }
            case MULTICLASS -> putAll(MulticlassMetric.values(), metric -> metric.of(reference.matrix()), byMetric);
            case REGRESSION -> putAll(RegressionMetric.values(), metric -> metric.of(reference.regression()), byMetric);
        }
        return new ModelConstraints(byMetric);
    }

    private static <M extends QualityMetric> void putAll(
            M[] metrics, ToDoubleFunction<M> value, Map<String, MetricConstraint> into) {
        for (M metric : metrics) {
            if (metric.isServiceMetric()) {
                put(metric.wireName(), metric.isHigherBetter(), value.applyAsDouble(metric), into);
            }
        }
    }

    private static void put(String name, boolean isHigherBetter, double value, Map<String, MetricConstraint> into) {
        if (Double.isFinite(value)) {
            Comparison worse = isHigherBetter ? Comparison.LESS_THAN : Comparison.GREATER_THAN;
            into.put(name, new MetricConstraint(value, worse));
        }
    }
}
