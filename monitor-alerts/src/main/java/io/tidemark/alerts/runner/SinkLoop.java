package io.tidemark.alerts.runner;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.runner.RecordReading.Delivery;
import io.tidemark.alerts.runner.SinkDeliveries.Send;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of a topic, notifications for the most part, and delivers them to one receiver. One thread calls {@link #step} again and again. What is committed is
 * done: after a crash at most what was under way is sent again, under the same id.
 *
 * <p>A new sink commits where it begins before it reads, so that a crash before the first delivery loses nothing.
 */
final class SinkLoop implements ConsumerRebalanceListener {
    /** Bodies in memory, about; above it nothing is read until half of it is free. */
    static final long MOST_BYTES = 16L << 20;

    /** Messages in memory; the same. */
    static final int MOST_MESSAGES = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    /** After this time the group is asked for its state again, well before it takes this member for dead. */
    private static final long LONGEST_SENDING_MS = 10_000;

    private static final int MOST_SENDS = 50;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(100);

    private final Receiver receiver;
    private final Consumer<byte[], byte[]> consumer;
    private final RecordReading reading;
    private final SinkDeliveries deliveries;
    private final SinkWatch watch;
    private final LongSupplier nowMs;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private String topic = "";
    private boolean isPaused;
    private boolean hasMore;

    /**
     * A loop.
     *
     * @param work the receiver, and what a record means to it
     * @param consumer reads committed records, commits nothing by itself and begins at the earliest
     * @param reports takes what the loop says of the receiver
     * @param nowMs the clock, in epoch milliseconds
     */
    SinkLoop(SinkWork work, Consumer<byte[], byte[]> consumer, SinkReports reports, LongSupplier nowMs) {
        this.receiver = work.receiver();
        this.reading = work.reading();
        this.consumer = consumer;
        this.deliveries = new SinkDeliveries(receiver.retries());
        this.watch = new SinkWatch(receiver.name(), reports, nowMs.getAsLong());
        this.nowMs = nowMs;
    }

    /** Subscribes; to be called once. */
    void start(String from) {
        topic = from;
        consumer.subscribe(List.of(from), this);
    }

    /** Reads what has come, sends what is due and commits what is done. */
    void step() {
        Duration patience = hasMore ? Duration.ZERO : deliveries.size() > 0 ? BUSY : IDLE;
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(patience)) {
            take(entry);
        }
        holdBack();
        send();
        watch.tick(nowMs.getAsLong());
        commit();
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        Optional<Delivery> delivery = read(entry);
        if (delivery.isPresent()) {
            deliveries.take(entry.partition(), entry.offset(), delivery.get());
        } else {
            deliveries.skip(entry.partition(), entry.offset());
        }
    }

    /** A record that nobody can read would stop everything behind it: it is told and passed over. */
    private Optional<Delivery> read(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read(entry.value(), nowMs.getAsLong()));
        } catch (IllegalArgumentException | SerializationException e) {
            LOG.warn(
                    "sink={} topic={} partition={} offset={}: nothing that this version reads",
                    receiver.name(),
                    entry.topic(),
                    entry.partition(),
                    entry.offset());
            watch.gaveUp("a record could not be read: " + e.getClass().getSimpleName(), nowMs.getAsLong());
            return Optional.empty();
        }
    }

    private void holdBack() {
        boolean isFull = deliveries.bytes() >= MOST_BYTES || deliveries.size() >= MOST_MESSAGES;
        boolean isHalfEmpty = deliveries.bytes() < MOST_BYTES / 2 && deliveries.size() < MOST_MESSAGES / 2;
        if (isFull) {
            isPaused = true;
            deliveries.sendEarly(nowMs.getAsLong());
        } else if (isPaused && isHalfEmpty) {
            isPaused = false;
            consumer.resume(consumer.paused());
        }
        if (isPaused) {
            // Again each time: what was assigned meanwhile is not paused yet.
            consumer.pause(consumer.assignment());
        }
    }

    private void send() {
        long began = nowMs.getAsLong();
        hasMore = false;
        for (int i = 0; i < MOST_SENDS; i++) {
            long now = nowMs.getAsLong();
            Optional<Send> send = now - began > LONGEST_SENDING_MS ? Optional.empty() : deliveries.next(now);
            if (send.isEmpty()) {
                return;
            }
            DeliveryResult result = receiver.sink().deliver(send.get().due().payload());
            finish(send.get(), result);
        }
        hasMore = true;
    }

    private void finish(Send send, DeliveryResult result) {
        long now = nowMs.getAsLong();
        boolean wasBroken = deliveries.isBroken();
        deliveries
                .finish(send, result, now)
                .ifPresentOrElse(lost -> gaveUp(lost.payload().id(), lost.reason(), lost.attempts()), () -> {
                    if (result instanceof DeliveryResult.Delivered) {
                        watch.delivered();
                    }
                });
        if (deliveries.isBroken() != wasBroken) {
            LOG.warn(
                    "sink={} receiver={} waiting={} reason={}",
                    receiver.name(),
                    wasBroken ? "answers again" : "does not answer",
                    deliveries.size(),
                    reason(result));
        }
    }

    private static String reason(DeliveryResult result) {
        return result instanceof DeliveryResult.Failed failed ? failed.reason() : "";
    }

    private void gaveUp(String id, String reason, int attempts) {
        LOG.error("sink={} id={} attempts={} undelivered: {}", receiver.name(), id, attempts, reason);
        watch.gaveUp(reason, nowMs.getAsLong());
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Set<TopicPartition> mine = consumer.assignment();
        deliveries.committable().forEach((partition, offset) -> {
            TopicPartition place = new TopicPartition(topic, partition);
            if (mine.contains(place) && offset > committed.getOrDefault(place, -1L)) {
                offsets.put(place, new OffsetAndMetadata(offset));
            }
        });
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
            offsets.forEach((place, offset) -> committed.put(place, offset.offset()));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Somebody else has the partitions or will have: the next poll says which are left.
            LOG.info(
                    "sink={} commit waits for the group: {}",
                    receiver.name(),
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(new HashSet<>(partitions));
        List<TopicPartition> fresh =
                partitions.stream().filter(place -> known.get(place) == null).toList();
        if (fresh.isEmpty()) {
            return;
        }
        if (receiver.start() == SinkSetup.Start.LATEST) {
            consumer.seekToEnd(fresh);
        } else {
            consumer.seekToBeginning(fresh);
        }
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        fresh.forEach(place -> starts.put(place, new OffsetAndMetadata(consumer.position(place))));
        consumer.commitSync(starts);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        deliveries.drop(partitions.stream().map(TopicPartition::partition).toList());
        committed.keySet().removeAll(partitions);
    }

    /** Returns how many messages wait. */
    int waiting() {
        return deliveries.size();
    }

    /** Returns about how many bytes they hold. */
    long bytes() {
        return deliveries.bytes();
    }

    /** Commits what is done and leaves the group; what is waiting is sent by whoever goes on. */
    void close() {
        commit();
        consumer.close();
    }
}
