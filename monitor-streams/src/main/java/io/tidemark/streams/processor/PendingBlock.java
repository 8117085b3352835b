package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.streams.store.LiveCodec;
import java.util.function.Function;

/**
 * Counts of a block that were not sent yet, with the baseline they were made on and the offsets behind them. Mutable.
 */
final class PendingBlock {
    private static final int VERSION = 1;

    private final ContentHash baselineHash;
    private final ProfileBlock block;
    private final OffsetRanges offsets;

    PendingBlock(ContentHash baselineHash, ProfileBlock block, OffsetRanges offsets) {
        this.baselineHash = baselineHash;
        this.block = block;
        this.offsets = offsets;
    }

    ContentHash baselineHash() {
        return baselineHash;
    }

    ProfileBlock block() {
        return block;
    }

    OffsetRanges offsets() {
        return offsets;
    }

    /** Returns the stored form; a block needs its baseline's layout to be read again. */
    static LiveCodec<BlockKey, PendingBlock> codec(Function<ContentHash, ProfileLayout> layouts) {
        return new BlockCodec<>() {
            @Override
            public byte[] encode(PendingBlock value) {
                byte[] counts = value.block.encode();
                CanonicalOutput out = new CanonicalOutput(counts.length + 256);
                out.putByte(VERSION).putText(value.baselineHash.hex()).putBytes(counts);
                value.offsets.writeTo(out);
                return out.toByteArray();
            }

            @Override
            public PendingBlock decode(byte[] bytes) {
                CanonicalInput in = new CanonicalInput(bytes);
                in.expectVersion(VERSION, "stored delta");
                ContentHash hash = new ContentHash(in.getText());
                ProfileBlock block = ProfileBlock.decode(in.getBytes(), layouts.apply(hash));
                return new PendingBlock(hash, block, OffsetRanges.readFrom(in));
            }

            @Override
            public long sizeOf(PendingBlock value) {
                return value.block.heapBytes() + value.offsets.heapBytes();
            }
        };
    }
}
