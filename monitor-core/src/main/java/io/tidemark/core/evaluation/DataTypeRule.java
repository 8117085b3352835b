package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.profile.ClassCounts;
import java.util.Optional;

/**
 * DQ002: the share of present values whose spelling suits the feature's type must not fall below a minimum. Whole
 * numbers suit a fractional feature. Applies to numeric features: every text suits a text feature.
 *
 * @param minShare smallest allowed share, in [0, 1]
 */
public record DataTypeRule(double minShare) implements FeatureRule {
    public DataTypeRule {
        Parameters.requireShare("DQ002 minShare", minShare);
    }

    @Override
    public String code() {
        return "DQ002";
    }

    @Override
    public Optional<RuleOutcome> judge(FeatureEvidence evidence) {
        if (evidence.baseline().type().kind() != FeatureKind.NUMERIC) {
            return Optional.empty();
        }
        ClassCounts classes = evidence.window().classes();
        long present = classes.total();
        double share = (double) classes.matching(evidence.baseline().type()) / present;
        return Optional.of(ShareRule.atLeast(
                code(), evidence.baseline().name(), "typeShare", share, minShare, present, evidence.minRows()));
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(minShare);
    }
}
