package io.tidemark.core.feature;

/**
 * What the text of one value says as a number. Every value is exactly one of these, which makes the accounting
 * of a numeric feature add up: rows = none + finite + NaN + infinite + malformed.
 */
public enum Numeric {
    /** The text is empty: the value is missing. */
    NONE(0),
    /** A finite number. */
    FINITE(1),
    /** {@code nan} in any letter case, with or without a sign. */
    NAN(2),
    /** {@code inf} or {@code infinity} in any letter case, or a number too large for a double. */
    POSITIVE_INFINITY(3),
    /** The same with a minus sign. */
    NEGATIVE_INFINITY(4),
    /** Text that is not a number. */
    MALFORMED(5);

    private static final Numeric[] BY_INDEX = {NONE, FINITE, NAN, POSITIVE_INFINITY, NEGATIVE_INFINITY, MALFORMED};

    private final int index;

    Numeric(int index) {
        this.index = index;
    }

    /** A stable number from 0 up, for counting into arrays and for stored counts. */
    public int index() {
        return index;
    }

    static Numeric ofIndex(int index) {
        return BY_INDEX[index];
    }
}
