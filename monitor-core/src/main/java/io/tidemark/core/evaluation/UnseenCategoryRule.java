package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.CategoricalProfile;
import java.util.Optional;

/**
 * DQ003: the share of values that the training data does not hold must not exceed what the training data itself
 * foretells (u, the share of rows whose value occurs once) by more than a maximum and three standard errors, {@code
 * 3·√(u(1−u)(1/n + 1/m))}. So identifiers, which never repeat, never fire. Applies to categorical features whose whole
 * domain is known.
 *
 * @param maxShare largest allowed share of unseen values beyond what is foretold, in [0, 1]
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
        double foretold = evidence.baseline().constraints().unseenShare();
        long m = evidence.baseline().profile().valid();
        double limit = ShareRule.limit(foretold, maxShare, n, m);
        double share = (double) window.unseen() / n;
        return Optional.of(ShareRule.atMost(
                code(), evidence.baseline().name(), "unseenShare", share, limit, n, evidence.minRows()));
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(maxShare);
    }
}
