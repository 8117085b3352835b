package io.tidemark.core.model;

/**
 * A limit of one figure of model quality.
 *
 * @param threshold the limit itself is no violation
 * @param comparison the direction that is one
 */
public record MetricConstraint(double threshold, Comparison comparison) {
    /** The violating direction. */
    public enum Comparison {
        /** A fall below the threshold. */
        LESS_THAN("LessThanThreshold"),
        /** A rise above the threshold. */
        GREATER_THAN("GreaterThanThreshold");

        private final String wireName;

        Comparison(String wireName) {
            this.wireName = wireName;
        }

        /** The name in the service's files. */
        public String wireName() {
            return wireName;
        }

        /**
         * The direction with this name.
         *
         * @throws IllegalArgumentException naming both
         */
        public static Comparison ofWireName(String name) {
            for (Comparison comparison : values()) {
                if (comparison.wireName.equals(name)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(
                    "comparison '" + name + "' is neither LessThanThreshold nor GreaterThanThreshold");
        }
    }

    /** Refuses NaN, which no figure can violate. */
    public MetricConstraint {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("the threshold of a constraint is no number");
        }
        threshold += 0.0;
    }

    /** Whether a figure violates it; false for NaN, which is no figure. */
    public boolean isViolatedBy(double value) {
        return comparison == Comparison.LESS_THAN ? value < threshold : value > threshold;
    }
}
