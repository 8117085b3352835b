package io.tidemark.stats.summary;

import java.math.BigInteger;

/** Rounds rational numbers and their square roots to doubles exactly once, ties to even. */
final class ExactRounding {
    /** More than a double's 53 bits and the rounding bit; the lowest one of them is the sticky bit. */
    private static final int WORKING_BITS = 60;

    private ExactRounding() {}

    /** numerator / denominator · 2^exponent; denominator positive; infinite on overflow. */
    static double ratio(BigInteger numerator, BigInteger denominator, int exponent) {
        if (numerator.signum() == 0) {
            return 0;
        }
        BigInteger magnitude = numerator.abs();
        int shift = WORKING_BITS - (magnitude.bitLength() - denominator.bitLength());
        BigInteger[] division = shifted(magnitude, shift).divideAndRemainder(shifted(denominator, -shift));
        boolean isExact = division[1].signum() == 0;
        return numerator.signum() * scaled(division[0].longValueExact(), isExact, (long) exponent - shift);
    }

    /** √(numerator / denominator) · 2^exponent; numerator not negative, denominator positive. */
    static double rootOfRatio(BigInteger numerator, BigInteger denominator, int exponent) {
        if (numerator.signum() == 0) {
            return 0;
        }
        int half = WORKING_BITS - Math.floorDiv(numerator.bitLength() - denominator.bitLength(), 2);
        BigInteger[] division = shifted(numerator, 2 * half).divideAndRemainder(shifted(denominator, -2 * half));
        BigInteger[] root = division[0].sqrtAndRemainder();
        boolean isExact = division[1].signum() == 0 && root[1].signum() == 0;
        return scaled(root[0].longValueExact(), isExact, (long) exponent - half);
    }

    /** Left shift; zero or negative distances leave the number: the other operand takes them. */
    private static BigInteger shifted(BigInteger value, int distance) {
        return distance > 0 ? value.shiftLeft(distance) : value;
    }

    /** value · 2^exponent with one rounding, also where the result is subnormal. */
    private static double scaled(long value, boolean isExact, long exponent) {
        long kept = value;
        long scale = exponent;
        boolean exact = isExact;
        // Drop what a subnormal cannot hold before the one rounding; keep two bits below it.
        while (scale < Double.MIN_EXPONENT - 54 && kept != 0) {
            exact &= (kept & 1) == 0;
            kept >>>= 1;
            scale++;
        }
        // The sticky bit makes ties visible; two spare bits below the last place keep it out of the mantissa.
        double rounded = exact ? kept : (double) (kept | 1);
        return Math.scalb(rounded, (int) Math.min(Integer.MAX_VALUE, scale));
    }
}
