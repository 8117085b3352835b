package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.NumericProfile;
import java.util.Optional;

/**
 * DQ007: where the training data holds no negative number, the share of them must not exceed what it foretells all the
 * same, u = 1/(m + 1), by more than a maximum and three standard errors, {@code 3·√(u(1−u)(1/n + 1/m))}. Minus infinity
 * is negative, minus zero is not. Applies to numeric features whose baseline promises it.
 *
 * @param maxShare largest allowed share beyond what is foretold, in [0, 1]
 */
public record NonNegativeRule(double maxShare) implements FeatureRule {
    public NonNegativeRule {
        Parameters.requireShare("DQ007 maxShare", maxShare);
    }

    @Override
    public String code() {
        return "DQ007";
    }

    @Override
    public Optional<RuleOutcome> judge(FeatureEvidence evidence) {
        if (!(evidence.window() instanceof NumericProfile window)
                || !evidence.baseline().constraints().nonNegative()) {
            return Optional.empty();
        }
        long n = window.valid() + window.infinite();
        long m = evidence.baseline().profile().valid();
        double share = (double) (window.negative() + window.negativeInfinite()) / n;
        double limit = m == 0 ? Double.NaN : ShareRule.limit(1.0 / (m + 1), maxShare, n, m);
        return Optional.of(ShareRule.atMost(
                code(), evidence.baseline().name(), "negativeShare", share, limit, n, evidence.minRows()));
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(maxShare);
    }
}
