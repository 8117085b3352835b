package io.tidemark.core.quality;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.stats.interval.Interval;

/**
 * The number that a figure of quality is held against.
 *
 * @param metric the figure's name
 * @param at the number; itself allowed
 * @param comparison the side that is bad
 */
record Limit(String metric, double at, Comparison comparison) {
    boolean isBeyond(double value) {
        return comparison == Comparison.LESS_THAN ? value < at : value > at;
    }

    /** Whether the interval lies wholly on the bad side; false if it has no ends. */
    boolean isBeyond(Interval interval) {
        return interval.isDefined() && isBeyond(comparison == Comparison.LESS_THAN ? interval.high() : interval.low());
    }

    /** The bad side of a recorded direction. */
    static Comparison comparison(Direction direction) {
        return direction == Direction.BAD_WHEN_LOWER ? Comparison.LESS_THAN : Comparison.GREATER_THAN;
    }

    Direction direction() {
        return comparison == Comparison.LESS_THAN ? Direction.BAD_WHEN_LOWER : Direction.BAD_WHEN_HIGHER;
    }

    /** How far beyond the limit the figure surely is, in [0, 1]; 0 without an interval. */
    double effect(Interval interval) {
        if (!isBeyond(interval)) {
            return 0;
        }
        double excess = comparison == Comparison.LESS_THAN ? at - interval.high() : interval.low() - at;
        return Tolerance.effect(metric, excess, at);
    }

    RuleOutcome outcome(String code, double value, Interval interval, RuleState state) {
        return new RuleOutcome(code, "", metric, state, value, at, direction(), effect(interval));
    }
}
