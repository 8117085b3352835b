package io.tidemark.wire.json;

/**
 * A violation in the service's {@code constraint_violations.json} of model quality.
 *
 * @param check the violating direction, {@code LessThanThreshold} or {@code GreaterThanThreshold}
 * @param description in the service's words
 * @param metric the service's name of the metric
 */
public record QualityViolation(String check, String description, String metric) {}
