package io.tidemark.alerts.sink;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends an attempt that takes too long as a whole. Time-outs of sockets run anew with every byte, so a receiver that answers
 * one byte a second is never too slow for them.
 */
final class Deadline implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;
    private final Duration whole;

    /** A deadline of this many seconds for each attempt. */
    Deadline(Duration whole) {
        this.whole = whole;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sink-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs an action when the time is over, unless the returned future is cancelled before. */
    Future<?> after(Runnable hangUp) {
        return timer.schedule(hangUp, whole.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
