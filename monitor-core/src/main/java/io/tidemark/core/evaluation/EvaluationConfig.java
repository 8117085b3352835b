package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureKind;
import java.util.List;

/**
 * Which rules judge a window.
 *
 * @param minRows rows that a verdict on a feature needs; below it is INSUFFICIENT_DATA, never OK
 * @param rules the rules in the order of their codes
 */
public record EvaluationConfig(long minRows, List<Rule> rules) {
    public EvaluationConfig {
        if (minRows < 1) {
            throw new IllegalArgumentException("minRows = " + minRows + " is not at least 1");
        }
        rules = List.copyOf(rules);
    }

    /** Returns the rules that are on unless a configuration says otherwise. */
    public static EvaluationConfig defaults() {
        return new EvaluationConfig(
                100,
                List.of(
                        new CompletenessRule(0.02),
                        new DataTypeRule(0.99),
                        new UnseenCategoryRule(0.01),
                        new MissingColumnRule(0.01),
                        new ExtraColumnRule(0.01),
                        new DistanceRule("DR002", Distance.KS, Basis.ROBUST, 0.1, FeatureKind.NUMERIC),
                        new DistanceRule("DR002", Distance.L_INFINITY, Basis.ROBUST, 0.1, FeatureKind.CATEGORICAL),
                        new DistanceRule("DR006", Distance.PSI, Basis.RAW, 0.2, FeatureKind.NUMERIC)));
    }

    /** Writes everything that a verdict depends on. */
    public void writeTo(CanonicalOutput out) {
        out.putLong(minRows).putVarint(rules.size());
        rules.forEach(rule -> rule.writeTo(out));
    }
}
