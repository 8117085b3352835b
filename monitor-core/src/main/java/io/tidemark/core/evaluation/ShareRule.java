package io.tidemark.core.evaluation;

/** The common end of rules that compare a share of rows with a limit. */
final class ShareRule {
    private ShareRule() {}

    private static final double STANDARD_ERRORS = 3;

    /**
     * Returns the largest share that is allowed: what is foretold, a maximum beyond it, and three standard errors of a
     * difference of shares.
     *
     * @param foretold the share that the training data foretells, in [0, 1]
     * @param maxShare how much more is allowed, in [0, 1]
     * @param n window values
     * @param m baseline values, positive
     */
    static double limit(double foretold, double maxShare, long n, long m) {
        double noise = foretold == 0
                ? 0
                : STANDARD_ERRORS * Math.sqrt(foretold * (1 - foretold) * FeatureEvidence.varianceScale(n, m));
        return Math.min(1, foretold + maxShare + noise);
    }

    /** A share that must not exceed a limit. */
    static RuleOutcome atMost(
            String code, String feature, String metric, double share, double limit, long n, long min) {
        return new RuleOutcome(
                code,
                feature,
                metric,
                state(share - limit, n, min),
                share,
                limit,
                Direction.BAD_WHEN_HIGHER,
                excess(share - limit));
    }

    /** A share that must not fall below a limit. */
    static RuleOutcome atLeast(
            String code, String feature, String metric, double share, double limit, long n, long min) {
        return new RuleOutcome(
                code,
                feature,
                metric,
                state(limit - share, n, min),
                share,
                limit,
                Direction.BAD_WHEN_LOWER,
                excess(limit - share));
    }

    /** A share or a limit that is not defined decides nothing. */
    private static RuleState state(double distance, long rows, long minRows) {
        if (rows < minRows || Double.isNaN(distance)) {
            return RuleState.INSUFFICIENT_DATA;
        }
        return distance > 0 ? RuleState.ALARM : RuleState.OK;
    }

    private static double excess(double distance) {
        return distance > 0 ? distance : 0;
    }
}
