package io.tidemark.core.quality;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.model.ModelProfile;
import java.util.Locale;

/** One plain sentence for a rule that fired: what, how much, compared with what. */
final class ModelTexts {
    private static final int LARGE = 1_000;

    private ModelTexts() {}

    /** The service's words first, where it has any, then ours. */
    static String description(RuleOutcome outcome, ModelProfile window, long rows) {
        String plain = plain(outcome, window, rows);
        return ServiceTexts.checkType(outcome).isEmpty() ? plain : ServiceTexts.description(outcome) + ": " + plain;
    }

    private static String plain(RuleOutcome outcome, ModelProfile window, long rows) {
        return switch (outcome.code()) {
            case "MQ003" ->
                text(
                        "only %s of %,d rows have a label at the deadline; %s are needed",
                        percent(outcome.value()), window.eligible(), percent(outcome.threshold()));
            case "MQ004" ->
                text(
                        "%s is estimated as %s before labels came, %s %s; an estimate, blind to a change of what labels mean",
                        outcome.metric(), number(outcome.value()), side(outcome), number(outcome.threshold()));
            case "BI001" ->
                text(
                        "%s: %s is %s, farther from 0 than the baseline's %s (%,d rows)",
                        outcome.feature(),
                        outcome.metric(),
                        number(outcome.value()),
                        number(outcome.threshold()),
                        rows);
            case "BI002" ->
                text(
                        "%s: %s is %s, surely %s %s, the end of what is allowed (%,d rows)",
                        outcome.feature(),
                        outcome.metric(),
                        number(outcome.value()),
                        side(outcome),
                        number(outcome.threshold()),
                        rows);
            case "FA001", "FA002" ->
                text(
                        "the ranking of %,d features by attribution has an NDCG of %s, below %s (%,d rows)",
                        window.spec().attributions().features().size(),
                        number(outcome.value()),
                        number(outcome.threshold()),
                        rows);
            default ->
                text(
                        "%s is %s over %,d labelled rows of %,d, %s%s %s",
                        outcome.metric(),
                        number(outcome.value()),
                        rows,
                        window.eligible(),
                        outcome.code().equals("MQ002") ? "surely " : "",
                        side(outcome),
                        number(outcome.threshold()));
        };
    }

    private static String side(RuleOutcome outcome) {
        return outcome.direction() == Direction.BAD_WHEN_LOWER ? "below" : "above";
    }

    private static String percent(double share) {
        return text("%.1f %%", share * 100);
    }

    private static String number(double value) {
        return Math.abs(value) >= LARGE ? text("%,.0f", value) : text("%.4g", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
