package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.streams.store.LiveCodec;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The merged counts of a block of an open window, with the offsets behind them by input partition. Mutable. */
final class OpenBlock {
    private static final int VERSION = 1;

    private final ContentHash baselineHash;
    private final ProfileBlock block;
    private final TreeMap<Integer, OffsetRanges> sources = new TreeMap<>();

    OpenBlock(ContentHash baselineHash, ProfileBlock block) {
        this.baselineHash = baselineHash;
        this.block = block;
    }

    ContentHash baselineHash() {
        return baselineHash;
    }

    ProfileBlock block() {
        return block;
    }

    Map<Integer, OffsetRanges> sources() {
        return sources;
    }

    void addSource(int partition, OffsetRanges offsets) {
        if (!offsets.isEmpty()) {
            sources.computeIfAbsent(partition, p -> new OffsetRanges()).addAll(offsets);
        }
    }

    /** Returns the stored form; a block needs its baseline's layout to be read again. */
    static LiveCodec<BlockKey, OpenBlock> codec(Function<ContentHash, ProfileLayout> layouts) {
        return new BlockCodec<>() {
            @Override
            public byte[] encode(OpenBlock value) {
                byte[] counts = value.block.encode();
                CanonicalOutput out = new CanonicalOutput(counts.length + 256);
                out.putByte(VERSION).putText(value.baselineHash.hex()).putBytes(counts);
                Sources.write(value.sources, out);
                return out.toByteArray();
            }

            @Override
            public OpenBlock decode(byte[] bytes) {
                CanonicalInput in = new CanonicalInput(bytes);
                in.expectVersion(VERSION, "stored window");
                ContentHash hash = new ContentHash(in.getText());
                OpenBlock read = new OpenBlock(hash, ProfileBlock.decode(in.getBytes(), layouts.apply(hash)));
                read.sources.putAll(Sources.read(in));
                return read;
            }

            @Override
            public long sizeOf(OpenBlock value) {
                return value.block.heapBytes()
                        + value.sources.values().stream()
                                .mapToLong(OffsetRanges::heapBytes)
                                .sum();
            }
        };
    }
}
