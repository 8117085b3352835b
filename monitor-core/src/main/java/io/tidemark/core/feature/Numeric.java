package io.tidemark.core.feature;

/**
 * What the text of one value says as a number. Every value is exactly one of these, which makes the accounting
 * of a numeric feature add up: rows = none + finite + NaN + infinite + malformed.
 *
 * <p>The order of the constants is part of the codes of {@link ValueScanner} and must not change.
 */
public enum Numeric {
    /** The text is empty: the value is missing. */
    NONE,
    /** A finite number. */
    FINITE,
    /** {@code nan} in any letter case, with or without a sign. */
    NAN,
    /** {@code inf} or {@code infinity} in any letter case, or a number too large for a double. */
    POSITIVE_INFINITY,
    /** The same with a minus sign. */
    NEGATIVE_INFINITY,
    /** Text that is not a number. */
    MALFORMED
}
