package io.tidemark.app.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C or SIGTERM end a command early and in order: the command sees {@link #isStopped}, prints what it has, and
 * closes this; only then the process ends, with the signal's exit status.
 */
public final class StopSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch printed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "tidemark-stop");
    private volatile boolean isStopped;

    private StopSignal() {}

    /** Begins to listen. */
    public static StopSignal listening() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Whether the user wants the command to end. */
    public boolean isStopped() {
        return isStopped;
    }

    /** What the signal does: also for tests. */
    void stop() {
        isStopped = true;
    }

    private void stopAndWait() {
        stop();
        try {
            if (!printed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("stopped without a result");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what runs now.
        }
    }
}
