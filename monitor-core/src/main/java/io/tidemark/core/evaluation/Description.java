package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.profile.NumericProfile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One plain sentence for a rule that fired: what, how much, compared with what. */
final class Description {
    private Description() {}

    static String of(RuleOutcome outcome, WindowReport report, @Nullable FeatureBaseline baseline) {
        return switch (outcome.metric()) {
            case "completeness" ->
                sentence(
                        "%s: only %s of the rows have a value; at least %s expected (baseline %s)",
                        outcome.feature(),
                        percent(outcome.value()),
                        percent(outcome.threshold()),
                        percent(
                                baseline == null
                                        ? Double.NaN
                                        : baseline.constraints().completeness()));
            case "typeShare" ->
                sentence(
                        "%s: only %s of the values are spelled as %s; at least %s expected",
                        outcome.feature(),
                        percent(outcome.value()),
                        baseline == null ? "?" : baseline.type().wireName(),
                        percent(outcome.threshold()));
            case "unseenShare" ->
                sentence(
                        "%s: %s of the values are not in the training data; at most %s expected",
                        outcome.feature(), percent(outcome.value()), percent(outcome.threshold()));
            case "outOfRangeShare" ->
                sentence(
                        "%s: %s of the numbers are infinite or outside the training data's range%s; at most %s expected",
                        outcome.feature(), percent(outcome.value()), range(baseline), percent(outcome.threshold()));
            case "negativeShare" ->
                sentence(
                        "%s: %s of the numbers are negative, and none of the training data's is; at most %s expected",
                        outcome.feature(), percent(outcome.value()), percent(outcome.threshold()));
            case "missingColumnShare" ->
                sentence(
                        "%s of the rows lack a column of the baseline; at most %s expected",
                        percent(outcome.value()), percent(outcome.threshold()));
            case "extraColumnShare" ->
                sentence(
                        "%s of the rows have a column that the baseline does not know; at most %s expected",
                        percent(outcome.value()), percent(outcome.threshold()));
            default -> distance(outcome, report, baseline);
        };
    }

    private static String range(@Nullable FeatureBaseline baseline) {
        if (baseline == null || !(baseline.profile() instanceof NumericProfile numeric)) {
            return "";
        }
        return sentence(
                ", %s to %s",
                number(numeric.moments().min()), number(numeric.moments().max()));
    }

    private static String distance(RuleOutcome outcome, WindowReport report, @Nullable FeatureBaseline baseline) {
        String shift = "";
        for (FeatureReport feature : report.features()) {
            if (feature.name().equals(outcome.feature()) && baseline != null) {
                shift = shift(FeatureReport.summarize(baseline.profile()), feature.summary());
            }
        }
        String relation = outcome.direction() == Direction.BAD_WHEN_LOWER ? "below" : "above";
        return sentence(
                "%s: %s %s is %s %s%s",
                outcome.feature(),
                title(outcome.metric()),
                number(outcome.value()),
                relation,
                number(outcome.threshold()),
                shift);
    }

    private static String shift(FeatureReport.Summary before, FeatureReport.Summary now) {
        if (Double.isNaN(before.mean()) || Double.isNaN(now.mean())) {
            return "";
        }
        return sentence("; mean %s, baseline %s", number(now.mean()), number(before.mean()));
    }

    private static String title(String metric) {
        for (Distance distance : Distance.values()) {
            if (metric.equals(distance.wireName())) {
                return distance.title();
            }
            if (metric.equals(distance.wireName() + "Robust")) {
                return distance.title() + " (less the small-window allowance)";
            }
            if (metric.equals(distance.wireName() + "SquareRoot")) {
                return "square root of the " + distance.title();
            }
            if (metric.equals(distance.wireName() + "PValue")) {
                return distance.title() + ", p-value";
            }
        }
        return metric;
    }

    private static String percent(double share) {
        return sentence("%.1f %%", share * 100);
    }

    private static String number(double value) {
        return Math.abs(value) >= 1_000 ? sentence("%.0f", value) : sentence("%.4g", value);
    }

    private static String sentence(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
