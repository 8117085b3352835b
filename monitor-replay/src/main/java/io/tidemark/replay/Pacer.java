package io.tidemark.replay;

import org.jspecify.annotations.Nullable;

/** Holds each record back until its event time is due. The first record is due at once. Mutable; not thread-safe. */
final class Pacer {
    private static final double NANOS_PER_MS = 1e6;

    private final ReplaySpeed speed;
    private final ReplayClock clock;
    private @Nullable Origin origin;

    private record Origin(long eventTimeMs, long nanos) {}

    Pacer(ReplaySpeed speed, ReplayClock clock) {
        this.speed = speed;
        this.clock = clock;
    }

    /** Returns how long to wait for a record, in nanoseconds; at most 0 if it is due. */
    long nanosUntil(long eventTimeMs) {
        if (!speed.isPaced()) {
            return 0;
        }
        Origin first = origin;
        if (first == null) {
            first = new Origin(eventTimeMs, clock.nanos());
            origin = first;
        }
        // A double holds the nanoseconds of a hundred days exactly enough, and a cast saturates instead of wrapping.
        long due = (long) ((eventTimeMs - first.eventTimeMs()) * NANOS_PER_MS / speed.factor());
        return due - (clock.nanos() - first.nanos());
    }

    /**
     * Blocks until a record is due.
     *
     * @param timeMs the record's time, or the smallest or largest long if nobody knows it: then it is due at once
     * @param what names the record in messages
     * @throws InterruptedException if the thread is interrupted, before or meanwhile
     */
    void awaitDue(long timeMs, Object what) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted at " + what);
        }
        boolean isKnown = timeMs != Long.MIN_VALUE && timeMs != Long.MAX_VALUE;
        long nanos = isKnown ? nanosUntil(timeMs) : 0;
        if (nanos > 0) {
            clock.await(nanos);
        }
    }
}
