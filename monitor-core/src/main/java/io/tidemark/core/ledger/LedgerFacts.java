package io.tidemark.core.ledger;

import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the topics say, as {@link LedgerCheck} takes it. */
public final class LedgerFacts {
    /** Window start under which late records of windows long past are accounted for together. */
    public static final long OLDER = Long.MIN_VALUE;

    private LedgerFacts() {}

    /**
     * A ledger row on an input partition.
     *
     * @param partition which
     * @param firstOffset first offset of the range
     * @param nextOffset its end, exclusive
     * @param figures every count of the row by its name on the wire
     * @param repeats where the records lie that it calls duplicates
     */
    public record PartitionRow(
            int partition, long firstOffset, long nextOffset, Map<String, Long> figures, Repeats repeats) {
        public PartitionRow {
            figures = Map.copyOf(figures);
        }

        /** Returns a count, 0 if the row has none of this name. */
        public long figure(String name) {
            return figures.getOrDefault(name, 0L);
        }
    }

    /**
     * What a row says of repeats.
     *
     * @param lookedUpFrom first offset whose record was looked up among those seen; before that repeats were counted
     * @param offsets where they lie; may cover others, not changed
     */
    public record Repeats(long lookedUpFrom, OffsetRanges offsets) {
        /** Every record was looked up, and none was a repeat. */
        public static Repeats none() {
            return new Repeats(0, new OffsetRanges());
        }
    }

    /**
     * Records and rows of a window, counted or late.
     *
     * @param window which
     * @param records how many records
     * @param rows how many rows
     */
    public record WindowCount(WindowKey window, long records, long rows) {}

    /**
     * A report.
     *
     * @param count window, records and rows
     * @param features rows of each feature, as valid + missing + NaN + infinite + malformed; empty without a baseline
     */
    public record Reported(WindowCount count, List<Long> features) {
        public Reported {
            features = List.copyOf(features);
        }
    }

    /**
     * A dead letter.
     *
     * @param partition where the record lies
     * @param offset where it lies in the partition
     * @param reason the wire name of the reason
     */
    public record Letter(int partition, long offset, String reason) {}

    /**
     * A record of the topic of captures.
     *
     * @param partition its partition
     * @param offset its offset
     * @param isControl whether it is a control record
     * @param controlTimeMs the event time of a control record that ends a replay, or null
     * @param arrival the record
     */
    public record Capture(
            int partition,
            long offset,
            boolean isControl,
            @Nullable Long controlTimeMs,
            IntakeRules.Arrival arrival) {}
}
