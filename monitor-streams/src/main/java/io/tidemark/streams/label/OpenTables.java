package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.processor.Sources;
import io.tidemark.streams.store.LiveCodec;
import java.util.Map;
import java.util.TreeMap;

/** The merged tables of a segment of a window that is not final, with the captures behind them. Mutable. */
final class OpenTables {
    private static final int VERSION = 1;

    private final ContentHash baselineHash;
    private final ModelProfile tables;
    private final TreeMap<Integer, OffsetRanges> sources = new TreeMap<>();

    OpenTables(ContentHash baselineHash, ModelProfile tables) {
        this.baselineHash = baselineHash;
        this.tables = tables;
    }

    ContentHash baselineHash() {
        return baselineHash;
    }

    ModelProfile tables() {
        return tables;
    }

    Map<Integer, OffsetRanges> sources() {
        return sources;
    }

    void add(ModelProfile delta, int partition, OffsetRanges captures) {
        tables.merge(delta);
        if (!captures.isEmpty()) {
            sources.computeIfAbsent(partition, p -> new OffsetRanges()).addAll(captures);
        }
    }

    /** Returns the stored form; tables need their model baseline to be read again. */
    static LiveCodec<SegmentKey, OpenTables> codec(ModelBaselines models) {
        return new TablesCodec<>() {
            @Override
            public byte[] encode(OpenTables value) {
                byte[] tables = value.tables.encode();
                CanonicalOutput out = new CanonicalOutput(tables.length + 256);
                out.putByte(VERSION).putText(value.baselineHash.hex()).putBytes(tables);
                Sources.write(value.sources, out);
                return out.toByteArray();
            }

            @Override
            public OpenTables decode(byte[] bytes) {
                CanonicalInput in = new CanonicalInput(bytes);
                in.expectVersion(VERSION, "stored model window");
                ContentHash hash = new ContentHash(in.getText());
                OpenTables read = new OpenTables(hash, ModelProfile.decode(in.getBytes(), models.modelByHash(hash)));
                read.sources.putAll(Sources.read(in));
                return read;
            }

            @Override
            public long sizeOf(OpenTables value) {
                return value.tables.heapBytes()
                        + value.sources.values().stream()
                                .mapToLong(OffsetRanges::heapBytes)
                                .sum();
            }
        };
    }
}
