package io.tidemark.core.quality;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.stats.attribution.RankingGain;

/**
 * The service's words for violations of its rules. Numbers are the shortest that read back as the same double, on every
 * release of Java; infinite ones are {@code Infinity}.
 */
public final class ServiceTexts {
    private ServiceTexts() {}

    /**
     * The service's description of {@code MQ001}, {@code BI001} and {@code FA001}.
     *
     * @throws IllegalArgumentException for another rule
     */
    public static String description(RuleOutcome outcome) {
        return switch (outcome.code()) {
            case "MQ001" ->
                "Metric " + outcome.metric() + " with " + number(outcome.value()) + " was " + checkType(outcome) + " "
                        + number(outcome.threshold());
            case "BI001" ->
                "Metric value " + number(outcome.value()) + " doesn't meet the baseline constraint requirement "
                        + number(outcome.threshold());
            case "FA001" ->
                "Feature attribution drift " + number(outcome.value()) + " exceeds threshold "
                        + number(RankingGain.SERVICE_THRESHOLD);
            default -> throw new IllegalArgumentException("rule " + outcome.code() + " is none of the service's");
        };
    }

    /** The service's name of the check of an outcome; empty if it has none. */
    public static String checkType(RuleOutcome outcome) {
        return switch (outcome.code()) {
            case "MQ001" -> Limit.comparison(outcome.direction()).wireName();
            case "BI001" -> "bias_drift_check";
            case "FA001" -> "feature_attribution_drift_check";
            default -> "";
        };
    }

    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }
}
