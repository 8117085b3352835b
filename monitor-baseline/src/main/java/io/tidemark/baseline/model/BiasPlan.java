package io.tidemark.baseline.model;

import io.tidemark.core.model.FieldRef;
import java.util.List;

/**
 * What an analysis of bias looks at.
 *
 * @param table rows with labels, and predictions if there are some
 * @param label the column of labels
 * @param positives positive values of label and prediction; empty with a threshold
 * @param threshold labels and predictions strictly above it are positive; NaN with positive values
 * @param predicted the column of predicted labels; none for an analysis of the labels alone
 * @param sides facets and the column for conditional disparity; segments have no meaning here
 */
public record BiasPlan(
        LabelledFiles table,
        FieldRef label,
        List<String> positives,
        double threshold,
        FieldRef predicted,
        QualityPlan.Sides sides) {
    /** Copies the list and refuses a plan that asks for nothing. */
    public BiasPlan {
        positives = List.copyOf(positives);
        if (positives.isEmpty() == Double.isNaN(threshold)) {
            throw new IllegalArgumentException("give positive values or a threshold: " + positives + ", " + threshold);
        }
        if (sides.facets().isEmpty()) {
            throw new IllegalArgumentException("facets is empty: name at least one");
        }
    }

    /** An analysis of labels, one value of which is positive. */
    public static BiasPlan of(LabelledFiles table, String label, String positive, FacetChoice... facets) {
        return new BiasPlan(
                table,
                FieldRef.named(label),
                List.of(positive),
                Double.NaN,
                FieldRef.NONE,
                QualityPlan.Sides.of(facets));
    }

    /** This plan with predictions. */
    public BiasPlan withPredictions(String column) {
        return new BiasPlan(table, label, positives, threshold, FieldRef.named(column), sides);
    }

    /** This plan with other sides. */
    public BiasPlan with(QualityPlan.Sides others) {
        return new BiasPlan(table, label, positives, threshold, predicted, others);
    }
}
