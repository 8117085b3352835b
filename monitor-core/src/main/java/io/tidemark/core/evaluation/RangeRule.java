package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.NumericProfile;
import java.util.Optional;

/**
 * DQ006: the share of numbers outside the range of the training data must not exceed what the training data itself
 * foretells by more than a maximum and three standard errors, {@code 3·√(u(1−u)(1/n + 1/m))}. Foretold is u = (2 +
 * i)/(m + 1): the next of m values without ties is a new smallest or largest one with probability 2/(m + 1), and i of
 * the m were infinite. Infinite values, and those too large for a double, lie outside any range. Applies to numeric
 * features; without a number in the training data there is no range and no answer.
 *
 * @param maxShare largest allowed share beyond what is foretold, in [0, 1]
 */
public record RangeRule(double maxShare) implements FeatureRule {
    private static final double ENDS = 2;

    public RangeRule {
        Parameters.requireShare("DQ006 maxShare", maxShare);
    }

    @Override
    public String code() {
        return "DQ006";
    }

    @Override
    public Optional<RuleOutcome> judge(FeatureEvidence evidence) {
        if (!(evidence.window() instanceof NumericProfile window)
                || !(evidence.baseline().profile() instanceof NumericProfile baseline)) {
            return Optional.empty();
        }
        long n = window.valid() + window.infinite();
        long m = baseline.valid() + baseline.infinite();
        long[] cells = window.cellCounts();
        double share = (double) (cells[0] + cells[cells.length - 1] + window.infinite()) / n;
        double foretold = Math.min(1, (ENDS + baseline.infinite()) / (m + 1));
        double limit = baseline.valid() == 0 ? Double.NaN : ShareRule.limit(foretold, maxShare, n, m);
        return Optional.of(ShareRule.atMost(
                code(), evidence.baseline().name(), "outOfRangeShare", share, limit, n, evidence.minRows()));
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(maxShare);
    }
}
