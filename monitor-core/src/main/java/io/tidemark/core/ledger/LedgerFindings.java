package io.tidemark.core.ledger;

import io.tidemark.core.window.WindowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the check of a ledger found.
 *
 * @param partitions input partitions with a row
 * @param records captures that were recomputed
 * @param windows closed windows that were compared
 * @param lost offsets that Kafka deleted unread: accounted for, and bad news all the same
 * @param differences where ledger and topics do not agree, partitions first
 * @param open what cannot be checked yet or any more
 */
public record LedgerFindings(
        int partitions, long records, int windows, long lost, List<Difference> differences, List<Open> open) {
    public LedgerFindings {
        differences = List.copyOf(differences);
        open = List.copyOf(open);
    }

    /**
     * Records that were not compared.
     *
     * @param kind why
     * @param where the partition or window, for people
     * @param records how many
     */
    public record Open(Kind kind, String where, long records) {
        /** Why records were not compared. */
        public enum Kind {
            /** Captures behind the newest row of their partition: not read by the application, or not accounted yet. */
            UNREAD,
            /** Records of a window that has not closed. */
            OPEN_WINDOW,
            /** Offsets of the row that the topics do not hold any more. */
            EXPIRED,
            /** Labels and rows whose fate depends on the order in which two topics were read, which is not known. */
            BY_ARRIVAL
        }
    }

    /** Returns whether there was nothing to compare. */
    public boolean isEmpty() {
        return partitions == 0;
    }

    /** Returns these findings with those of another check. */
    public LedgerFindings and(LedgerFindings other) {
        List<Difference> allDifferences = new ArrayList<>(differences);
        allDifferences.addAll(other.differences);
        List<Open> allOpen = new ArrayList<>(open);
        allOpen.addAll(other.open);
        return new LedgerFindings(
                partitions + other.partitions,
                records + other.records,
                windows + other.windows,
                lost + other.lost,
                allDifferences,
                allOpen);
    }

    static Open openWindow(WindowKey window, long records) {
        return new Open(
                Open.Kind.OPEN_WINDOW,
                window.endpoint() + "/" + window.variant() + " " + Instant.ofEpochMilli(window.startMs()),
                records);
    }
}
