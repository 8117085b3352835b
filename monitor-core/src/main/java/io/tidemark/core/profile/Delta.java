package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;

/**
 * What one input partition counted for one block of a window since it last sent: the message between counting and
 * merging. Adding up all deltas of a window gives the window.
 */
public final class Delta {
    private static final int VERSION = 1;

    private final Place place;
    private final ContentHash baselineHash;
    private final ContentHash configHash;
    private final byte[] counts;
    private final OffsetRanges offsets;

    /**
     * Where counts belong.
     *
     * @param window endpoint, variant and start
     * @param inputPartition where the records came from
     * @param block which block of features
     */
    public record Place(WindowKey window, int inputPartition, int block) {}

    /**
     * @param place window, input partition and block
     * @param baselineHash the baseline on whose grid was counted, or {@link ContentHash#NONE}
     * @param configHash the configuration that fixed the windows
     * @param counts the encoded {@link ProfileBlock}; not copied
     * @param offsets the records behind the counts; empty in every block but the first
     */
    public Delta(Place place, ContentHash baselineHash, ContentHash configHash, byte[] counts, OffsetRanges offsets) {
        this.place = place;
        this.baselineHash = baselineHash;
        this.configHash = configHash;
        this.counts = counts;
        this.offsets = offsets;
    }

    /** Returns endpoint, variant and start. */
    public WindowKey window() {
        return place.window();
    }

    /** Returns the baseline on whose grid was counted, or {@link ContentHash#NONE}. */
    public ContentHash baselineHash() {
        return baselineHash;
    }

    /** Returns the configuration that fixed the windows. */
    public ContentHash configHash() {
        return configHash;
    }

    /** Returns the partition that the records came from. */
    public int inputPartition() {
        return place.inputPartition();
    }

    /** Returns which block of features. */
    public int block() {
        return place.block();
    }

    /** Returns the encoded {@link ProfileBlock}; not copied. */
    public byte[] counts() {
        return counts;
    }

    /** Returns the records behind the counts; empty in every block but the first. */
    public OffsetRanges offsets() {
        return offsets;
    }

    /** Writes the delta behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(counts.length + 256);
        out.putByte(VERSION);
        place.window().writeTo(out);
        out.putText(baselineHash.hex())
                .putText(configHash.hex())
                .putInt(place.inputPartition())
                .putInt(place.block());
        out.putBytes(counts);
        offsets.writeTo(out);
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Delta decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "delta");
        WindowKey window = WindowKey.readFrom(in);
        ContentHash baselineHash = new ContentHash(in.getText());
        ContentHash configHash = new ContentHash(in.getText());
        Place place = new Place(window, in.getInt(), in.getInt());
        Delta delta = new Delta(place, baselineHash, configHash, in.getBytes(), OffsetRanges.readFrom(in));
        in.expectEnd();
        return delta;
    }
}
