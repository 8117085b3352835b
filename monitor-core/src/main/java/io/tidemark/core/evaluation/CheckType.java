package io.tidemark.core.evaluation;

import java.util.Arrays;

/** The stable rule codes with the services' names of the same checks and a sentence each. */
public enum CheckType {
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
    SC002("", "lost input", "Kafka deleted captures before they were read.");

    private final String wireName;
    private final String title;
    private final String explanation;

    CheckType(String wireName, String title, String explanation) {
        this.wireName = wireName;
        this.title = title;
        this.explanation = explanation;
    }

    /** Returns the services' name of this check, or an empty text if they have none. */
    public String wireName() {
        return wireName;
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
