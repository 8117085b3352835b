package io.tidemark.core.service;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;

/**
 * How many present values of a column are spelled as what, by Deequ's patterns.
 *
 * @param integral whole numbers
 * @param fractional numbers with a decimal part or an exponent
 * @param bool {@code true} or {@code false}
 * @param text anything else
 */
public record TypeCounts(long integral, long fractional, long bool, long text) {
    /** Returns the number of present values. */
    public long present() {
        return integral + fractional + bool + text;
    }

    /**
     * Returns the type of a column of these values: Unknown without any, String if there is a text or a boolean (the
     * service has no type for booleans), Fractional if there is a fraction, else Integral.
     */
    public FeatureType inferred() {
        if (present() == 0) {
            return FeatureType.UNKNOWN;
        }
        if (text > 0 || bool > 0) {
            return FeatureType.STRING;
        }
        return fractional > 0 ? FeatureType.FRACTIONAL : FeatureType.INTEGRAL;
    }

    /** Returns how many values are of a type; all for the unknown one. */
    public long matching(FeatureType type, TypeMatching matching) {
        boolean isPure = matching == TypeMatching.PURE;
        return switch (type) {
            case INTEGRAL -> integral;
            case FRACTIONAL -> isPure ? fractional : fractional + integral;
            case STRING -> isPure ? text : present();
            case UNKNOWN -> present();
        };
    }

    static TypeCounts of(long[] byClass) {
        return new TypeCounts(
                byClass[ValueClass.INTEGRAL.index()],
                byClass[ValueClass.FRACTIONAL.index()],
                byClass[ValueClass.BOOLEAN.index()],
                byClass[ValueClass.STRING.index()]);
    }
}
