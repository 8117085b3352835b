package io.tidemark.alerts.duty;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a duty on one of many instances. All are one consumer group on a topic whose records nobody reads: the member that
 * has partition 0 has the duty. An instance that was cut off may go on for a moment beside its successor, so what a duty
 * writes must bear being written twice.
 */
public final class DutyRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DutyRunner.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SESSION_MS = 10_000;
    private static final int HEARTBEAT_MS = 3_000;

    private final DutySettings settings;
    private final Supplier<Duty> duties;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Duty duty;
    private boolean isAssigned;

    private DutyRunner(DutySettings settings, Supplier<Duty> duties) {
        this.settings = settings;
        this.duties = duties;
        this.thread = new Thread(this::runForEver, "tidemark-" + settings.name());
    }

    /** Starts to take part until the runner is closed; the supplier makes the duty whenever this instance gets it. */
    public static DutyRunner start(DutySettings settings, Supplier<Duty> duties) {
        DutyRunner runner = new DutyRunner(settings, duties);
        runner.thread.start();
        return runner;
    }

    /** Returns whether the runner still works: false after {@link #close}, and after an interruption or a defect. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runForEver() {
        while (!isStopping()) {
            try (Consumer<byte[], byte[]> consumer = newConsumer()) {
                consumer.subscribe(List.of(settings.topic()), new Membership(consumer));
                runAsMember(consumer);
            } catch (InterruptException e) {
                LOG.warn("{} ends: the thread was interrupted", settings);
                return;
            } catch (KafkaException e) {
                LOG.warn("{} pauses: {}; trying again", settings, e.getMessage());
            } finally {
                release();
            }
            pause();
        }
    }

    private void runAsMember(Consumer<byte[], byte[]> consumer) {
        while (!isStopping()) {
            consumer.poll(POLL);
            if (isAssigned) {
                Duty mine = duty;
                if (mine == null) {
                    mine = duties.get();
                    duty = mine;
                }
                mine.step();
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void release() {
        Duty mine = duty;
        duty = null;
        isAssigned = false;
        if (mine != null) {
            mine.close();
        }
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} ends", settings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the consumer within its poll, on the runner's thread. */
    private final class Membership implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Membership(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            isAssigned |= partitions.stream().anyMatch(place -> place.partition() == 0);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.stream().anyMatch(place -> place.partition() == 0)) {
                release();
            }
        }
    }

    private Consumer<byte[], byte[]> newConsumer() {
        Map<String, Object> own = new HashMap<>(settings.client());
        own.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        own.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
