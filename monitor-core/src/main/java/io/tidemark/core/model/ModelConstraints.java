package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.model.MetricConstraint.Comparison;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Limits of the figures of model quality, by the names of the service. A figure without a limit is not checked.
 *
 * @param byMetric limits in the order of their names
 */
public record ModelConstraints(Map<String, MetricConstraint> byMetric) {
    /** No limits. */
    public static final ModelConstraints NONE = new ModelConstraints(Map.of());

    private static final int MOST = 1_000;

    /** Copies and sorts. */
    public ModelConstraints {
        byMetric = Collections.unmodifiableMap(new TreeMap<>(byMetric));
    }

    void writeTo(CanonicalOutput out) {
        out.putVarint(byMetric.size());
        byMetric.forEach((metric, constraint) -> out.putText(metric)
                .putByte(constraint.comparison() == Comparison.LESS_THAN ? 0 : 1)
                .putDouble(constraint.threshold()));
    }

    static ModelConstraints readFrom(CanonicalInput in) {
        Map<String, MetricConstraint> byMetric = new TreeMap<>();
        int size = (int) in.getCount(MOST);
        for (int i = 0; i < size; i++) {
            String metric = in.getText();
            Comparison comparison = in.getByte() == 0 ? Comparison.LESS_THAN : Comparison.GREATER_THAN;
            byMetric.put(metric, new MetricConstraint(in.getDouble(), comparison));
        }
        return new ModelConstraints(byMetric);
    }
}
