package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.CategoricalProfile;
import java.util.Optional;

/**
 * DQ003: the share of values that the training data does not hold must not exceed a maximum. Applies to categorical
 * features whose whole domain is known.
 *
 * @param maxShare largest allowed share of unseen values, in [0, 1]
 */
public record UnseenCategoryRule(double maxShare) implements FeatureRule {
    public UnseenCategoryRule {
        Parameters.requireShare("DQ003 maxShare", maxShare);
    }

    @Override
    public String code() {
        return "DQ003";
    }

    @Override
    public Optional<RuleOutcome> judge(FeatureEvidence evidence) {
        if (!(evidence.window() instanceof CategoricalProfile window)
                || !window.index().isDomainComplete()) {
            return Optional.empty();
        }
        long n = window.valid();
        double share = (double) window.unseen() / n;
        return Optional.of(ShareRule.atMost(
                code(), evidence.baseline().name(), "unseenShare", share, maxShare, n, evidence.minRows()));
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(maxShare);
    }
}
