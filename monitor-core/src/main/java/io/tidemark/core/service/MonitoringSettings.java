package io.tidemark.core.service;

import org.jspecify.annotations.Nullable;

/**
 * {@code monitoring_config}, or the overrides of it for one column. A key that the file does not have is null.
 *
 * @param evaluateConstraints whether checks are made; default yes
 * @param emitMetrics whether the service would send metrics; default yes; has no effect here
 * @param datatypeThreshold the least share of values of the expected type, in [0, 1]; default 0.1, files that the
 *     service generates say 1.0
 * @param domainThreshold the least share of values of the domain, in [0, 1]; default and generated as before
 * @param distribution how drift is looked for
 * @param others keys that mean nothing here
 */
public record MonitoringSettings(
        @Nullable Boolean evaluateConstraints,
        @Nullable Boolean emitMetrics,
        @Nullable Double datatypeThreshold,
        @Nullable Double domainThreshold,
        DistributionSettings distribution,
        OtherKeys others) {
    /** No key at all. */
    public static final MonitoringSettings EMPTY =
            new MonitoringSettings(null, null, null, null, DistributionSettings.EMPTY, OtherKeys.NONE);

    /** What files that the service generates hold. */
    public static final MonitoringSettings GENERATED = new MonitoringSettings(
            true,
            true,
            1.0,
            1.0,
            new DistributionSettings(
                    true, 0.1, ComparisonMethod.ROBUST, 0.1, CategoricalDriftMethod.L_INFINITY, OtherKeys.NONE),
            OtherKeys.NONE);

    private static final double USUAL_SHARE = 0.1;

    public MonitoringSettings {
        requireNotNegative("datatype_check_threshold", datatypeThreshold);
        requireNotNegative("domain_content_threshold", domainThreshold);
    }

    /** Returns these settings, and those of the other where these have none. */
    public MonitoringSettings over(MonitoringSettings other) {
        return new MonitoringSettings(
                evaluateConstraints != null ? evaluateConstraints : other.evaluateConstraints,
                emitMetrics != null ? emitMetrics : other.emitMetrics,
                datatypeThreshold != null ? datatypeThreshold : other.datatypeThreshold,
                domainThreshold != null ? domainThreshold : other.domainThreshold,
                distribution.over(other.distribution),
                others);
    }

    /** Returns whether checks are made. */
    public boolean evaluates() {
        return evaluateConstraints == null || evaluateConstraints;
    }

    /** Returns the least share of values of the expected type. */
    public double datatypeLimit() {
        return datatypeThreshold == null ? USUAL_SHARE : datatypeThreshold;
    }

    /** Returns the least share of values of the domain. */
    public double domainLimit() {
        return domainThreshold == null ? USUAL_SHARE : domainThreshold;
    }

    static void requireNotNegative(String key, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(key + " = " + value + " is not a number from 0 up");
        }
    }
}
