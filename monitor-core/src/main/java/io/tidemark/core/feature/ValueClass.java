package io.tidemark.core.feature;

/**
 * The class of one value's text, by the patterns of Deequ 2.0.2. The pure class is meant: {@code 7} is
 * {@link #INTEGRAL} and not {@link #FRACTIONAL}. Digits are the ASCII ones; patterns match the whole text.
 */
public enum ValueClass {
    /** The empty text. */
    MISSING(0),
    /** An optional sign, which one space may follow, then digits. */
    INTEGRAL(1),
    /** As integral, then a decimal part, an exponent, or both: {@code 1.5}, {@code 1e5}, {@code 1.5e-5}. */
    FRACTIONAL(2),
    /** Exactly {@code true} or {@code false}. */
    BOOLEAN(3),
    /** Anything else, also {@code .5}, {@code 1.}, {@code NaN}, {@code inf} and every text with a space around it. */
    STRING(4);

    private static final ValueClass[] BY_INDEX = {MISSING, INTEGRAL, FRACTIONAL, BOOLEAN, STRING};

    private final int index;

    ValueClass(int index) {
        this.index = index;
    }

    /** A stable number from 0 up, for counting into arrays and for stored counts. */
    public int index() {
        return index;
    }

    static ValueClass ofIndex(int index) {
        return BY_INDEX[index];
    }
}
