package io.tidemark.core.evaluation;

import java.util.Arrays;

/** The stable rule codes with the services' names of the same checks and a sentence each. */
public enum CheckType {
    BI001(
            "bias_drift_check",
            "bias, by magnitude",
            "A bias metric is farther from 0 than the baseline's: the service's rule, blind to chance and to direction."),
    BI002("", "bias, by interval", "A bias metric surely lies outside its allowed band."),
    DQ001("completeness_check", "missing values", "The share of present values fell below what the baseline had."),
    DQ002("data_type_check", "data type", "Values are spelled as another type than the baseline's."),
    DQ003("categorical_values_check", "unseen category", "Values came that the training data does not hold."),
    DQ004("missing_column_check", "missing column", "Rows lack a column of the baseline."),
    DQ005("extra_column_check", "extra column", "Rows have a column that the baseline does not know."),
    DQ006("", "out of range", "Numbers lie outside the range of the training data, or are infinite."),
    DQ007("", "negative", "Negative numbers came where the training data holds none."),
    DR002(
            "baseline_drift_check",
            "distribution drift",
            "The distribution moved away from the baseline's (KS, or L-infinity for categories, less an allowance for small windows)."),
    DR003("", "KS distance", "The largest difference of the two cumulative distributions."),
    DR004("", "Jensen-Shannon", "The square root of the Jensen-Shannon divergence in nats."),
    DR005("", "Kullback-Leibler", "The divergence of the window from the baseline in nats."),
    DR006("", "population stability index", "The population stability index over ten bins of equal baseline mass."),
    DR007("", "Wasserstein", "The mean distance that mass had to move, in baseline standard deviations."),
    DR008("", "chi-square", "The p-value of a chi-square test of homogeneity."),
    DR009("", "L-infinity", "The largest difference of two shares."),
    FA001(
            "feature_attribution_drift_check",
            "attribution drift",
            "The features that move the model's answers are ranked otherwise than in the baseline."),
    FA002("", "attribution drift beyond noise", "The ranking of the features changed by more than chance explains."),
    MQ001(
            "LessThanThreshold, GreaterThanThreshold",
            "model quality",
            "A figure of model quality is beyond its constraint: the service's rule, blind to chance."),
    MQ002("", "model quality, by interval", "A figure of model quality is surely worse than its constraint allows."),
    MQ003("", "label coverage", "Too few labels came before the deadline to judge the window."),
    MQ004(
            "",
            "estimated model quality",
            "The quality estimated before labels came is surely worse than its constraint allows."),
    SC002("", "lost input", "Kafka deleted captures or ground truth before they were read.");

    private final String wireName;
    private final String title;
    private final String explanation;

    CheckType(String wireName, String title, String explanation) {
        this.wireName = wireName;
        this.title = title;
        this.explanation = explanation;
    }

    /** Returns the services' name of this check, both for a check that has two, or an empty text if they have none. */
    public String wireName() {
        return wireName;
    }

    /** Returns whether the rule judges a model's labels, bias or attributions, and is set with those, not with the drift rules. */
    public boolean isOfModels() {
        return name().startsWith("MQ") || name().startsWith("BI") || name().startsWith("FA");
    }

    /** Returns a short name for tables. */
    public String title() {
        return title;
    }

    /** Returns one sentence for people. */
    public String explanation() {
        return explanation;
    }

    /** Returns the check with this rule code; an unknown one is an {@link IllegalArgumentException}. */
    public static CheckType ofCode(String code) {
        for (CheckType type : values()) {
            if (type.name().equals(code)) {
                return type;
            }
        }
        throw new IllegalArgumentException("rule code = '" + code + "' is none of " + Arrays.toString(values()));
    }
}
