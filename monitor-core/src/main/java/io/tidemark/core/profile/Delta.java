package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;

/**
 * What one input partition counted for one block of a window since it last sent: the message between counting and
 * merging. Adding up all deltas of a window gives the window.
 *
 * @param window endpoint, variant and start
 * @param baselineHash the baseline on whose grid was counted, or {@link ContentHash#NONE}
 * @param configHash the configuration that fixed the windows
 * @param inputPartition where the records came from
 * @param block which block of features
 * @param counts the encoded {@link ProfileBlock}
 * @param offsets the records behind the counts; empty in every block but the first
 */
public record Delta(
        WindowKey window,
        ContentHash baselineHash,
        ContentHash configHash,
        int inputPartition,
        int block,
        byte[] counts,
        OffsetRanges offsets) {
    private static final int VERSION = 1;

    /** Writes the delta behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(counts.length + 256);
        out.putByte(VERSION);
        window.writeTo(out);
        out.putText(baselineHash.hex())
                .putText(configHash.hex())
                .putInt(inputPartition)
                .putInt(block);
        out.putBytes(counts);
        offsets.writeTo(out);
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Delta decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "delta");
        return new Delta(
                WindowKey.readFrom(in),
                new ContentHash(in.getText()),
                new ContentHash(in.getText()),
                in.getInt(),
                in.getInt(),
                in.getBytes(),
                OffsetRanges.readFrom(in));
    }
}
