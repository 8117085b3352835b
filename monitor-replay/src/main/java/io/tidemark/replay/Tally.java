package io.tidemark.replay;

import io.tidemark.core.capture.Rejection;
import java.util.EnumMap;
import java.util.Map;

/** Counts of records by where they went. Mutable; one per thread, added up at the end. */
final class Tally {
    private long read;
    private long counted;
    private long rows;
    private long duplicates;
    private long leftOut;
    private long sampledOut;
    private long filtered;
    private final Map<Rejection, Long> deadLettered = new EnumMap<>(Rejection.class);

    void read() {
        read++;
    }

    void counted(int rowsOfRecord) {
        counted++;
        rows += rowsOfRecord;
    }

    void duplicate() {
        duplicates++;
    }

    void leftOut() {
        leftOut++;
    }

    void sampledOut() {
        sampledOut++;
    }

    void filtered() {
        filtered++;
    }

    void deadLettered(Rejection reason) {
        deadLettered.merge(reason, 1L, Long::sum);
    }

    long records() {
        return read;
    }

    void add(Tally other) {
        read += other.read;
        counted += other.counted;
        rows += other.rows;
        duplicates += other.duplicates;
        leftOut += other.leftOut;
        sampledOut += other.sampledOut;
        filtered += other.filtered;
        other.deadLettered.forEach((reason, n) -> deadLettered.merge(reason, n, Long::sum));
    }

    Accounting accounting() {
        return new Accounting(read, counted, rows, duplicates, leftOut, sampledOut, filtered, deadLettered);
    }
}
