package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.WindowKey;

/**
 * A segment of a window: the key of a model's tables in stores.
 *
 * @param window endpoint, variant and start
 * @param segment the segment's name, or {@link #ALL} for all rows
 */
public record SegmentKey(WindowKey window, String segment) {
    /** Stands for all rows of a window. */
    public static final String ALL = "";

    /** Returns the bytes of the key: those of one window follow each other, all rows first. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        writeTo(out);
        return out.toByteArray();
    }

    void writeTo(CanonicalOutput out) {
        window.writeTo(out);
        out.putText(segment);
    }

    /** Reads what {@link #encode} wrote. */
    public static SegmentKey decode(byte[] bytes) {
        return readFrom(new CanonicalInput(bytes));
    }

    static SegmentKey readFrom(CanonicalInput in) {
        return new SegmentKey(WindowKey.readFrom(in), in.getText());
    }

    /** Returns whether this is the key of all rows. */
    public boolean isOfAllRows() {
        return segment.equals(ALL);
    }
}
