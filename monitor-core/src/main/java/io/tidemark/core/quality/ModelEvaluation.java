package io.tidemark.core.quality;

import io.tidemark.core.evaluation.Violation;
import java.util.List;

/**
 * What evaluating the tables of a window gives.
 *
 * @param report the figures and the verdict
 * @param violations the rules that fired, most severe first, then by code, facet and metric
 */
public record ModelEvaluation(ModelReport report, List<Violation> violations) {
    /** Copies the violations. */
    public ModelEvaluation {
        violations = List.copyOf(violations);
    }
}
