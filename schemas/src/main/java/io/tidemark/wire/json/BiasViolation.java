package io.tidemark.wire.json;

/**
 * A violation in the service's {@code constraint_violations.json} of bias.
 *
 * @param check {@code bias_drift_check}
 * @param description in the service's words
 * @param facet the column
 * @param facetValue the value, values or interval of the run that was judged, as {@code analysis.json} spells it
 * @param metric short name
 */
public record BiasViolation(String check, String description, String facet, String facetValue, String metric) {
    /** The only check of the service's bias monitor. */
    public static final String CHECK = "bias_drift_check";
}
