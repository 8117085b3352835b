package io.tidemark.streams.runtime;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.streams.label.ModelBaselines;
import io.tidemark.streams.processor.Baselines;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ModelBaselineChunks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The baselines, model baselines and activations of a process, read by one plain read_committed consumer on a thread of
 * its own.
 *
 * <p>A stream thread that opens a window waits until the directory has read both topics to an end that was asked for no
 * earlier than {@link #SLACK} before the record's append time. An activation takes effect at least six minutes after it
 * was appended and a record is at most five minutes ahead of its append time, so every activation that matters was
 * appended at least a minute before the record, and all tasks choose alike.
 */
public final class BaselineDirectory implements Baselines, ModelBaselines, AutoCloseable {
    /** How old the directory's knowledge may be when a window opens. */
    static final Duration SLACK = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(BaselineDirectory.class);
    /** Half of the transaction time-out: a longer wait would abort what the thread has open. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long NEVER = Long.MIN_VALUE;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicReader reader;
    private final Topics topics;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition caughtUp = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private final Shelf<Baseline> baselines = new Shelf<>("baseline", BaselineChunks::join, Baseline::hash);
    private final Shelf<ModelBaseline> models =
            new Shelf<>("model baseline", ModelBaselineChunks::join, ModelBaseline::hash);
    private long knownAsOfMs = NEVER;
    private long taken;
    private boolean isWanted;
    private boolean isClosed;

    /** Returns a directory that reads with this consumer, which it owns, and starts reading. */
    public static BaselineDirectory start(KafkaConsumer<byte[], byte[]> consumer, Topics topics) {
        BaselineDirectory directory = new BaselineDirectory(consumer, topics);
        directory.thread.start();
        return directory;
    }

    private BaselineDirectory(KafkaConsumer<byte[], byte[]> consumer, Topics topics) {
        this.consumer = consumer;
        this.reader = new TopicReader(consumer);
        this.topics = topics;
        this.thread = new Thread(this::readForEver, "tidemark-baselines");
        this.thread.setDaemon(true);
    }

    @Override
    public Optional<Baseline> current(String endpoint, long windowStartMs, long appendMs) {
        return current(baselines, endpoint, windowStartMs, appendMs);
    }

    @Override
    public Baseline byHash(ContentHash hash) {
        return byHash(baselines, hash);
    }

    @Override
    public Optional<ModelBaseline> currentModel(String endpoint, long windowStartMs, long appendMs) {
        return current(models, endpoint, windowStartMs, appendMs);
    }

    @Override
    public ModelBaseline modelByHash(ContentHash hash) {
        return byHash(models, hash);
    }

    private <T> Optional<T> current(Shelf<T> shelf, String endpoint, long windowStartMs, long appendMs) {
        lock.lock();
        try {
            long appended = Math.min(appendMs, System.currentTimeMillis());
            awaitKnowledge(appended - SLACK.toMillis());
            if (shelf.current(endpoint, windowStartMs).isEmpty()) {
                // The first activation of an endpoint needs no lead: whoever publishes it and sends at once expects it.
                awaitKnowledge(appended);
            }
            return shelf.current(endpoint, windowStartMs).map(hash -> content(shelf, hash));
        } finally {
            lock.unlock();
        }
    }

    private <T> T byHash(Shelf<T> shelf, ContentHash hash) {
        lock.lock();
        try {
            return content(shelf, hash);
        } finally {
            lock.unlock();
        }
    }

    /** An activation may be read before its content: then the content follows within the same look. */
    private <T> T content(Shelf<T> shelf, ContentHash hash) {
        T known = shelf.content(hash);
        if (known == null) {
            awaitKnowledge(System.currentTimeMillis());
            known = shelf.content(hash);
        }
        if (known == null) {
            throw new BaselineUnavailableException(shelf.noun() + " " + hash + " is not on topic "
                    + topics.baselines().name() + ", but it is active or counts were made on it: restore the topic, or"
                    + " publish it again");
        }
        return known;
    }

    /** Returns whether both topics were read to their ends at least once. */
    boolean isKnown() {
        lock.lock();
        try {
            return knownAsOfMs != NEVER;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the newest activation of a baseline was appended, in epoch milliseconds, by endpoint. */
    Map<String, Long> activatedMs() {
        lock.lock();
        try {
            return Map.copyOf(baselines.activatedMs());
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the newest activation of a model baseline was appended, in epoch milliseconds, by endpoint. */
    Map<String, Long> modelActivatedMs() {
        lock.lock();
        try {
            return Map.copyOf(models.activatedMs());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until both topics were read to their present ends: as long as records still come, however many there are. */
    public void awaitReady() {
        lock.lock();
        try {
            awaitKnowledge(System.currentTimeMillis(), true);
        } finally {
            lock.unlock();
        }
    }

    private void awaitKnowledge(long asOfMs) {
        awaitKnowledge(asOfMs, false);
    }

    /** Waits until what was there at a time is read; with patience for as long as records come, if that is asked for. */
    private void awaitKnowledge(long asOfMs, boolean asLongAsRecordsCome) {
        long nanos = PATIENCE.toNanos();
        long takenBefore = taken;
        while (knownAsOfMs < asOfMs) {
            if (nanos <= 0 && asLongAsRecordsCome && taken > takenBefore) {
                takenBefore = taken;
                nanos = PATIENCE.toNanos();
            }
            if (nanos <= 0 || isClosed) {
                throw new BaselineUnavailableException("topics "
                        + topics.activations().name() + " and "
                        + topics.baselines().name() + " could not be read to their ends within " + PATIENCE.toSeconds()
                        + " s: is the broker reachable, and may this client read them?");
            }
            isWanted = true;
            wanted.signalAll();
            try {
                nanos = caughtUp.awaitNanos(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for baselines", e);
            }
        }
    }

    private void readForEver() {
        try (consumer) {
            List<TopicPartition> places = List.of(
                    new TopicPartition(topics.activations().name(), 0),
                    new TopicPartition(topics.baselines().name(), 0));
            consumer.assign(places);
            consumer.seekToBeginning(places);
            while (pauseUnlessWanted()) {
                readToEnd(places);
            }
        } catch (WakeupException e) {
            LOG.debug("baseline directory closes");
        }
    }

    /** Reads both topics to their present ends, in whatever order the records of the two arrive. */
    private void readToEnd(List<TopicPartition> places) {
        long asOfMs = System.currentTimeMillis();
        try {
            reader.readOn(places, this::take);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("baselines could not be read, trying again: {}", e.toString());
            return;
        }
        lock.lock();
        try {
            knownAsOfMs = Math.max(knownAsOfMs, asOfMs);
            caughtUp.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        lock.lock();
        try {
            taken++;
            if (record.topic().equals(topics.baselines().name())) {
                takeChunk(topics.baselines().valueSerde().deserializer().deserialize(record.topic(), record.value()));
            } else {
                takeActivation(
                        topics.activations().valueSerde().deserializer().deserialize(record.topic(), record.value()),
                        record.timestamp());
            }
        } catch (RuntimeException e) {
            // A record that cannot be read must not end the thread that all windows wait for.
            LOG.error("record is left out: topic={} offset={}: {}", record.topic(), record.offset(), e.toString());
        } finally {
            lock.unlock();
        }
    }

    private void takeChunk(BaselineChunk chunk) {
        switch (chunk.getKind()) {
            case BASELINE -> baselines.take(chunk);
            case MODEL -> models.take(chunk);
            default -> LOG.debug("content of kind {} is not for this program", chunk.getKind());
        }
    }

    private void takeActivation(Activation record, long appendedMs) {
        switch (record.getKind()) {
            case BASELINE -> baselines.take(record, appendedMs);
            case MODEL -> models.take(record, appendedMs);
            default -> LOG.debug("activation of kind {} is not for this program", record.getKind());
        }
    }

    private boolean pauseUnlessWanted() {
        lock.lock();
        try {
            long nanos = PAUSE.toNanos();
            while (!isWanted && !isClosed && knownAsOfMs != NEVER && nanos > 0) {
                nanos = wanted.awaitNanos(nanos);
            }
            isWanted = false;
            return !isClosed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            wanted.signalAll();
            caughtUp.signalAll();
        } finally {
            lock.unlock();
        }
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
