package io.tidemark.stats.summary;

/** Arithmetic on arrays of counts that never wraps around. What was counted before an overflow stays changed. */
public final class ExactCounts {
    private ExactCounts() {}

    /**
     * Adds counts place by place.
     *
     * @param into changed
     * @param more as many counts
     * @throws IllegalArgumentException if the lengths differ; nothing is changed then
     * @throws ArithmeticException if a sum does not fit a long
     */
    public static void addAll(long[] into, long[] more) {
        requireSameLength(into, more);
        for (int i = 0; i < into.length; i++) {
            into[i] = Math.addExact(into[i], more[i]);
        }
    }

    /**
     * Subtracts counts place by place; the differences may be negative.
     *
     * @param from changed
     * @param less as many counts
     * @throws IllegalArgumentException if the lengths differ; nothing is changed then
     * @throws ArithmeticException if a difference does not fit a long
     */
    public static void subtractAll(long[] from, long[] less) {
        requireSameLength(from, less);
        for (int i = 0; i < from.length; i++) {
            from[i] = Math.subtractExact(from[i], less[i]);
        }
    }

    private static void requireSameLength(long[] counts, long[] others) {
        if (others.length != counts.length) {
            throw new IllegalArgumentException("counts = " + others.length + ", expected " + counts.length);
        }
    }
}
