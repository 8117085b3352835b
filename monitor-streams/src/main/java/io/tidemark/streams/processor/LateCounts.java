package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.RowCounts;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.codec.SourceCodec;
import java.util.Map;
import java.util.TreeMap;

/** The records that came after their window had closed, cumulative, with their offsets. Mutable. */
final class LateCounts {
    private static final int VERSION = 1;
    private static final int OFFSETS_BYTES = 256 * 1024;

    private final Map<Integer, OffsetRanges> sources;
    private long records;
    private long rows;

    LateCounts() {
        this(Map.of());
    }

    private LateCounts(Map<Integer, OffsetRanges> sources) {
        this.sources = new TreeMap<>(sources);
    }

    void add(RowCounts counts, int partition, OffsetRanges offsets) {
        records += counts.records();
        rows += counts.rows();
        sources.computeIfAbsent(partition, p -> new OffsetRanges()).addAll(offsets);
    }

    LedgerRow toRow(WindowKey window) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.LATE)
                .setEndpoint(window.endpoint())
                .setVariant(window.variant())
                .setWindowStart(window.startMs())
                .setLate(records)
                .setLateRows(rows)
                .setLateOffsets(SourceCodec.toAvro(Sources.toWire(sources), OFFSETS_BYTES))
                .build();
    }

    byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        out.putByte(VERSION).putVarint(records).putVarint(rows);
        Sources.write(sources, out);
        return out.toByteArray();
    }

    static LateCounts decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored late counts");
        long records = in.getVarint();
        long rows = in.getVarint();
        LateCounts read = new LateCounts(Sources.read(in));
        read.records = records;
        read.rows = rows;
        return read;
    }
}
