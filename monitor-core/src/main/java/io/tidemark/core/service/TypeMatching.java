package io.tidemark.core.service;

/** Which values count as being of the expected type in {@code data_type_check}. */
public enum TypeMatching {
    /** A whole number counts as Fractional too, and every value as String. */
    WIDENED,
    /**
     * Only the pure class counts, as in Deequ: {@code 7} is not Fractional, and neither a number nor a boolean is
     * String.
     */
    PURE
}
