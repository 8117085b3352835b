package io.tidemark.core.service;

/**
 * An entry of {@code constraint_violations.json}.
 *
 * @param feature the column, or what stands for all of them in checks on columns
 * @param check the service's name of the check, see {@link io.tidemark.core.evaluation.CheckType#wireName}
 * @param description the service's text
 */
public record ServiceViolation(String feature, String check, String description) {}
