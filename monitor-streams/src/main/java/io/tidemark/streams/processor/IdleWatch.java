package io.tidemark.streams.processor;

import io.tidemark.core.config.Monitors;
import java.util.OptionalLong;

/**
 * Decides when an endpoint is idle on an input partition: it was silent for the idle time-out of the task's own running
 * time, <em>and</em> everything that was committed a moment ago has been read since. A backlog, an outage or a broker
 * that does not answer is never idle. Not thread-safe.
 */
public final class IdleWatch {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long FRESH_MS = 10_000;
    private static final long NOWHERE = Long.MIN_VALUE;

    private final Backlog backlog;
    private final int partition;
    private final IdleTimeouts timeouts;
    private final long freshMs;

    private long askedAtMs = NEVER;
    private long askedEnd;
    private long clearAsOfMs = NEVER;
    private long notBeforeMs = NEVER;
    private long lastOffset = NOWHERE;

    /**
     * @param backlog asks the broker about the topic
     * @param partition the partition of the task
     * @param timeoutMs how long something must be silent to be idle, in milliseconds
     */
    public IdleWatch(Backlog backlog, int partition, long timeoutMs) {
        this(backlog, partition, IdleTimeouts.always(timeoutMs));
    }

    /**
     * @param backlog asks the broker about the topic
     * @param partition the partition of the task
     * @param monitors how long each endpoint must be silent to be idle
     */
    public IdleWatch(Backlog backlog, int partition, Monitors monitors) {
        this(backlog, partition, IdleTimeouts.of(monitors));
    }

    private IdleWatch(Backlog backlog, int partition, IdleTimeouts timeouts) {
        this.backlog = backlog;
        this.partition = partition;
        this.timeouts = timeouts;
        this.freshMs = freshMs(timeouts.shortestMs());
    }

    /** Returns how old the look into the topic may be on which an idle note rests. */
    public static long freshMs(long timeoutMs) {
        return Math.min(timeoutMs, FRESH_MS);
    }

    /**
     * Looks whether the backlog of the last question was read meanwhile, and asks again if the answer grows old.
     *
     * @param runningMs the task's running time
     * @param nextOffset the offset after the last record read, or -1
     */
    public void look(long runningMs, long nextOffset) {
        boolean stands = nextOffset == lastOffset;
        lastOffset = nextOffset;
        if (runningMs < timeouts.shortestMs() || (clearAsOfMs != NEVER && runningMs - clearAsOfMs < freshMs / 2)) {
            return;
        }
        if (askedAtMs == NEVER) {
            if (runningMs < notBeforeMs) {
                return;
            }
            OptionalLong end = backlog.endOffset(partition);
            if (end.isEmpty()) {
                // Each question without an answer costs a wait; a broker that is away must not hold up the others.
                notBeforeMs = runningMs + freshMs / 2;
                return;
            }
            askedEnd = end.getAsLong();
            askedAtMs = runningMs;
        }
        // Whether only markers are left is worth a look where reading stands still. A partition that moves gets to the
        // end by itself, and each look would take the thread away from reading it.
        if (nextOffset >= askedEnd || (stands && backlog.isEmpty(partition, nextOffset, askedEnd))) {
            clearAsOfMs = askedAtMs;
            askedAtMs = NEVER;
        }
    }

    /** Returns whether an endpoint that was silent for this long is idle. */
    public boolean isIdle(String endpoint, long silentMs, long runningMs) {
        return silentMs >= timeouts.ofEndpoint().applyAsLong(endpoint) && isClear(runningMs);
    }

    /** Returns whether any endpoint that was silent for this long is idle. */
    public boolean isIdle(long silentMs, long runningMs) {
        return silentMs >= timeouts.longestMs() && isClear(runningMs);
    }

    private boolean isClear(long runningMs) {
        return clearAsOfMs != NEVER && runningMs - clearAsOfMs <= freshMs;
    }
}
