package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import java.util.Optional;

/**
 * A violation recomputed from its evidence: the counts that it carries and the baseline that it names, by the same
 * rule.
 *
 * @param value the number that the evidence gives
 * @param isSameValue whether it is the recorded one, bit for bit
 * @param isBad whether it lies on the bad side of the recorded threshold
 * @param isSameSeverity whether its effect has the recorded severity
 */
public record EvidenceCheck(double value, boolean isSameValue, boolean isBad, boolean isSameSeverity) {
    /** Any limit would do: a rule's number does not depend on it. */
    private static final double ANY_SHARE = 0.5;

    private static final long NO_MINIMUM = 1;

    /** Returns whether the evidence proves what the violation says. */
    public boolean holds() {
        return isSameValue && isBad && isSameSeverity;
    }

    /**
     * Recomputes a violation.
     *
     * @throws IllegalArgumentException if the baseline is another one, or the evidence is not of its features
     */
    public static EvidenceCheck of(Violation violation, Baseline baseline) {
        if (!baseline.hash().equals(violation.baselineHash())) {
            throw new IllegalArgumentException("the violation was judged with baseline "
                    + violation.baselineHash().brief() + ", this is "
                    + baseline.hash().brief());
        }
        RuleOutcome recorded = violation.outcome();
        if (recorded.feature().isEmpty()) {
            double share = columnShare(violation);
            return check(violation, share, Math.max(0, share - recorded.threshold()));
        }
        FeatureBaseline feature = featureOf(recorded.feature(), baseline);
        FeatureProfile window = profileOf(violation, feature);
        FeatureReport report = FeatureReport.of(feature, window);
        FeatureEvidence evidence = new FeatureEvidence(feature, window, report.distances(), NO_MINIMUM);
        RuleOutcome recomputed = outcome(recorded, evidence);
        boolean isDistance = recorded.code().startsWith("DR");
        double excess = recorded.direction() == Direction.BAD_WHEN_LOWER
                ? recorded.threshold() - recomputed.value()
                : recomputed.value() - recorded.threshold();
        return check(violation, recomputed.value(), isDistance ? recomputed.effect() : Math.max(0, excess));
    }

    /** The counts of the feature in the window that a violation carries, over the feature's baseline. */
    public static FeatureProfile profileOf(Violation violation, FeatureBaseline feature) {
        CanonicalInput in = new CanonicalInput(violation.evidence().bytes());
        FeatureProfile profile;
        if (feature.profile() instanceof NumericProfile numeric) {
            profile = NumericProfile.readFrom(in, numeric.edges());
        } else if (feature.profile() instanceof CategoricalProfile categorical) {
            profile = CategoricalProfile.readFrom(in, categorical.index());
        } else {
            throw new AssertionError(feature.profile());
        }
        in.expectEnd();
        return profile;
    }

    private static RuleOutcome outcome(RuleOutcome recorded, FeatureEvidence evidence) {
        double limit = recorded.code().startsWith("DQ") ? ANY_SHARE : recorded.threshold();
        return RuleCatalog.of(recorded.code(), limit).stream()
                .filter(FeatureRule.class::isInstance)
                .map(rule -> ((FeatureRule) rule).judge(evidence))
                .flatMap(Optional::stream)
                .filter(one -> one.metric().equals(recorded.metric()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rule " + recorded.code() + " does not measure "
                        + recorded.metric() + " for " + recorded.feature()));
    }

    /** Rows, rows with an extra column, rows that lack one. */
    private static double columnShare(Violation violation) {
        CanonicalInput in = new CanonicalInput(violation.evidence().bytes());
        double rows = in.getVarint();
        double extra = in.getVarint();
        double missing = in.getVarint();
        in.expectEnd();
        return (violation.outcome().metric().equals("missingColumnShare") ? missing : extra) / rows;
    }

    private static EvidenceCheck check(Violation violation, double value, double effect) {
        RuleOutcome recorded = violation.outcome();
        boolean isBad = recorded.direction() == Direction.BAD_WHEN_LOWER
                ? value < recorded.threshold()
                : value > recorded.threshold();
        return new EvidenceCheck(
                value,
                Double.compare(value, recorded.value()) == 0,
                isBad,
                Severity.ofEffect(effect) == violation.severity());
    }

    private static FeatureBaseline featureOf(String name, Baseline baseline) {
        return baseline.features().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the baseline has no feature " + name));
    }
}
