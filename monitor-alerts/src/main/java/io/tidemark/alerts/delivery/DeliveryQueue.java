package io.tidemark.alerts.delivery;

import io.tidemark.alerts.format.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The messages of one sink that have not arrived. Messages of one lane go in their order; lanes do not wait for each other. A
 * message is done when all its bodies have arrived, were refused, or were given up; everything before
 * {@link #committable} is done. Time is handed in. Pure but for its state; not thread-safe.
 */
public final class DeliveryQueue {
    private final RetryPolicy retries;
    private final CircuitBreaker breaker;
    private final Map<String, Deque<Waiting>> lanes = new LinkedHashMap<>();
    private final TreeMap<Long, Waiting> byPosition = new TreeMap<>();
    private final Set<Long> inFlight = new HashSet<>();
    private long next;
    private long bytes;

    /** An empty queue. */
    public DeliveryQueue(RetryPolicy retries, CircuitBreaker breaker) {
        this.retries = retries;
        this.breaker = breaker;
    }

    /**
     * A body that is to be sent now.
     *
     * @param position the message it belongs to
     * @param payload the body
     * @param attempt counts from 1
     */
    public record Due(long position, Payload payload, int attempt) {}

    /**
     * A body that did not arrive and will not be tried again.
     *
     * @param position the message it belonged to
     * @param payload the body
     * @param reason why
     * @param attempts how often it was tried
     */
    public record Undelivered(long position, Payload payload, String reason, int attempts) {}

    private static final class Waiting {
        private final long position;
        private final String lane;
        private final Deque<Payload> bodies;
        private int failures;
        private long firstAttemptMs = -1;
        private long notBeforeMs;

        Waiting(long position, String lane, List<Payload> bodies) {
            this.position = position;
            this.lane = lane;
            this.bodies = new ArrayDeque<>(bodies);
        }
    }

    /**
     * Adds a message.
     *
     * @param position its place in the log, larger than all before
     * @param lane messages of one lane keep their order
     * @param bodies what is to be sent for it, in order; none means done
     * @param notBeforeMs when it may be sent first, in epoch milliseconds
     */
    public void add(long position, String lane, List<Payload> bodies, long notBeforeMs) {
        if (position < next) {
            throw new IllegalArgumentException("position " + position + " comes after " + (next - 1));
        }
        next = position + 1;
        if (bodies.isEmpty()) {
            return;
        }
        Waiting waiting = new Waiting(position, lane, bodies);
        waiting.notBeforeMs = notBeforeMs;
        byPosition.put(position, waiting);
        bodies.forEach(body -> bytes += body.size());
        Deque<Waiting> before = lanes.computeIfAbsent(lane, l -> new ArrayDeque<>());
        // What is urgent must not wait behind what was put off for the night.
        before.stream()
                .filter(earlier -> earlier.failures == 0)
                .forEach(earlier -> earlier.notBeforeMs = Math.min(earlier.notBeforeMs, notBeforeMs));
        before.add(waiting);
    }

    /** Returns how many messages wait. */
    public int size() {
        return byPosition.size();
    }

    /** Returns the first position that is not done: where to go on after a restart. */
    public long committable() {
        return byPosition.isEmpty() ? next : byPosition.firstKey();
    }

    /** Returns whether the receiver is taken to be out of order. */
    public boolean isBroken() {
        return breaker.isOpen();
    }

    /** Returns about how many bytes of memory the waiting bodies hold. */
    public long bytes() {
        return bytes;
    }

    /** Lets go what was put off and was not tried yet: where memory is full, nothing may wait behind it. */
    public void sendEarly(long nowMs) {
        byPosition.values().stream()
                .filter(waiting -> waiting.failures == 0)
                .forEach(waiting -> waiting.notBeforeMs = Math.min(waiting.notBeforeMs, nowMs));
    }

    /** Takes the bodies that may be sent now; each must be answered by {@link #finish}. */
    public List<Due> due(long nowMs) {
        return due(nowMs, Integer.MAX_VALUE);
    }

    /** Takes at most some of the bodies that may be sent now; each must be answered by {@link #finish}. */
    public List<Due> due(long nowMs, int most) {
        List<Due> due = new ArrayList<>();
        for (Deque<Waiting> lane : lanes.values()) {
            if (due.size() == most) {
                return due;
            }
            Waiting head = lane.element();
            if (head.notBeforeMs <= nowMs && !inFlight.contains(head.position) && breaker.tryAcquire(nowMs)) {
                inFlight.add(head.position);
                due.add(new Due(head.position, head.bodies.element(), head.failures + 1));
            }
        }
        return due;
    }

    /** Takes the result of an attempt; what will not be tried again is returned. */
    public Optional<Undelivered> finish(Due due, DeliveryResult result, long nowMs) {
        Waiting waiting = byPosition.get(due.position());
        if (waiting == null || !inFlight.remove(due.position())) {
            throw new IllegalArgumentException("position " + due.position() + " is not under way");
        }
        if (waiting.firstAttemptMs < 0) {
            waiting.firstAttemptMs = nowMs;
        }
        if (result instanceof DeliveryResult.Failed failed) {
            breaker.failed(nowMs);
            return retry(waiting, due, failed, nowMs);
        }
        breaker.succeeded();
        endBody(waiting);
        return result instanceof DeliveryResult.Refused refused
                ? Optional.of(new Undelivered(due.position(), due.payload(), refused.reason(), due.attempt()))
                : Optional.empty();
    }

    private Optional<Undelivered> retry(Waiting waiting, Due due, DeliveryResult.Failed failed, long nowMs) {
        waiting.failures++;
        long wish = failed.after().map(Duration::toMillis).orElse(0L);
        long wait = Math.max(
                retries.delayMs(due.payload().id(), waiting.failures),
                Math.min(wish, retries.longest().toMillis()));
        if (nowMs + wait - waiting.firstAttemptMs > retries.giveUpAfter().toMillis()) {
            endBody(waiting);
            return Optional.of(new Undelivered(due.position(), due.payload(), failed.reason(), due.attempt()));
        }
        waiting.notBeforeMs = nowMs + wait;
        return Optional.empty();
    }

    private void endBody(Waiting waiting) {
        bytes -= waiting.bodies.remove().size();
        waiting.failures = 0;
        waiting.firstAttemptMs = -1;
        waiting.notBeforeMs = 0;
        if (waiting.bodies.isEmpty()) {
            byPosition.remove(waiting.position);
            // Taken out and put back at the end: a lane with much to say does not hold up the others.
            Deque<Waiting> lane = lanes.remove(waiting.lane);
            if (lane != null) {
                lane.remove();
                if (!lane.isEmpty()) {
                    lanes.put(waiting.lane, lane);
                }
            }
        }
    }
}
