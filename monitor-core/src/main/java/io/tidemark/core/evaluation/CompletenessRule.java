package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.FeatureProfile;
import java.util.Optional;

/**
 * DQ001: the share of present values must not fall below the baseline's c by more than the tolerance and three standard
 * errors of a difference of shares, {@code 3·√(c(1−c)(1/n + 1/m))}.
 *
 * @param tolerance allowed loss of completeness beyond noise, in [0, 1]
 */
public record CompletenessRule(double tolerance) implements FeatureRule {
    static final double STANDARD_ERRORS = 3;

    public CompletenessRule {
        Parameters.requireShare("DQ001 tolerance", tolerance);
    }

    @Override
    public String code() {
        return "DQ001";
    }

    @Override
    public Optional<RuleOutcome> judge(FeatureEvidence evidence) {
        FeatureProfile window = evidence.window();
        long n = window.rows();
        long m = evidence.baseline().profile().rows();
        double promised = evidence.baseline().constraints().completeness();
        double present = n == 0 ? Double.NaN : (double) (n - window.missing()) / n;
        double noise = STANDARD_ERRORS * Math.sqrt(promised * (1 - promised) * FeatureEvidence.varianceScale(n, m));
        double limit = Math.max(0, promised - tolerance - (n == 0 ? 0 : noise));
        return Optional.of(ShareRule.atLeast(
                code(), evidence.baseline().name(), "completeness", present, limit, n, evidence.minRows()));
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(tolerance);
    }
}
