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
