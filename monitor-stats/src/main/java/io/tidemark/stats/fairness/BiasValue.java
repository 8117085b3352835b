package io.tidemark.stats.fairness;

/** A bias metric's value, or why there is none. */
public sealed interface BiasValue {
    /**
     * A value.
     *
     * @param value a number, possibly infinite, never NaN
     */
    record Defined(double value) implements BiasValue {
        /** Refuses NaN. */
        public Defined {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("a bias metric without a value needs a reason");
            }
        }
    }

    /**
     * No value.
     *
     * @param reason why
     */
    record Undefined(Reason reason) implements BiasValue {}

    /** Why a bias metric has no value. */
    enum Reason {
        /** No rows in facet d. */
        FACET_EMPTY,
        /** No rows in facet a. */
        REST_EMPTY,
        /** No outcome occurs on both sides. */
        NO_SHARED_OUTCOME,
        /** No positive label or prediction at all. */
        NO_POSITIVES,
        /** No negative label or prediction at all. */
        NO_NEGATIVES,
        /** Nothing to condition on. */
        NO_GROUP_VARIABLE,
        /** No rows with the label or the prediction that the metric needs. */
        NO_ROWS,
        /** All benefits are zero: every row is a false negative. */
        NO_BENEFIT,
        /** A feature is not a number. */
        FEATURE_NOT_NUMERIC
    }

    /** The value, or NaN. */
    default double orNaN() {
        return this instanceof Defined defined ? defined.value() : Double.NaN;
    }

    /**
     * The alert rule of the service's bias monitor: |this| > |baseline|, compared exactly. False if either has no
     * value; infinite values compare as such. Disparate impact is compared by distance from 0 too, so a fall, which is
     * worse, is no alert: a rule for compatibility only.
     */
    default boolean isFartherFromZeroThan(BiasValue baseline) {
        return Math.abs(orNaN()) > Math.abs(baseline.orNaN());
    }
}
