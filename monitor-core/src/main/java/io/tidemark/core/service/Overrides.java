package io.tidemark.core.service;

/**
 * What one column's constraints override of the file's settings.
 *
 * @param place where in the file they stand
 * @param settings the keys that are given
 */
public record Overrides(Place place, MonitoringSettings settings) {
    /** The places where files in the field have them. */
    public enum Place {
        /** {@code monitoring_config_overrides} beside the column's name. */
        COLUMN("", "monitoring_config_overrides"),
        /** {@code monitoringConfigOverrides} beside the column's name, as the guide prints it. */
        COLUMN_CAMEL_CASE("", "monitoringConfigOverrides"),
        /** Inside {@code string_constraints}, where the service's SDK puts them. */
        STRING_CONSTRAINTS("string_constraints", "monitoring_config_overrides");

        private final String inside;
        private final String key;

        Place(String inside, String key) {
            this.inside = inside;
            this.key = key;
        }

        /** Returns the inner object, or an empty text. */
        public String inside() {
            return inside;
        }

        /** Returns the key. */
        public String key() {
            return key;
        }
    }
}
