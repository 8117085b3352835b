package io.tidemark.core.label;

import java.util.Comparator;

/**
 * The place of a label among the labels of its id: by time, then by its place in the file or partition, then by a digest
 * of the whole, so that two files of one hour decide by neither their names nor their values.
 *
 * @param labelTimeMs when the label was known, in milliseconds since 1970-01-01T00:00:00Z
 * @param position number of its line in the file, or its offset; not negative
 * @param digest a hash of time, position and contents, made by {@link Label}
 */
public record LabelOrder(long labelTimeMs, long position, long digest) implements Comparable<LabelOrder> {
    private static final Comparator<LabelOrder> ORDER = Comparator.comparingLong(LabelOrder::labelTimeMs)
            .thenComparingLong(LabelOrder::position)
            .thenComparingLong(LabelOrder::digest);

    public LabelOrder {
        if (labelTimeMs < 0 || position < 0) {
            throw new IllegalArgumentException(
                    "label time = " + labelTimeMs + ", position = " + position + ": neither may be negative");
        }
    }

    /** An order of which the digest is not known yet; {@link Label} sets it. */
    public static LabelOrder of(long labelTimeMs, long position) {
        return new LabelOrder(labelTimeMs, position, 0);
    }

    @Override
    public int compareTo(LabelOrder other) {
        return ORDER.compare(this, other);
    }
}
