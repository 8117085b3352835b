package io.tidemark.stats.special;

/**
 * Uniform and normal numbers from a seed, the same on every JVM and release (SplitMix64: Steele, Lea, Flood 2014,
 * doi:10.1145/2660193.2660195). For simulations inside a statistic, whose seed is part of the result; the library's own
 * generators do not promise their sequence. Mutable, not thread-safe.
 */
public final class SeededUniform {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    /** The sequence of this seed. */
    public SeededUniform(long seed) {
        this.state = seed;
    }

    /** 64 uniform bits. */
    public long nextBits() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Uniform in (0, 1): the middle of one of 2^53 equal parts. */
    public double nextShare() {
        return ((nextBits() >>> 11) + 0.5) * UNIT;
    }

    /**
     * Uniform whole number in [0, bound); the bias is below bound / 2^63.
     *
     * @param bound positive
     */
    public long nextBelow(long bound) {
        return Long.remainderUnsigned(nextBits() >>> 1, bound);
    }

    /** Standard normal, by inversion of {@link #nextShare}. */
    public double nextNormal() {
        return SpecialFunctions.normalQuantile(nextShare());
    }
}
