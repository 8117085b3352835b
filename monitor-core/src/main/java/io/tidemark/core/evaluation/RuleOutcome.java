package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;

/**
 * The answer of one rule for one feature, or for the window as a whole.
 *
 * @param code the rule's code
 * @param feature the feature's name, empty for a rule on the whole window
 * @param metric what was compared, for example {@code completeness} or {@code ks}
 * @param state the answer
 * @param value the number compared
 * @param threshold the number compared with
 * @param direction on which side of the threshold a value is bad
 * @param effect lower bound of the effect on a scale of shares in [0, 1]; decides the severity
 */
public record RuleOutcome(
        String code,
        String feature,
        String metric,
        RuleState state,
        double value,
        double threshold,
        Direction direction,
        double effect) {

    /** Returns whether the rule fired. */
    public boolean isAlarm() {
        return state == RuleState.ALARM;
    }

    /** Writes what a hash of verdicts is made of; the direction follows from the rest. */
    public void writeTo(CanonicalOutput out) {
        out.putText(code).putText(feature).putText(metric).putText(state.name());
        out.putDouble(value).putDouble(threshold).putDouble(effect);
    }
}
