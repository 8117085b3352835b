package io.tidemark.core.service;

import org.jspecify.annotations.Nullable;

/**
 * {@code distribution_constraints}: how drift is looked for. A key that the file does not have is null, and what then
 * holds is said by {@link #over} and, at last, by the accessors with a default.
 *
 * @param performComparison whether distances are compared at all; default yes
 * @param comparisonThreshold the distance above which a column has drifted, at least 0; default 0.1
 * @param comparisonMethod default robust
 * @param categoricalThreshold the same for text columns; default {@code comparisonThreshold}
 * @param categoricalMethod default L-infinity
 * @param others keys that mean nothing here
 */
public record DistributionSettings(
        @Nullable Boolean performComparison,
        @Nullable Double comparisonThreshold,
        @Nullable ComparisonMethod comparisonMethod,
        @Nullable Double categoricalThreshold,
        @Nullable CategoricalDriftMethod categoricalMethod,
        OtherKeys others) {
    /** No key at all. */
    public static final DistributionSettings EMPTY =
            new DistributionSettings(null, null, null, null, null, OtherKeys.NONE);

    private static final double USUAL_THRESHOLD = 0.1;

    public DistributionSettings {
        MonitoringSettings.requireNotNegative("comparison_threshold", comparisonThreshold);
        MonitoringSettings.requireNotNegative("categorical_comparison_threshold", categoricalThreshold);
    }

    /** Returns these settings, and those of the other where these have none. */
    public DistributionSettings over(DistributionSettings other) {
        return new DistributionSettings(
                performComparison != null ? performComparison : other.performComparison,
                comparisonThreshold != null ? comparisonThreshold : other.comparisonThreshold,
                comparisonMethod != null ? comparisonMethod : other.comparisonMethod,
                categoricalThreshold != null ? categoricalThreshold : other.categoricalThreshold,
                categoricalMethod != null ? categoricalMethod : other.categoricalMethod,
                others);
    }

    /** Returns whether distances are compared. */
    public boolean compares() {
        return performComparison == null || performComparison;
    }

    /** Returns the limit of numeric columns. */
    public double numericLimit() {
        return comparisonThreshold == null ? USUAL_THRESHOLD : comparisonThreshold;
    }

    /** Returns the limit of text columns. */
    public double categoricalLimit() {
        return categoricalThreshold == null ? numericLimit() : categoricalThreshold;
    }

    /** Returns whether the allowance for small samples is taken off. */
    public boolean isRobust() {
        return comparisonMethod == null || comparisonMethod.isRobust();
    }

    /** Returns whether text columns are compared by the chi-square test. */
    public boolean usesChiSquared() {
        return categoricalMethod == CategoricalDriftMethod.CHI_SQUARED;
    }
}
