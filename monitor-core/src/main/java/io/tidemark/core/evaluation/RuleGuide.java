package io.tidemark.core.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people are told about a rule. The terminal and the documentation both take it from here, so that they cannot say
 * different things.
 *
 * @param code the stable code
 * @param appliesTo which features, or the whole window
 * @param formula what is compared with what; n window values, m baseline values
 * @param limit what the number in {@code --rule CODE=LIMIT} means
 * @param why what in the data makes it fire
 * @param remedy what to do when it does
 */
public record RuleGuide(String code, String appliesTo, String formula, String limit, String why, String remedy) {

    private static final String DISTANCE_REMEDY =
            "Compare the window with the baseline: --out DIR keeps both. If the change is meant to be, make a baseline"
                    + " of newer data; if it comes from upstream, mend it there.";

    private static final List<RuleGuide> ALL = List.of(
            new RuleGuide(
                    "DQ001",
                    "every feature",
                    "present/rows < c - limit - 3*sqrt(c(1-c)(1/n + 1/m)), c the baseline's share of present values",
                    "loss of completeness beyond noise that is allowed, in [0, 1]",
                    "More values are missing, null, empty or a missing marker than in training.",
                    "Look for a source that stopped filling the field, a failed join, or a renamed column."),
            new RuleGuide(
                    "DQ002",
                    "numeric features",
                    "values spelled as the baseline's type / present values < limit",
                    "smallest share that must be spelled right, in [0, 1]",
                    "Texts, other decimal signs, units or booleans came where numbers stood in training.",
                    "Compare the serializer with the one of training; whole numbers are fine in a fractional feature."),
            new RuleGuide(
                    "DQ003",
                    "categorical features whose values are all known",
                    "unseen/n > u + limit + 3*sqrt(u(1-u)(1/n + 1/m)), u the share of values that occur once in training",
                    "share of unseen values beyond what training foretells, in [0, 1]",
                    "Categories came that the training data does not hold.",
                    "See whether they are new in the world (retrain), spelled otherwise, or mistakes."),
            new RuleGuide(
                    "DQ004",
                    "the whole window",
                    "rows that lack a column of the baseline / rows > limit",
                    "largest share of such rows, in [0, 1]",
                    "Requests have fewer columns than the training data, or their order changed.",
                    "Compare the client's version and its column list with the training data."),
            new RuleGuide(
                    "DQ005",
                    "the whole window",
                    "rows with a column that the baseline does not know / rows > limit",
                    "largest share of such rows, in [0, 1]",
                    "Requests have more columns than the training data.",
                    "Leave the column out of the request, or make a baseline that knows it."),
            new RuleGuide(
                    "DQ006",
                    "numeric features",
                    "(below + above + infinite)/n > u + limit + 3*sqrt(u(1-u)(1/n + 1/m)), u = (2 + infinite in training)/(m+1)",
                    "share of numbers out of range beyond what training foretells, in [0, 1]",
                    "Numbers are smaller or larger than any in training, or infinite; distances see finite ones only.",
                    "Look for another unit or scale, an overflow or a division by zero; a wider world needs a new baseline."),
            new RuleGuide(
                    "DQ007",
                    "numeric features without a negative number in training",
                    "(negative + minus infinite)/n > u + limit + 3*sqrt(u(1-u)(1/n + 1/m)), u = 1/(m+1)",
                    "share of negative numbers beyond what training foretells, in [0, 1]",
                    "Negative numbers came where training has none.",
                    "Look for a sign that turned, a code such as -1 for missing, or an overflow."),
            new RuleGuide(
                    "DR002",
                    "numeric features (KS) and categorical features (L-infinity)",
                    "max(0, D - 1.8*sqrt((n+m)/(nm))) > limit, D the largest difference of cumulative shares, or of shares",
                    "largest distance beyond the allowance for small windows, in (0, 1]",
                    "The distribution moved away from the baseline's by more than chance explains.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR003",
                    "numeric features",
                    "max |F_window - F_baseline| > limit",
                    "largest KS distance, in (0, 1]; small windows exceed it by chance",
                    "The cumulative distribution moved.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR004",
                    "every feature",
                    "sqrt(Jensen-Shannon divergence in nats, 32 bins or the categories) > limit",
                    "largest square root, in (0, 0.833]; many categories and few rows exceed it by chance",
                    "The shares of bins or categories changed.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR005",
                    "every feature",
                    "sum w ln(w/b) > limit, shares smoothed with half a count",
                    "largest divergence in nats, positive",
                    "The window holds what is rare in the baseline.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR006",
                    "every feature; on by default for numeric ones",
                    "sum (w - b) ln(w/b) > limit, ten bins of equal baseline mass, shares smoothed with half a count",
                    "largest index, positive; 0.1 and 0.2 are the customary steps",
                    "The shares of the ten bins changed.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR007",
                    "numeric features",
                    "area between the two cumulative distributions / baseline's standard deviation > limit",
                    "largest mean move in standard deviations, positive",
                    "Mass moved far: a shift of the mean or heavier tails.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR008",
                    "every feature",
                    "p-value of the chi-square test of homogeneity < limit",
                    "smallest p-value, in (0, 1); large windows fall below it for harmless changes",
                    "The counts are unlikely if window and baseline have one distribution.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "DR009",
                    "categorical features",
                    "max |w - b| > limit",
                    "largest difference of the shares of one category, in (0, 1]",
                    "One category became more or less frequent.",
                    DISTANCE_REMEDY),
            new RuleGuide(
                    "SC002",
                    "the input topic",
                    "offsets that Kafka deleted before they were read > 0",
                    "none: it cannot be set",
                    "Captures or labels were deleted by retention while the application was behind or stopped.",
                    "Raise the topic's retention above the longest outage, and replay the files of that time."));

    /** Returns the guide of every rule that exists, in the order of the codes. */
    public static List<RuleGuide> all() {
        return Arrays.stream(CheckType.values()).map(type -> of(type.name())).toList();
    }

    /** Returns the guide of a rule; an unknown code is an {@link IllegalArgumentException}. */
    public static RuleGuide of(String code) {
        CheckType.ofCode(code);
        return Stream.concat(ALL.stream(), ModelRuleGuides.ALL.stream())
                .filter(guide -> guide.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("rule " + code + " has no guide"));
    }

    /** Returns title, sentence and the services' name of the check. */
    public CheckType type() {
        return CheckType.ofCode(code);
    }

    /** Returns the limit in the default configuration, for example {@code 0.1}; empty if the rule is off there. */
    public Optional<String> defaultLimit() {
        if (type().isOfModels()) {
            return Optional.ofNullable(ModelRuleGuides.DEFAULT_LIMITS.get(code));
        }
        String limits = EvaluationConfig.defaults().rules().stream()
                .filter(rule -> rule.code().equals(code))
                .map((Function<Rule, Double>) RuleGuide::limitOf)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return limits.isEmpty() ? Optional.empty() : Optional.of(limits);
    }

    private static double limitOf(Rule rule) {
        if (rule instanceof CompletenessRule completeness) {
            return completeness.tolerance();
        } else if (rule instanceof DataTypeRule dataType) {
            return dataType.minShare();
        } else if (rule instanceof UnseenCategoryRule unseen) {
            return unseen.maxShare();
        } else if (rule instanceof RangeRule range) {
            return range.maxShare();
        } else if (rule instanceof NonNegativeRule nonNegative) {
            return nonNegative.maxShare();
        } else if (rule instanceof MissingColumnRule missing) {
            return missing.maxShare();
        } else if (rule instanceof ExtraColumnRule extra) {
            return extra.maxShare();
        } else if (rule instanceof DistanceRule distance) {
            return distance.threshold();
        }
        throw new AssertionError(rule);
    }
}
