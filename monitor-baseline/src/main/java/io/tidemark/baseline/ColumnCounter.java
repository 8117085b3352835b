package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvRows;
import io.tidemark.core.feature.ValueScanner;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one column, made by one thread and merged once. What the merged counter holds depends only on the multiset of
 * values, not on their order or on how they were split.
 */
abstract class ColumnCounter {
    private @Nullable Place firstMalformed;

    /**
     * Where a value stands.
     *
     * @param fileIndex of the file, for the order
     * @param offset of the row in the file
     * @param file name of the file
     * @param line where the row starts
     */
    record Place(int fileIndex, long offset, String file, long line) {
        boolean isBefore(Place other) {
            return fileIndex < other.fileIndex || (fileIndex == other.fileIndex && offset < other.offset);
        }
    }

    /** Counts a value, or a missing one if the range is empty; false if it is malformed for a column of this kind. */
    abstract boolean add(byte[] text, int from, int to);

    /** What the value that was added last reads as, as {@link ColumnListener#value} has it. */
    abstract double lastNumber();

    /** Adds the counts of another thread's counter of the same column, which is not used afterwards. */
    final void merge(ColumnCounter other) {
        if (other.firstMalformed != null) {
            note(other.firstMalformed);
        }
        mergeCounts(other);
    }

    abstract void mergeCounts(ColumnCounter other);

    /** How often each result of {@link ValueScanner#scan} came. */
    abstract Readings readings();

    /** What was counted, for a listener. */
    abstract ColumnCounts counts();

    /** Remembers the row as the place of a malformed value; the first one of a thread is its lowest, as parts ascend. */
    final void noteMalformed(CsvRows rows, int file) {
        if (firstMalformed == null) {
            note(new Place(file, rows.rowOffset(), rows.name(), rows.line()));
        }
    }

    /** Remembers where the first malformed value stands. */
    final void note(Place place) {
        if (firstMalformed == null || place.isBefore(firstMalformed)) {
            firstMalformed = place;
        }
    }

    final @Nullable Place firstMalformed() {
        return firstMalformed;
    }
}
