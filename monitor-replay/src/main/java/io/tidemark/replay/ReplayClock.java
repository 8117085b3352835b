package io.tidemark.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The running time by which a replay is paced. */
public interface ReplayClock {
    /** Returns nanoseconds of a clock that never goes back; only differences mean anything. */
    long nanos();

    /**
     * Blocks for a while.
     *
     * @param nanos how long, at least 0
     * @throws InterruptedException if the thread is interrupted meanwhile, which ends the wait at once
     */
    void await(long nanos) throws InterruptedException;

    /** Returns the machine's monotonic clock. */
    static ReplayClock system() {
        return new ReplayClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void await(long nanos) throws InterruptedException {
                // Nobody counts down: the wait ends by time or by an interrupt.
                CountDownLatch never = new CountDownLatch(1);
                if (never.await(nanos, TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("a latch that nobody holds was released");
                }
            }
        };
    }
}
