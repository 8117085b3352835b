package io.tidemark.alerts.delivery;

import java.time.Duration;

/**
 * Stops knocking at a door that nobody opens: after some failures in a row only one attempt is made in each interval, until
 * one succeeds. Pure but for its state; not thread-safe.
 */
public final class CircuitBreaker {
    /** Failures in a row that open it, by default. */
    public static final int FAILURES = 5;

    /** Between two probes while it is open, by default. */
    public static final Duration PROBE_EVERY = Duration.ofSeconds(30);

    private final int most;
    private final long probeEveryMs;
    private int failures;
    private long nextProbeMs;

    /** A closed breaker with the defaults. */
    public CircuitBreaker() {
        this(FAILURES, PROBE_EVERY);
    }

    /**
     * A closed breaker.
     *
     * @param failures failures in a row that open it, at least 1
     * @param probeEvery between two probes while it is open
     */
    public CircuitBreaker(int failures, Duration probeEvery) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures = " + failures + " is not at least 1");
        }
        this.most = failures;
        this.probeEveryMs = probeEvery.toMillis();
    }

    /** Returns whether the receiver is taken to be out of order. */
    public boolean isOpen() {
        return failures >= most;
    }

    /** Returns whether an attempt may be made now; while it is open, that is the one probe of the interval. */
    public boolean tryAcquire(long nowMs) {
        if (!isOpen()) {
            return true;
        }
        if (nowMs < nextProbeMs) {
            return false;
        }
        nextProbeMs = nowMs + probeEveryMs;
        return true;
    }

    /** Notes that the receiver answered. */
    public void succeeded() {
        failures = 0;
    }

    /** Notes that it did not. */
    public void failed(long nowMs) {
        failures++;
        if (failures == most) {
            nextProbeMs = nowMs + probeEveryMs;
        }
    }
}
