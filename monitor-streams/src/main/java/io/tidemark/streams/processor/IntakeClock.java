package io.tidemark.streams.processor;

import java.util.function.LongSupplier;

/**
 * The task's own running time and a wall clock that a jump of the host's clock does not move: the wall time of the
 * task's start plus the running time. It also knows when something is overdue that Kafka Streams calls by the host's
 * clock, which it does not while that clock has been set back.
 */
public final class IntakeClock {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long OVERDUE_MS = 5_000;

    private final LongSupplier nanoClock;
    private final long startWallMs;
    private final long startNanos;
    private long lastBeatMs;

    /**
     * @param startWallMs the wall time of the task's start
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public IntakeClock(long startWallMs, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startWallMs = startWallMs;
        this.startNanos = nanoClock.getAsLong();
    }

    /** Returns the task's own running time. */
    public long runningMs() {
        return (nanoClock.getAsLong() - startNanos) / NANOS_PER_MS;
    }

    /** Notes that a heartbeat is sent now. */
    public void beats() {
        lastBeatMs = runningMs();
    }

    /** Returns whether the heartbeat that comes once a second has stayed away: the host's clock was set back. */
    public boolean isBeatOverdue() {
        return runningMs() - lastBeatMs >= OVERDUE_MS;
    }

    /** Returns the wall time of the start plus the running time. */
    public long wallMs() {
        return startWallMs + runningMs();
    }
}
