package io.tidemark.wire.codec;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.SourceOffsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Offset ranges on the wire. A record has to stay small, so ranges give way: a partition with more than
 * {@value #MAX_RANGES} of them, and then the longest list again and again until all fit into the given bytes, is
 * written as one covering range that is marked as not exact.
 */
public final class SourceCodec {
    /** Most ranges written of one partition. */
    public static final int MAX_RANGES = 256;

    private static final int FORM_VERSION = 1;

    private SourceCodec() {}

    /**
     * Returns the sources by partition ascending, in at most about {@code budgetBytes} as long as one range per
     * partition fits into that.
     *
     * @param sources one entry per partition; entries without an offset are left out
     * @param budgetBytes most bytes of the encoded list
     */
    public static List<SourceOffsets> toAvro(List<SourceRanges> sources, int budgetBytes) {
        List<SourceOffsets> list = new ArrayList<>();
        sources.stream()
                .filter(source -> !source.offsets().isEmpty())
                .sorted(Comparator.comparingInt(SourceRanges::partition))
                .map(SourceCodec::toAvro)
                .forEach(list::add);
        int size = list.stream().mapToInt(SourceCodec::encodedBytes).sum();
        while (size > budgetBytes) {
            int longest = longest(list);
            SourceOffsets before = list.get(longest);
            if (before.getRanges().size() == 1) {
                break;
            }
            SourceOffsets covered = covering(before.getPartition(), before.getRanges());
            size += encodedBytes(covered) - encodedBytes(before);
            list.set(longest, covered);
        }
        return list;
    }

    /** Returns what was encoded. */
    public static List<SourceRanges> toDomain(List<SourceOffsets> sources) {
        return sources.stream()
                .map(source -> new SourceRanges(source.getPartition(), offsets(source)))
                .toList();
    }

    private static SourceOffsets toAvro(SourceRanges source) {
        List<OffsetRange> ranges = source.offsets().ranges().stream()
                .map(range -> new OffsetRange(range.from(), range.to()))
                .toList();
        if (ranges.size() > MAX_RANGES) {
            return covering(source.partition(), ranges);
        }
        return new SourceOffsets(source.partition(), source.offsets().isExact(), ranges);
    }

    private static SourceOffsets covering(int partition, List<OffsetRange> ranges) {
        long from = ranges.get(0).getFrom();
        long to = ranges.get(ranges.size() - 1).getTo();
        return new SourceOffsets(partition, false, List.of(new OffsetRange(from, to)));
    }

    /** The index of the first list that is as long as any. */
    private static int longest(List<SourceOffsets> list) {
        int longest = 0;
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i).getRanges().size() > list.get(longest).getRanges().size()) {
                longest = i;
            }
        }
        return longest;
    }

    /** Avro writes integers as zigzag varints: seven bits a byte; three bytes more for the list's ends and the flag. */
    private static int encodedBytes(SourceOffsets source) {
        int bytes = 5
                + varintBytes(source.getPartition())
                + varintBytes(source.getRanges().size());
        for (OffsetRange range : source.getRanges()) {
            bytes += varintBytes(range.getFrom()) + varintBytes(range.getTo());
        }
        return bytes;
    }

    private static int varintBytes(long value) {
        long zigzag = value << 1 ^ value >> 63;
        return zigzag == 0 ? 1 : (70 - Long.numberOfLeadingZeros(zigzag)) / 7;
    }

    /** Through the canonical form of {@link OffsetRanges}, since only that can say that ranges are not exact. */
    private static OffsetRanges offsets(SourceOffsets source) {
        CanonicalOutput out = new CanonicalOutput();
        out.putByte(FORM_VERSION)
                .putByte(source.getExact() ? 1 : 0)
                .putVarint(source.getRanges().size());
        long position = 0;
        for (OffsetRange range : source.getRanges()) {
            if (range.getFrom() < position || range.getTo() < range.getFrom()) {
                throw new IllegalArgumentException("offset ranges of partition " + source.getPartition()
                        + " are not ascending and disjoint at " + range.getFrom() + " to " + range.getTo());
            }
            out.putVarint(range.getFrom() - position).putVarint(range.getTo() - range.getFrom());
            position = range.getTo();
        }
        return OffsetRanges.readFrom(new CanonicalInput(out.toByteArray()));
    }
}
