package io.tidemark.core.evaluation;

/** The common end of rules that compare a share of rows with a limit. */
final class ShareRule {
    private ShareRule() {}

    /** A share that must not exceed a limit. */
    static RuleOutcome atMost(
            String code, String feature, String metric, double share, double limit, long n, long min) {
        return new RuleOutcome(
                code,
                feature,
                metric,
                state(share > limit, n, min),
                share,
                limit,
                Direction.BAD_WHEN_HIGHER,
                Math.max(0, share - limit));
    }

    /** A share that must not fall below a limit. */
    static RuleOutcome atLeast(
            String code, String feature, String metric, double share, double limit, long n, long min) {
        return new RuleOutcome(
                code,
                feature,
                metric,
                state(share < limit, n, min),
                share,
                limit,
                Direction.BAD_WHEN_LOWER,
                Math.max(0, limit - share));
    }

    private static RuleState state(boolean bad, long rows, long minRows) {
        if (rows < minRows) {
            return RuleState.INSUFFICIENT_DATA;
        }
        return bad ? RuleState.ALARM : RuleState.OK;
    }
}
