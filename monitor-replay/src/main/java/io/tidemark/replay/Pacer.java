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

    void await(long nanos) throws InterruptedException {
        clock.await(nanos);
    }
}
