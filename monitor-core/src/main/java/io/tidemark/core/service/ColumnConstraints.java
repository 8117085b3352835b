package io.tidemark.core.service;

import io.tidemark.core.feature.FeatureType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for one column.
 *
 * @param name the column
 * @param type the expected type
 * @param completeness the least share of present values, in [0, 1]; null if the file does not say
 * @param nonNegative whether the baseline had no value below zero; advisory; null for text columns
 * @param domains the allowed values, most frequent first; null where any value is
 * @param overrides settings of this column, or null
 * @param others keys that mean nothing here
 */
public record ColumnConstraints(
        String name,
        FeatureType type,
        @Nullable Double completeness,
        @Nullable Boolean nonNegative,
        @Nullable List<String> domains,
        @Nullable Overrides overrides,
        OtherKeys others) {
    public ColumnConstraints {
        if (completeness != null && !(completeness >= 0 && completeness <= 1)) {
            throw new IllegalArgumentException("completeness = " + completeness + " is not in [0, 1]");
        }
        domains = domains == null ? null : List.copyOf(domains);
    }

    /** Returns the settings that hold for this column. */
    public MonitoringSettings settings(MonitoringSettings ofTheFile) {
        return overrides == null ? ofTheFile : overrides.settings().over(ofTheFile);
    }

    /** Returns the allowed values, none if any value is allowed. */
    public List<String> domain() {
        return domains == null ? List.of() : domains;
    }
}
