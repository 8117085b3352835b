package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.wire.codec.SourceRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Offsets by input partition, in their stored form and as the wire wants them. */
public final class Sources {
    private Sources() {}

    /** Writes the stored form. */
    public static void write(Map<Integer, OffsetRanges> sources, CanonicalOutput out) {
        out.putVarint(sources.size());
        sources.forEach((partition, ranges) -> {
            out.putVarint(partition);
            ranges.writeTo(out);
        });
    }

    /** Reads what {@link #write} wrote. */
    public static Map<Integer, OffsetRanges> read(CanonicalInput in) {
        TreeMap<Integer, OffsetRanges> sources = new TreeMap<>();
        long count = in.getVarint();
        for (long i = 0; i < count; i++) {
            sources.put(Math.toIntExact(in.getVarint()), OffsetRanges.readFrom(in));
        }
        return sources;
    }

    /** Returns the form of the wire, by partition ascending. */
    public static List<SourceRanges> toWire(Map<Integer, OffsetRanges> sources) {
        List<SourceRanges> list = new ArrayList<>();
        sources.forEach((partition, ranges) -> list.add(new SourceRanges(partition, ranges)));
        return list;
    }
}
