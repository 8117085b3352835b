package io.tidemark.stats.summary;

/**
 * Count, exact sum and exact sum of squares of finite values, from which values can be taken back: what was added and
 * removed leaves no trace. An abelian group: {@link #addAll} and {@link #subtractAll} in any order give the same state,
 * and a new instance is the identity. Unlike {@link Moments} it knows no minimum or maximum, which cannot be taken
 * back.
 *
 * <p>A delta that holds more removals than additions has a negative count; means and deviations are asked for only
 * where the count is not negative. Values without an exact square (zero apart, magnitudes outside 2^-484 ... 2^511)
 * leave the mean as it is and make deviations NaN while there are any. Mutable, not thread-safe.
 */
public final class CorrectableMoments {
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;
    private long extremes;

    /** No values. */
    public CorrectableMoments() {}

    /**
     * Moments from their stored parts.
     *
     * @param count additions less removals
     * @param extremes those of them without an exact square
     * @param sums sum of values, sum of squares of all but the extremes; copied
     */
    public static CorrectableMoments ofStored(long count, long extremes, Moments.Sums sums) {
        CorrectableMoments moments = new CorrectableMoments();
        moments.count = count;
        moments.extremes = extremes;
        moments.sum.addAll(sums.values());
        moments.squares.addAll(sums.squares());
        return moments;
    }

    /**
     * Adds a value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public void add(double value) {
        accept(value, 1);
    }

    /** Takes back a value that was added here or in another part of the same whole. */
    public void remove(double value) {
        accept(value, -1);
    }

    /** Adds what the other holds; the other keeps it. */
    public void addAll(CorrectableMoments other) {
        sum.addAll(other.sum);
        squares.addAll(other.squares);
        count = Math.addExact(count, other.count);
        extremes = Math.addExact(extremes, other.extremes);
    }

    /** Takes back what the other holds; the other keeps it. */
    public void subtractAll(CorrectableMoments other) {
        sum.subtractAll(other.sum);
        squares.subtractAll(other.squares);
        count = Math.subtractExact(count, other.count);
        extremes = Math.subtractExact(extremes, other.extremes);
    }

    /** Additions less removals. */
    public long count() {
        return count;
    }

    /** Values without an exact square, additions less removals. */
    public long extremes() {
        return extremes;
    }

    /** Independent copies of both exact sums. */
    public Moments.Sums sums() {
        return new Moments.Sums(sum.copy(), squares.copy());
    }

    /** The sum, rounded once. */
    public double sum() {
        return sum.round();
    }

    /** Mean, rounded once; NaN without values. */
    public double mean() {
        return moments().mean();
    }

    /** Population variance (divisor n), rounded once; NaN without values or with extremes. */
    public double varianceP() {
        return moments().varianceP();
    }

    /** √ of the sample variance (divisor n-1), rounded once; NaN below two values or with extremes. */
    public double sampleSd() {
        return moments().sampleSd();
    }

    private void accept(double value, int sign) {
        double high = value * value;
        sum.add(sign * value);
        if (isExactSquare(value)) {
            squares.add(sign * high);
            squares.add(sign * Math.fma(value, value, -high));
        } else {
            extremes += sign;
        }
        count += sign;
    }

    private static boolean isExactSquare(double value) {
        double magnitude = Math.abs(value);
        return value == 0 || (magnitude >= ExactSum.SMALLEST_SQUARED && magnitude <= ExactSum.LARGEST_SQUARED);
    }

    private Moments moments() {
        return Moments.ofStored(count, extremes, 0, 0, new Moments.Sums(sum, squares));
    }
}
