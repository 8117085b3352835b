package io.tidemark.baseline;

import io.tidemark.stats.summary.ExactSum;

/** Adds a number n times to an exact sum in about log2(n) steps: n times x is the sum of x 2^k over the bits k of n. */
final class RepeatedSum {
    private RepeatedSum() {}

    /** Adds n times the value, a finite one. */
    static void add(ExactSum sum, double value, long n) {
        for (long bits = n; bits != 0; bits &= bits - 1) {
            int power = Long.numberOfTrailingZeros(bits);
            double scaled = Math.scalb(value, power);
            if (Double.isFinite(scaled)) {
                sum.add(scaled);
            } else {
                sum.addAll(doubled(value, power));
            }
        }
    }

    /** Adds n times the exact square of the value; false, and nothing is added, where it has none in doubles. */
    static boolean addSquare(ExactSum sum, double value, long n) {
        if (!new ExactSum().addSquare(value)) {
            return false;
        }
        double rounded = value * value;
        add(sum, rounded, n);
        add(sum, Math.fma(value, value, -rounded), n);
        return true;
    }

    /** value 2^power where that is no double: doubled as an exact sum. */
    private static ExactSum doubled(double value, int power) {
        ExactSum sum = new ExactSum();
        sum.add(value);
        for (int i = 0; i < power; i++) {
            sum.addAll(sum.copy());
        }
        return sum;
    }
}
