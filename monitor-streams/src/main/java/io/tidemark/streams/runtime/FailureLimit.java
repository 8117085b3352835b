package io.tidemark.streams.runtime;

import io.tidemark.streams.processor.Quarantine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Decides when failures are too many to go on. A failure of a record that will be left out ends by itself, and a handful
 * of bad records must not stop the good ones: of those a hundred are borne within ten minutes, of all others ten.
 * Thread-safe.
 */
final class FailureLimit {
    static final Duration SPAN = Duration.ofMinutes(10);
    private static final int MOST_UNEXPLAINED = 10;

    /** About thirty records: more of them are a defect of the application, and no record should be lost to that. */
    private static final int MOST_EXPLAINED = 100;

    private final List<Quarantine> quarantines;
    private final Deque<Long> explained = new ArrayDeque<>();
    private final Deque<Long> unexplained = new ArrayDeque<>();

    /** A limit over the failures of records that any of these notes, and over all others. */
    FailureLimit(Collection<Quarantine> quarantines) {
        this.quarantines = List.copyOf(quarantines);
    }

    /** Notes a failure; returns whether the application should stop. */
    synchronized boolean isExceeded(long nowNanos) {
        if (quarantines.stream().anyMatch(Quarantine::takeExplained)) {
            return count(explained, nowNanos) > MOST_EXPLAINED;
        }
        return count(unexplained, nowNanos) > MOST_UNEXPLAINED;
    }

    private static int count(Deque<Long> failures, long nowNanos) {
        failures.addLast(nowNanos);
        while (nowNanos - failures.getFirst() > SPAN.toNanos()) {
            failures.removeFirst();
        }
        return failures.size();
    }
}
