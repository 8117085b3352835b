package io.tidemark.core.feature;

/**
 * The class of one value's text, by the patterns of Deequ 2.0.2. The pure class is meant: {@code 7} is
 * {@link #INTEGRAL} and not {@link #FRACTIONAL}. Digits are the ASCII ones; patterns match the whole text.
 *
 * <p>The order of the constants is part of the codes of {@link ValueScanner} and must not change.
 */
public enum ValueClass {
    /** The empty text. */
    MISSING,
    /** An optional sign, which one space may follow, then digits. */
    INTEGRAL,
    /** As integral, then a decimal part, an exponent, or both: {@code 1.5}, {@code 1e5}, {@code 1.5e-5}. */
    FRACTIONAL,
    /** Exactly {@code true} or {@code false}. */
    BOOLEAN,
    /** Anything else, also {@code .5}, {@code 1.}, {@code NaN}, {@code inf} and every text with a space around it. */
    STRING
}
