package io.tidemark.stats.sketch;

/**
 * The ten buckets of equal width between minimum and maximum that statistics files show, counted by ranks in a sketch.
 */
public final class EqualWidthBuckets {
    /** How many there are; the services fix it. */
    public static final int BUCKETS = 10;

    private EqualWidthBuckets() {}

    /**
     * A bucket.
     *
     * @param lower its lower bound, included
     * @param upper its upper bound, excluded; included in the last bucket
     * @param count the weight of the items in it
     */
    public record Bucket(double lower, double upper, long count) {}

    /**
     * Returns the bound i of 0 to 10: min + (max - min) i / 10, evaluated from left to right. Infinite where the
     * difference overflows.
     */
    public static double bound(double min, double max, int i) {
        return min + (max - min) * i / BUCKETS;
    }

    /**
     * Returns the buckets. A constant column has all of its weight in the last one.
     *
     * @param items the sketch's items
     * @param min the smallest value, finite
     * @param max the largest value, finite, not below {@code min}
     */
    public static Bucket[] of(RankedItems items, double min, double max) {
        Bucket[] buckets = new Bucket[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            double lower = bound(min, max, i);
            double upper = bound(min, max, i + 1);
            long below = i == BUCKETS - 1 ? items.rank(upper) : items.rankBelow(upper);
            buckets[i] = new Bucket(lower, upper, below - items.rankBelow(lower));
        }
        return buckets;
    }
}
