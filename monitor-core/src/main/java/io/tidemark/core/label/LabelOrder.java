package io.tidemark.core.label;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern LINE = Pattern.compile(".+:([0-9]{1,18})", Pattern.DOTALL);

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

    /**
     * Returns the position of a label by where it comes from: the number behind the last colon of {@code file:line}, so that
     * a replay orders as an audit of the file does; else its offset.
     *
     * @param source the text of the header {@code tidemark-source}; empty if there is none
     * @param offset where the record lies in its partition; not negative
     */
    public static long positionOf(String source, long offset) {
        Matcher line = LINE.matcher(source);
        return line.matches() ? Long.parseLong(line.group(1)) : offset;
    }

    @Override
    public int compareTo(LabelOrder other) {
        return ORDER.compare(this, other);
    }
}
