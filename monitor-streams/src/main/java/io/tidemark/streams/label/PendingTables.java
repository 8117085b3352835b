package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.store.LiveCodec;

/** Signed tables that were not sent yet, the model baseline they are on, and the captures they hold. Mutable. */
final class PendingTables {
    private static final int VERSION = 1;

    private final ContentHash baselineHash;
    private final ModelProfile tables;
    private final OffsetRanges captures;

    PendingTables(ContentHash baselineHash, ModelProfile tables, OffsetRanges captures) {
        this.baselineHash = baselineHash;
        this.tables = tables;
        this.captures = captures;
    }

    ContentHash baselineHash() {
        return baselineHash;
    }

    ModelProfile tables() {
        return tables;
    }

    OffsetRanges captures() {
        return captures;
    }

    /** Returns the stored form; tables need their model baseline to be read again. */
    static LiveCodec<SegmentKey, PendingTables> codec(ModelBaselines models) {
        return new TablesCodec<>() {
            @Override
            public byte[] encode(PendingTables value) {
                byte[] tables = value.tables.encode();
                CanonicalOutput out = new CanonicalOutput(tables.length + 256);
                out.putByte(VERSION).putText(value.baselineHash.hex()).putBytes(tables);
                value.captures.writeTo(out);
                return out.toByteArray();
            }

            @Override
            public PendingTables decode(byte[] bytes) {
                CanonicalInput in = new CanonicalInput(bytes);
                in.expectVersion(VERSION, "stored model delta");
                ContentHash hash = new ContentHash(in.getText());
                ModelProfile tables = ModelProfile.decode(in.getBytes(), models.modelByHash(hash));
                return new PendingTables(hash, tables, OffsetRanges.readFrom(in));
            }

            @Override
            public long sizeOf(PendingTables value) {
                return value.tables.heapBytes() + value.captures.heapBytes();
            }
        };
    }
}
