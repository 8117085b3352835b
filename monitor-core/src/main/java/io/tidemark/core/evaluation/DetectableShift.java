package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.profile.CategoricalProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The smallest change of the input that a rule is certain to find in a window, with the confidence of severities: a true
 * distance is at most 1.803·√v above the measured one but for about 3 windows in 1,000, where v = 1/n + 1/m for n values of
 * the window and m of the baseline, and a true share at most 1.803·√(1/n) above the measured one. So with u = 1.803·√v and
 * s = 1.803/√n:
 *
 * <ul>
 *   <li>DR002: limit + 1.8·√v + u, a Kolmogorov-Smirnov (numbers) or L-infinity (categories) distance
 *   <li>DR003, DR009: limit + u
 *   <li>DQ001: limit + 3·√(c(1-c)·v) + s, a loss of present values, c the baseline's share
 *   <li>DQ002: 1 - limit + s, a share of values of another type
 *   <li>DQ003: f + limit + 3·√(f(1-f)·v) + s, a share of unseen values, f the share that is foretold
 *   <li>DQ004, DQ005: limit + s, a share of rows
 * </ul>
 *
 * <p>Divergences, Wasserstein, p-values and ranges have no such bound and are not certified.
 *
 * @param code of the rule
 * @param feature where the smallest change is largest; empty for rules on rows, and where no feature is judged
 * @param size the change, in [0, 1]; NaN where no change is certain to be found
 * @param why the size is NaN: a sentence, else empty
 */
public record DetectableShift(String code, String feature, double size, String why) {
    private static final String TOO_FEW = "fewer rows than a verdict needs";
    private static final String NO_BOUND = "the rule has no certified bound";
    private static final String NOT_FOUND = "not even the largest change is certain: more rows are needed";
    private static final String NO_FEATURE = "no feature that it judges";

    /**
     * What each rule finds.
     *
     * @param config the rules
     * @param baseline what windows are compared with
     * @param rows expected in a window, all values present; at least 1
     */
    public static List<DetectableShift> of(EvaluationConfig config, Baseline baseline, long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows = " + rows + " is not at least 1");
        }
        List<DetectableShift> shifts = new ArrayList<>();
        for (Rule rule : config.rules()) {
            shifts.add(rows < config.minRows() ? none(rule, TOO_FEW) : of(rule, baseline, rows));
        }
        return shifts;
    }

    private static DetectableShift of(Rule rule, Baseline baseline, long rows) {
        double sure = DistanceRule.LOWER_BOUND_FACTOR / Math.sqrt((double) rows);
        if (rule instanceof DistanceRule distance) {
            return ofDistance(distance, baseline, rows);
        }
        if (rule instanceof CompletenessRule completeness) {
            return largest(rule, baseline.features().stream(), one -> loss(completeness, one, rows) + sure);
        }
        if (rule instanceof DataTypeRule type) {
            return largest(rule, ofKind(baseline, FeatureKind.NUMERIC), one -> 1 - type.minShare() + sure);
        }
        if (rule instanceof UnseenCategoryRule unseen) {
            return largest(rule, withDomain(baseline), one -> unseen(unseen, one, rows) + sure);
        }
        if (rule instanceof MissingColumnRule missing) {
            return certain(rule, "", missing.maxShare() + sure);
        }
        return rule instanceof ExtraColumnRule extra
                ? certain(rule, "", extra.maxShare() + sure)
                : none(rule, NO_BOUND);
    }

    private static DetectableShift ofDistance(DistanceRule rule, Baseline baseline, long rows) {
        boolean isBounded = rule.distance() == Distance.KS || rule.distance() == Distance.L_INFINITY;
        if (!isBounded || rule.basis() == Basis.P_VALUE || rule.basis() == Basis.SQUARE_ROOT) {
            return none(rule, NO_BOUND);
        }
        double factor =
                DistanceRule.LOWER_BOUND_FACTOR + (rule.basis() == Basis.ROBUST ? DistanceRule.ROBUST_FACTOR : 0);
        return largest(rule, ofKind(baseline, rule.kind()), one -> rule.threshold() + factor * scale(one, rows));
    }

    private static double scale(FeatureBaseline feature, long rows) {
        return Math.sqrt(FeatureEvidence.varianceScale(rows, feature.profile().valid()));
    }

    private static double loss(CompletenessRule rule, FeatureBaseline feature, long rows) {
        double promised = feature.constraints().completeness();
        double variance = FeatureEvidence.varianceScale(rows, feature.profile().rows());
        return rule.tolerance() + CompletenessRule.STANDARD_ERRORS * Math.sqrt(promised * (1 - promised) * variance);
    }

    private static double unseen(UnseenCategoryRule rule, FeatureBaseline feature, long rows) {
        return ShareRule.limit(
                feature.constraints().unseenShare(),
                rule.maxShare(),
                rows,
                feature.profile().valid());
    }

    private static Stream<FeatureBaseline> ofKind(Baseline baseline, FeatureKind kind) {
        return baseline.features().stream().filter(one -> one.type().kind() == kind);
    }

    private static Stream<FeatureBaseline> withDomain(Baseline baseline) {
        return baseline.features().stream()
                .filter(one -> one.profile() instanceof CategoricalProfile categories
                        && categories.index().isDomainComplete());
    }

    private static DetectableShift largest(
            Rule rule, Stream<FeatureBaseline> features, ToDoubleFunction<FeatureBaseline> size) {
        return features.map(one -> certain(rule, one.name(), size.applyAsDouble(one)))
                .reduce((a, b) -> a.isWorseThan(b) ? a : b)
                .orElse(none(rule, NO_FEATURE));
    }

    private boolean isWorseThan(DetectableShift other) {
        return Double.isNaN(size) || size >= other.size;
    }

    private static DetectableShift certain(Rule rule, String feature, double size) {
        return size <= 1
                ? new DetectableShift(rule.code(), feature, size, "")
                : new DetectableShift(rule.code(), feature, Double.NaN, NOT_FOUND);
    }

    private static DetectableShift none(Rule rule, String why) {
        return new DetectableShift(rule.code(), "", Double.NaN, why);
    }
}
