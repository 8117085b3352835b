package io.tidemark.core.evaluation;

import java.util.List;

/**
 * What evaluating a window gives.
 *
 * @param report the verdict
 * @param violations the rules that fired, most severe first, then by code and feature
 */
public record Evaluation(WindowReport report, List<Violation> violations) {
    public Evaluation {
        violations = List.copyOf(violations);
    }
}
