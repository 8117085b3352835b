package io.tidemark.stats.summary;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact sum of finite doubles: the result is the true sum, rounded once, whatever the order of additions and merges
 * (Neal 2015, "Fast exact summation using small and large superaccumulators", arXiv:1505.05571).
 *
 * <p>Layout: the sum is the integer Σ chunk[i] · 2^(32 i), in units of 2^-1075. Every chunk is a signed long of which
 * 32 bits are its own; the rest absorbs carries, so 2,000 additions pass between two carry propagations. Chunk 66 is
 * room for the sums themselves: 2^63 additions of Double.MAX_VALUE fit.
 *
 * <p>{@link #addAll} is associative and commutative and a new instance its identity; equal sums have equal
 * {@link #canonical} arrays. Mutable, not thread-safe, 600 bytes.
 */
public final class ExactSum {
    static final int UNIT_EXPONENT = -1075;

    private static final int CHUNKS = 67;
    private static final int CHUNK_BITS = 32;
    private static final long CHUNK_MASK = 0xffff_ffffL;
    private static final int ADDS_BEFORE_CARRY = 2_000;
    private static final int MOST_AT_ONCE = ADDS_BEFORE_CARRY / 4;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
    private static final int EXPONENT_MASK = 0x7ff;
    static final double SMALLEST_SQUARED = 0x1p-484;
    static final double LARGEST_SQUARED = 0x1p511;

    private final long[] chunks = new long[CHUNKS];
    private int addsLeft = ADDS_BEFORE_CARRY;

    /** Zero. */
    public ExactSum() {}

    /**
     * Adds a value; hot path.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public void add(double value) {
        addTo(chunks, value);
        if (--addsLeft == 0) {
            propagateCarries();
        }
    }

    /**
     * Adds the first values of an array; hot path. Faster than {@link #add} one by one, because what an addition needs
     * beside its value is read once.
     *
     * @param values finite values; left as they are
     * @param count how many of them
     * @throws IllegalArgumentException if one of them is NaN or infinite; those before it have been added
     */
    public void addValues(double[] values, int count) {
        long[] to = chunks;
        for (int from = 0; from < count; from += MOST_AT_ONCE) {
            int end = Math.min(count, from + MOST_AT_ONCE);
            reserve(end - from);
            for (int i = from; i < end; i++) {
                addTo(to, values[i]);
            }
        }
    }

    /**
     * Adds the exact squares of the first values of an array, each as {@link #addSquare} does; hot path.
     *
     * @param values finite values; left as they are
     * @param count how many of them
     * @return how many squares would not be exact and were left out
     * @throws IllegalArgumentException if one of them is NaN or infinite; those before it have been added
     */
    public int addSquares(double[] values, int count) {
        long[] to = chunks;
        int leftOut = 0;
        for (int from = 0; from < count; from += MOST_AT_ONCE) {
            int end = Math.min(count, from + MOST_AT_ONCE);
            reserve(2 * (end - from));
            for (int i = from; i < end; i++) {
                double value = values[i];
                double magnitude = Math.abs(value);
                if (magnitude >= SMALLEST_SQUARED && magnitude <= LARGEST_SQUARED) {
                    double high = value * value;
                    addTo(to, high);
                    addTo(to, Math.fma(value, value, -high));
                } else if (!addSquare(value)) {
                    leftOut++;
                }
            }
        }
        return leftOut;
    }

    /** Makes room for so many additions, at most 1,000, which their caller does not count. */
    private void reserve(int additions) {
        if (addsLeft <= additions) {
            carry();
        }
        addsLeft -= additions;
    }

    private static void addTo(long[] to, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
        long mantissa = bits & MANTISSA_MASK;
        if (exponent == 0) {
            exponent = 1; // Subnormals and zero: no hidden bit.
        } else if (exponent == EXPONENT_MASK) {
            throw new IllegalArgumentException("value = " + value + " is not finite");
        } else {
            mantissa |= 1L << MANTISSA_BITS;
        }
        int chunk = exponent >>> 5;
        int shift = exponent & (CHUNK_BITS - 1);
        long sign = bits >> 63; // 0 or -1: (x ^ sign) - sign negates without a branch.
        to[chunk] += (((mantissa << shift) & CHUNK_MASK) ^ sign) - sign;
        to[chunk + 1] += ((mantissa >>> (CHUNK_BITS - shift)) ^ sign) - sign;
    }

    /**
     * Adds the exact square of a value as the sum of the rounded square and its rounding error; hot path.
     *
     * @return whether the square was added: 0 and magnitudes from 2^-484 to 2^511 are, others would not be exact and
     *     leave the sum unchanged
     * @throws IllegalArgumentException if the value is NaN or infinite
     */
    public boolean addSquare(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= SMALLEST_SQUARED && magnitude <= LARGEST_SQUARED) {
            double high = value * value;
            add(high);
            add(Math.fma(value, value, -high));
            return true;
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value = " + value + " is not finite");
        }
        return value == 0;
    }

    /** Adds another sum; the other keeps its value. */
    public void addAll(ExactSum other) {
        other.propagateCarries();
        propagateCarries();
        for (int i = 0; i < CHUNKS; i++) {
            chunks[i] += other.chunks[i];
        }
        carry();
    }

    /** Takes away another sum, exactly; the other keeps its value. */
    public void subtractAll(ExactSum other) {
        other.propagateCarries();
        propagateCarries();
        for (int i = 0; i < CHUNKS; i++) {
            chunks[i] -= other.chunks[i];
        }
        carry();
    }

    /** The sum rounded once, ties to even; infinite if beyond the largest double; 0.0 (never -0.0) for zero. */
    public double round() {
        Scaled scaled = scaled();
        return ExactRounding.ratio(scaled.integer(), BigInteger.ONE, scaled.exponent());
    }

    /** The sum without any rounding. */
    public BigDecimal exact() {
        Scaled scaled = scaled();
        int zeros = Math.max(0, scaled.integer().getLowestSetBit());
        int scale = scaled.exponent() + zeros;
        BigDecimal odd = new BigDecimal(scaled.integer().shiftRight(zeros));
        BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(scale));
        return scale >= 0 ? odd.multiply(power) : odd.divide(power);
    }

    /** Sets the sum to zero. */
    public void clear() {
        Arrays.fill(chunks, 0);
        addsLeft = ADDS_BEFORE_CARRY;
    }

    /** Whether the sum is exactly zero. */
    public boolean isZero() {
        propagateCarries();
        for (long chunk : chunks) {
            if (chunk != 0) {
                return false;
            }
        }
        return true;
    }

    /** An independent sum of the same value. */
    public ExactSum copy() {
        ExactSum copy = new ExactSum();
        copy.addAll(this);
        return copy;
    }

    /**
     * The unique stored form: empty for zero; otherwise the sign times (1 + index of the lowest non-zero chunk), then
     * the chunks of the magnitude from that one to the highest non-zero one, each in [0, 2^32).
     */
    public long[] canonical() {
        Scaled scaled = scaled();
        int sign = scaled.integer().signum();
        if (sign == 0) {
            return new long[0];
        }
        BigInteger magnitude = scaled.integer().abs();
        int lowest = magnitude.getLowestSetBit() / CHUNK_BITS;
        int highest = (magnitude.bitLength() - 1) / CHUNK_BITS;
        long[] canonical = new long[highest - lowest + 2];
        int below = (scaled.exponent() - UNIT_EXPONENT) / CHUNK_BITS;
        canonical[0] = (long) sign * (below + lowest + 1);
        for (int i = lowest; i <= highest; i++) {
            canonical[i - lowest + 1] = magnitude.shiftRight(i * CHUNK_BITS).intValue() & CHUNK_MASK;
        }
        return canonical;
    }

    /**
     * The sum with this stored form.
     *
     * @throws IllegalArgumentException if {@link #canonical} cannot have made it
     */
    public static ExactSum ofCanonical(long[] canonical) {
        ExactSum sum = new ExactSum();
        int length = canonical.length;
        if (length == 0) {
            return sum;
        }
        long sign = Long.signum(canonical[0]);
        long first = Math.abs(canonical[0]) - 1;
        if (sign == 0 || length == 1 || first < 0 || first > CHUNKS - length + 1) {
            throw new IllegalArgumentException(
                    "not a canonical sum: first entry = " + canonical[0] + ", length = " + length);
        }
        for (int i = 1; i < length; i++) {
            long chunk = canonical[i];
            if ((chunk & ~CHUNK_MASK) != 0 || (chunk == 0 && (i == 1 || i == length - 1))) {
                throw new IllegalArgumentException("not a canonical sum: entry " + i + " = " + chunk);
            }
            sum.chunks[(int) first + i - 1] = sign * chunk;
        }
        sum.carry();
        return sum;
    }

    /**
     * A sum without the zeros below its lowest chunk: integer · 2^exponent. Sums of data fill three or four chunks of
     * 67, so that arithmetic on this is on a twentieth of the digits.
     *
     * @param integer signed; 0 for a sum of zero
     * @param exponent a multiple of 32 above {@link #UNIT_EXPONENT}
     */
    record Scaled(BigInteger integer, int exponent) {}

    Scaled scaled() {
        propagateCarries();
        long top = chunks[CHUNKS - 1];
        int first = 0;
        while (first < CHUNKS - 1 && chunks[first] == 0) {
            first++;
        }
        // Chunks above the sum's own repeat its sign, unless the topmost one is in use itself.
        boolean isTopUsed = top != top >> (Long.SIZE - 1);
        int end = CHUNKS - 1;
        while (!isTopUsed && end > first && chunks[end - 1] == (top & CHUNK_MASK)) {
            end--;
        }
        byte[] bytes = new byte[(end - first) * Integer.BYTES + Long.BYTES];
        for (int i = first; i < end; i++) {
            putBytes(bytes, (i - first) * Integer.BYTES, Integer.BYTES, chunks[i]);
        }
        putBytes(bytes, (end - first) * Integer.BYTES, Long.BYTES, top);
        return new Scaled(new BigInteger(bytes), UNIT_EXPONENT + CHUNK_BITS * first);
    }

    /** Puts a number's lowest bytes at a distance from the end of a big-endian array. */
    private static void putBytes(byte[] bytes, int fromEnd, int width, long value) {
        for (int b = 0; b < width; b++) {
            bytes[bytes.length - 1 - fromEnd - b] = (byte) (value >>> (Byte.SIZE * b));
        }
    }

    /**
     * Leaves 32 bits in [0, 2^32) in every chunk but the last, which carries the sign: a unique form. Writes nothing if
     * nothing was added since, so that a sum that is only read may be read by several threads.
     */
    private void propagateCarries() {
        if (addsLeft != ADDS_BEFORE_CARRY) {
            carry();
        }
    }

    private void carry() {
        long carried = 0;
        for (int i = 0; i < CHUNKS - 1; i++) {
            long value = chunks[i] + carried;
            chunks[i] = value & CHUNK_MASK;
            carried = value >> CHUNK_BITS;
        }
        chunks[CHUNKS - 1] += carried;
        addsLeft = ADDS_BEFORE_CARRY;
    }
}
