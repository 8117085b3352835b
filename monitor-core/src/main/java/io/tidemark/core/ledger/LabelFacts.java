package io.tidemark.core.ledger;

import io.tidemark.core.label.LabelFates;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.window.WindowKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the topics say of labels, as {@link LabelLedgerCheck} takes it. */
public final class LabelFacts {
    private LabelFacts() {}

    /**
     * Offsets that a row accounts for.
     *
     * @param from the first
     * @param to their end, exclusive; not above {@code from} if there are none
     * @param lost how many of them Kafka deleted unread
     */
    public record Range(long from, long to, long lost) {
        boolean holds(long offset) {
            return offset >= from && offset < to;
        }

        boolean isEmpty() {
            return to <= from;
        }
    }

    /**
     * How far time had been passed when a row was written.
     *
     * @param throughMs what waited for an earlier time had its fate for good
     * @param upToMs what waits for this time or a later one had not
     * @param inSilenceMs the latest time that was passed while an input was silent; the smallest long if none was
     */
    public record Settled(long throughMs, long upToMs, long inSilenceMs) {}

    /**
     * A ledger row on a partition of ground truth and the predictions of the same partition.
     *
     * @param partition which
     * @param groundTruth the records of ground truth
     * @param captures the captures
     * @param settled how far time had been passed
     * @param labels what became of the records of ground truth
     * @param rows what became of the predicted rows
     * @param figures other counts of the row by their names on the wire: read, control, gaps, deadLettered,
     *     capturesUnusable
     */
    public record PartitionRow(
            int partition,
            Range groundTruth,
            Range captures,
            Settled settled,
            LabelFates labels,
            PredictionFates rows,
            Map<String, Long> figures) {
        public PartitionRow {
            figures = Map.copyOf(figures);
        }

        long figure(String name) {
            return figures.getOrDefault(name, 0L);
        }

        /** Whether it says which captures it accounts for; an older release did not. */
        boolean namesCaptures() {
            return captures.to() >= 0 || (rows.sum() == 0 && figure("capturesUnusable") == 0);
        }
    }

    /**
     * A ledger row on the labels of a window.
     *
     * @param window which; its start may be {@link LedgerFacts#OLDER}
     * @param revision which evaluation it was written with, 0 if the window never was evaluated
     * @param rows predicted rows by what became of them
     * @param lateRows predicted rows that came after the final evaluation
     * @param lateLabelled labels of rows that came after it
     */
    public record WindowRow(WindowKey window, int revision, PredictionFates rows, long lateRows, long lateLabelled) {}

    /**
     * A report on a model.
     *
     * @param window of which window
     * @param revision which evaluation
     * @param isFinal whether no other follows
     * @param eligible rows that can have a label
     * @param labelled rows with one, usable or not
     */
    public record Reported(WindowKey window, int revision, boolean isFinal, long eligible, long labelled) {}

    /**
     * A record of the topic of ground truth.
     *
     * @param partition its partition
     * @param offset its offset
     * @param control what it is if it is a control record, or null
     * @param value its value in the form of JSON or CSV, or null; not kept
     * @param place what stands beside it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, compared with nothing
    public record Truth(
            int partition,
            long offset,
            @Nullable Control control,
            byte @Nullable [] value,
            LabelIntakeRules.Place place) {}

    /**
     * A control record.
     *
     * @param lastMs the time that it says has come, or null if it says none
     */
    public record Control(@Nullable Long lastMs) {}
}
