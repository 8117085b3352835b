package io.tidemark.streams.processor;

import java.util.function.LongSupplier;

/**
 * The task's own running time and a wall clock that a jump of the host's clock does not move: the wall time of the
 * task's start plus the running time.
 */
final class IntakeClock {
    private static final long NANOS_PER_MS = 1_000_000;

    private final LongSupplier nanoClock;
    private final long startWallMs;
    private final long startNanos;

    IntakeClock(long startWallMs, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startWallMs = startWallMs;
        this.startNanos = nanoClock.getAsLong();
    }

    long runningMs() {
        return (nanoClock.getAsLong() - startNanos) / NANOS_PER_MS;
    }

    long wallMs() {
        return startWallMs + runningMs();
    }
}
