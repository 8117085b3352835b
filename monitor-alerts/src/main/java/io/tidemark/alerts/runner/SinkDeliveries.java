package io.tidemark.alerts.runner;

import io.tidemark.alerts.delivery.CircuitBreaker;
import io.tidemark.alerts.delivery.DeliveryQueue;
import io.tidemark.alerts.delivery.DeliveryQueue.Due;
import io.tidemark.alerts.delivery.DeliveryQueue.Undelivered;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.RetryPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one sink has to deliver, one queue for each partition and one circuit breaker for all. Pure but for its state; not
 * thread-safe.
 */
final class SinkDeliveries {
    private final RetryPolicy retries;
    private final CircuitBreaker breaker = new CircuitBreaker();
    private final TreeMap<Integer, DeliveryQueue> queues = new TreeMap<>();
    private int turn = -1;

    SinkDeliveries(RetryPolicy retries) {
        this.retries = retries;
    }

    /** A body that is to be sent now, and the partition of its message. */
    record Send(int partition, Due due) {}

    /** Takes what is to be sent for a record; nothing is done at once. */
    void take(int partition, long offset, RecordReading.Delivery delivery) {
        queue(partition).add(offset, delivery.lane(), delivery.bodies(), delivery.notBeforeMs());
    }

    /** Takes a record that says nothing: it is done. */
    void skip(int partition, long offset) {
        queue(partition).add(offset, "", List.of(), 0);
    }

    private DeliveryQueue queue(int partition) {
        return queues.computeIfAbsent(partition, p -> new DeliveryQueue(retries, breaker));
    }

    /** Returns the next body that may be sent; partitions take turns. It must be answered by {@link #finish}. */
    Optional<Send> next(long nowMs) {
        for (int i = 0; i < queues.size(); i++) {
            Map.Entry<Integer, DeliveryQueue> entry = queues.higherEntry(turn);
            entry = entry == null ? queues.firstEntry() : entry;
            turn = entry.getKey();
            List<Due> due = entry.getValue().due(nowMs, 1);
            if (!due.isEmpty()) {
                return Optional.of(new Send(turn, due.get(0)));
            }
        }
        return Optional.empty();
    }

    /** Takes the result of an attempt; what will not be tried again is returned. */
    Optional<Undelivered> finish(Send send, DeliveryResult result, long nowMs) {
        return queue(send.partition()).finish(send.due(), result, nowMs);
    }

    /** Forgets partitions: another instance has them now. */
    void drop(Collection<Integer> partitions) {
        queues.keySet().removeAll(partitions);
    }

    /** Returns the first offset that is not done, of each partition with one. */
    Map<Integer, Long> committable() {
        Map<Integer, Long> offsets = new TreeMap<>();
        queues.forEach((partition, queue) -> offsets.put(partition, queue.committable()));
        return offsets;
    }

    int size() {
        return queues.values().stream().mapToInt(DeliveryQueue::size).sum();
    }

    long bytes() {
        return queues.values().stream().mapToLong(DeliveryQueue::bytes).sum();
    }

    boolean isBroken() {
        return breaker.isOpen();
    }

    void sendEarly(long nowMs) {
        queues.values().forEach(queue -> queue.sendEarly(nowMs));
    }
}
