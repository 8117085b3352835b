package io.tidemark.stats.summary;

import java.math.BigInteger;

/**
 * Count, exact sum, exact sum of squares, minimum and maximum of finite values. Every result is the true one rounded
 * once and depends only on the multiset of values: {@link #addAll} is associative and commutative, a new instance its
 * identity. Mutable, not thread-safe.
 *
 * <p>Magnitudes outside 2^-484 ... 2^511 (zero apart) have no exact square in doubles: they are counted in
 * {@link #extremes}, and while there are any, the variance and deviations are NaN. Mean, minimum and maximum are not
 * affected.
 */
public final class Moments {
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;
    private long extremes;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** No values. */
    public Moments() {}

    /** The moments of these finite values. */
    public static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /**
     * Moments from their stored parts.
     *
     * @param count number of values, at least {@code extremes}
     * @param extremes number of them without an exact square
     * @param min smallest value; ignored without values
     * @param max largest value; ignored without values
     * @param sums sum of the values, sum of the squares of all but the extremes
     */
    public static Moments ofStored(long count, long extremes, double min, double max, Sums sums) {
        if (extremes < 0 || count < extremes) {
            throw new IllegalArgumentException("count = " + count + ", extremes = " + extremes);
        }
        Moments moments = new Moments();
        moments.count = count;
        moments.extremes = extremes;
        moments.sum.addAll(sums.values());
        moments.squares.addAll(sums.squares());
        if (count > 0) {
            moments.min = min + 0.0;
            moments.max = max + 0.0;
        }
        return moments;
    }

    /**
     * Two exact sums.
     *
     * @param values sum of values
     * @param squares sum of their squares
     */
    public record Sums(ExactSum values, ExactSum squares) {}

    /**
     * Adds a value; hot path. -0.0 counts as 0.0.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public void add(double value) {
        double normalised = value + 0.0;
        sum.add(normalised);
        if (!squares.addSquare(normalised)) {
            extremes++;
        }
        count++;
        min = Math.min(min, normalised);
        max = Math.max(max, normalised);
    }

    /**
     * Adds the first values of an array, as {@link #add} does one by one; hot path.
     *
     * @param values finite values; left as they are
     * @param size how many of them
     * @throws IllegalArgumentException if one of them is NaN or infinite; these moments are of no use then
     */
    public void addValues(double[] values, int size) {
        sum.addValues(values, size);
        extremes += squares.addSquares(values, size);
        count += size;
        double smallest = min;
        double largest = max;
        for (int i = 0; i < size; i++) {
            double normalised = values[i] + 0.0;
            smallest = normalised < smallest ? normalised : smallest;
            largest = normalised > largest ? normalised : largest;
        }
        min = smallest;
        max = largest;
    }

    /** Adds the values of the other, which keeps its own. */
    public void addAll(Moments other) {
        sum.addAll(other.sum);
        squares.addAll(other.squares);
        count = Math.addExact(count, other.count);
        extremes = Math.addExact(extremes, other.extremes);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** Forgets all values. */
    public void clear() {
        sum.clear();
        squares.clear();
        count = 0;
        extremes = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }

    /** Number of values. */
    public long count() {
        return count;
    }

    /** Number of values without an exact square. */
    public long extremes() {
        return extremes;
    }

    /** Smallest value, NaN if there is none; never -0.0. */
    public double min() {
        return count == 0 ? Double.NaN : min;
    }

    /** Largest value, NaN if there is none; never -0.0. */
    public double max() {
        return count == 0 ? Double.NaN : max;
    }

    /** The sum, rounded once; 0 without values, infinite beyond the largest double. */
    public double sum() {
        return sum.round();
    }

    /** Independent copies of both exact sums. */
    public Sums sums() {
        return new Sums(sum.copy(), squares.copy());
    }

    /** Mean, rounded once; NaN without values; always finite otherwise. */
    public double mean() {
        if (count == 0) {
            return Double.NaN;
        }
        ExactSum.Scaled total = sum.scaled();
        return ExactRounding.ratio(total.integer(), BigInteger.valueOf(count), total.exponent());
    }

    /** Population variance (divisor n), rounded once; NaN without values or with extremes. */
    public double varianceP() {
        if (count == 0 || extremes > 0) {
            return Double.NaN;
        }
        ExactSum.Scaled spread = spread();
        return ExactRounding.ratio(spread.integer(), square(count), spread.exponent());
    }

    /** √ of the population variance, rounded once; NaN without values or with extremes. */
    public double populationSd() {
        if (count == 0 || extremes > 0) {
            return Double.NaN;
        }
        ExactSum.Scaled spread = spread();
        return ExactRounding.rootOfRatio(spread.integer(), square(count), spread.exponent() / 2);
    }

    /** √ of the sample variance (divisor n-1), rounded once; NaN below two values or with extremes. */
    public double sampleSd() {
        if (count < 2 || extremes > 0) {
            return Double.NaN;
        }
        BigInteger divisor = BigInteger.valueOf(count).multiply(BigInteger.valueOf(count - 1));
        ExactSum.Scaled spread = spread();
        return ExactRounding.rootOfRatio(spread.integer(), divisor, spread.exponent() / 2);
    }

    /** n Σx² - (Σx)², at least 0; its exponent is even. */
    private ExactSum.Scaled spread() {
        ExactSum.Scaled total = sum.scaled();
        ExactSum.Scaled scaledSquares = squares.scaled();
        int exponent = Math.floorDiv(Math.min(2 * total.exponent(), scaledSquares.exponent()), 2) * 2;
        BigInteger minuend = scaledSquares
                .integer()
                .multiply(BigInteger.valueOf(count))
                .shiftLeft(scaledSquares.exponent() - exponent);
        BigInteger subtrahend = square(total.integer()).shiftLeft(2 * total.exponent() - exponent);
        return new ExactSum.Scaled(minuend.subtract(subtrahend), exponent);
    }

    private static BigInteger square(BigInteger value) {
        return value.multiply(value);
    }

    private static BigInteger square(long value) {
        return square(BigInteger.valueOf(value));
    }
}
