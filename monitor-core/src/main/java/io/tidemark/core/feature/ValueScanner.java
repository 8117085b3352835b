package io.tidemark.core.feature;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.util.Arrays;

/**
 * Classifies the text of one value and reads its number, in one pass over UTF-8 bytes and without allocation.
 *
 * <p>A number is: spaces, an optional sign, digits with an optional decimal part (also {@code .5} and {@code 5.}), an
 * optional exponent, spaces. {@code nan}, {@code inf} and {@code infinity} are read in any letter case. A number too
 * large for a double is infinite, one too small is zero, and -0.0 is read as 0.0. Everything else that is not empty
 * is malformed: hexadecimal, underscores, thousands separators, digits outside ASCII, {@code true}, and numbers of
 * more than 800 digits.
 *
 * <p>Rounding is to the nearest double, ties to even. A significand up to 2^53 with a power of ten up to 22 needs one
 * multiplication or division of two exact doubles, which rounds once (Clinger, "How to Read Floating Point Numbers
 * Accurately", 1990, doi:10.1145/93542.93557); anything else goes to a full parser.
 *
 * <p>Mutable: one per thread. The accessors speak of the last {@link #scan}.
 */
public final class ValueScanner {
    /** 800 digits are enough to tell any two neighbouring doubles and their midpoint apart (767 are needed). */
    private static final int MAX_DIGITS = 800;

    private static final int EXACT_DIGITS = 18;
    private static final long EXACT_SIGNIFICAND = 1L << 53;
    private static final int EXACT_POWER = 22;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Larger exponents are cut here, far outside the range of a double whatever 800 digits precede them. */
    private static final int EXPONENT_CUT = 100_000;

    private static final int OVERFLOW_EXPONENT = 309;
    private static final int UNDERFLOW_EXPONENT = -325;

    private static final int NUMERIC_SHIFT = 3;
    private static final int CLASS_MASK = (1 << NUMERIC_SHIFT) - 1;
    private static final int FINITE_INDEX = Numeric.FINITE.index();

    private static final byte[] NAN = {'n', 'a', 'n'};
    private static final byte[] INF = {'i', 'n', 'f'};
    private static final byte[] INFINITY = {'i', 'n', 'f', 'i', 'n', 'i', 't', 'y'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private int code;
    private double value = Double.NaN;

    /**
     * Reads one value. The result packs both answers for callers that count into arrays: see {@link #classIndex},
     * {@link #numericIndex}, {@link #isFinite}. It is 0 exactly when the value is missing.
     *
     * @param text the buffer
     * @param from where the value begins
     * @param to one past its last byte; the value is missing if that is not after {@code from}
     * @return the indexes of value class and numeric reading, packed
     */
    public int scan(byte[] text, int from, int to) {
        if (from >= to) {
            return done(ValueClass.MISSING, Numeric.NONE, Double.NaN);
        }
        int at = from;
        while (at < to && text[at] == ' ') {
            at++;
        }
        boolean classifiable = at == from;
        boolean negative = false;
        boolean gap = false;
        int start = at;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            negative = text[at] == '-';
            at++;
            if (at < to && text[at] == ' ') {
                at++;
                gap = true;
            }
        }
        // One long method: it runs per value, and as one pass over locals it costs about 16 ns for a usual value.
        int digitsFrom = at;
        long significand = 0;
        int digit;
        while (at < to && (digit = text[at] - '0') >= 0 && digit <= 9) {
            significand = significand * 10 + digit;
            at++;
        }
        int wholeDigits = at - digitsFrom;
        int decimals = 0;
        boolean fractional = false;
        if (at < to && text[at] == '.') {
            int pointAt = at++;
            while (at < to && (digit = text[at] - '0') >= 0 && digit <= 9) {
                significand = significand * 10 + digit;
                at++;
            }
            decimals = at - pointAt - 1;
            fractional = true;
            classifiable &= decimals > 0;
        }
        if (wholeDigits + decimals == 0) {
            return scanWord(text, from, start, to);
        }
        classifiable &= wholeDigits > 0;
        int exponent = 0;
        int exponentDigits = 0;
        if (at < to && (text[at] | 0x20) == 'e') {
            int sign = at + 1 < to ? text[at + 1] : 0;
            at += sign == '-' || sign == '+' ? 2 : 1;
            int exponentFrom = at;
            while (at < to && (digit = text[at] - '0') >= 0 && digit <= 9) {
                exponent = Math.min(exponent * 10 + digit, EXPONENT_CUT);
                at++;
            }
            exponentDigits = at - exponentFrom;
            if (exponentDigits == 0) {
                return malformed(ValueClass.STRING);
            }
            exponent = sign == '-' ? -exponent : exponent;
            fractional = true;
        }
        int numberTo = at;
        while (at < to && text[at] == ' ') {
            at++;
        }
        if (at < to) {
            return malformed(ValueClass.STRING);
        }
        ValueClass textClass = !classifiable || numberTo < to
                ? ValueClass.STRING
                : fractional ? ValueClass.FRACTIONAL : ValueClass.INTEGRAL;
        int digits = wholeDigits + decimals;
        if (gap || digits + exponentDigits > MAX_DIGITS) {
            return malformed(textClass);
        }
        int power = exponent - decimals;
        double magnitude;
        if (digits <= EXACT_DIGITS
                && significand <= EXACT_SIGNIFICAND
                && power >= -EXACT_POWER
                && power <= EXACT_POWER) {
            magnitude = power < 0 ? significand / POWERS_OF_TEN[-power] : significand * POWERS_OF_TEN[power];
        } else {
            magnitude = parse(text, digitsFrom, numberTo, exponent + wholeDigits);
        }
        return number(textClass, negative, magnitude);
    }

    /** The class of the last value. */
    public ValueClass valueClass() {
        return ValueClass.ofIndex(classIndex(code));
    }

    /** What the last value says as a number. */
    public Numeric numeric() {
        return Numeric.ofIndex(numericIndex(code));
    }

    /** The last number: finite, infinite or NaN as {@link #numeric} says; NaN also for missing and malformed values. */
    public double value() {
        return value;
    }

    /** The {@link ValueClass#index} in a result of {@link #scan}. */
    public static int classIndex(int code) {
        return code & CLASS_MASK;
    }

    /** The {@link Numeric#index} in a result of {@link #scan}. */
    public static int numericIndex(int code) {
        return code >>> NUMERIC_SHIFT;
    }

    /** Whether a result of {@link #scan} stands for a finite number. */
    public static boolean isFinite(int code) {
        return code >>> NUMERIC_SHIFT == FINITE_INDEX;
    }

    private int number(ValueClass textClass, boolean negative, double magnitude) {
        if (magnitude == Double.POSITIVE_INFINITY) {
            return negative
                    ? done(textClass, Numeric.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY)
                    : done(textClass, Numeric.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        // Adding 0.0 turns -0.0 into 0.0 and leaves every other number alone.
        return done(textClass, Numeric.FINITE, (negative ? -magnitude : magnitude) + 0.0);
    }

    private int malformed(ValueClass textClass) {
        return done(textClass, Numeric.MALFORMED, Double.NaN);
    }

    private int done(ValueClass textClass, Numeric reading, double number) {
        value = number;
        code = reading.index() << NUMERIC_SHIFT | textClass.index();
        return code;
    }

    /**
     * The full parser, for text that is known to be a number. Far exponents are decided here, because parsers differ
     * in how many digits of an exponent they read.
     *
     * @param pointPower the power of ten that the place before the first digit stands for
     */
    private static double parse(byte[] text, int from, int to, int pointPower) {
        int power = pointPower;
        for (int at = from; at < to; at++) {
            int c = text[at];
            if (c >= '1' && c <= '9') {
                return power - 1 >= OVERFLOW_EXPONENT
                        ? Double.POSITIVE_INFINITY
                        : power < UNDERFLOW_EXPONENT ? 0.0 : JavaDoubleParser.parseDouble(text, from, to - from);
            }
            if ((c | 0x20) == 'e') {
                break;
            }
            power -= c == '0' ? 1 : 0;
        }
        return 0.0;
    }

    /** Text without a digit where a number would have one. */
    private int scanWord(byte[] text, int from, int start, int to) {
        int end = to;
        while (end > start && text[end - 1] == ' ') {
            end--;
        }
        int length = end - start;
        boolean signed = length > 0 && (text[start] == '-' || text[start] == '+');
        int word = signed ? start + 1 : start;
        if (isWord(NAN, text, word, end)) {
            return done(ValueClass.STRING, Numeric.NAN, Double.NaN);
        }
        if (isWord(INF, text, word, end) || isWord(INFINITY, text, word, end)) {
            return number(ValueClass.STRING, signed && text[start] == '-', Double.POSITIVE_INFINITY);
        }
        boolean isBoolean = equal(TRUE, text, from, to) || equal(FALSE, text, from, to);
        return malformed(isBoolean ? ValueClass.BOOLEAN : ValueClass.STRING);
    }

    /** Whether the text is the word in any letter case; the word is of lower-case ASCII letters. */
    private static boolean isWord(byte[] word, byte[] text, int from, int to) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((text[from + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(byte[] word, byte[] text, int from, int to) {
        return Arrays.equals(word, 0, word.length, text, from, to);
    }
}
