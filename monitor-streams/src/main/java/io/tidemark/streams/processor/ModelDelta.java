package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.OffsetRanges;
import java.util.Arrays;

/**
 * What one input partition adds to the tables of one segment of a window since its last message. The tables are signed: a
 * correction takes away what an earlier delta, perhaps of weeks ago, has added.
 */
public final class ModelDelta {
    private static final int VERSION = 1;

    private final SegmentKey key;
    private final int inputPartition;
    private final ContentHash baselineHash;
    private final byte[] tables;
    private final OffsetRanges captures;

    /**
     * @param key which segment of which window
     * @param inputPartition where it was counted
     * @param baselineHash the model baseline on whose tables it was counted
     * @param tables the signed tables in stored form
     * @param captures the captures whose predictions were added; empty for segments other than all rows
     */
    public ModelDelta(
            SegmentKey key, int inputPartition, ContentHash baselineHash, byte[] tables, OffsetRanges captures) {
        this.key = key;
        this.inputPartition = inputPartition;
        this.baselineHash = baselineHash;
        this.tables = tables.clone();
        this.captures = captures;
    }

    /** Returns which segment of which window. */
    public SegmentKey key() {
        return key;
    }

    /** Returns where it was counted. */
    public int inputPartition() {
        return inputPartition;
    }

    /** Returns the model baseline on whose tables it was counted. */
    public ContentHash baselineHash() {
        return baselineHash;
    }

    /** Returns the signed tables in stored form. */
    public byte[] tables() {
        return tables.clone();
    }

    /** Returns the captures whose predictions were added. */
    public OffsetRanges captures() {
        return captures;
    }

    /** Writes the delta behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(tables.length + 256).putByte(VERSION);
        key.writeTo(out);
        out.putVarint(inputPartition).putText(baselineHash.hex()).putBytes(tables);
        captures.writeTo(out);
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static ModelDelta decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "model delta");
        SegmentKey key = SegmentKey.readFrom(in);
        int partition = Math.toIntExact(in.getVarint());
        ContentHash hash = new ContentHash(in.getText());
        byte[] tables = in.getBytes();
        ModelDelta delta = new ModelDelta(key, partition, hash, tables, OffsetRanges.readFrom(in));
        in.expectEnd();
        return delta;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelDelta that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return key + " of partition " + inputPartition + ", " + tables.length + " bytes";
    }
}
