package io.tidemark.alerts.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Decides when failures are too many to go on. Thread-safe. */
final class Failures {
    static final int MOST = 10;
    static final int MINUTES = 10;

    private final Deque<Long> seen = new ArrayDeque<>();

    /** Notes a failure; returns whether the application should stop. */
    synchronized boolean isExceeded(long nowNanos) {
        seen.addLast(nowNanos);
        while (nowNanos - seen.getFirst() > Duration.ofMinutes(MINUTES).toNanos()) {
            seen.removeFirst();
        }
        return seen.size() > MOST;
    }
}
