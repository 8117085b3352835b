package io.tidemark.core.evaluation;

import java.util.Optional;

/** A rule that judges one feature of a window. */
public sealed interface FeatureRule extends Rule
        permits CompletenessRule, DataTypeRule, UnseenCategoryRule, RangeRule, NonNegativeRule, DistanceRule {
    /**
     * Judges one feature.
     *
     * @return the outcome, or empty if the rule does not apply to this kind of feature
     */
    Optional<RuleOutcome> judge(FeatureEvidence evidence);
}
