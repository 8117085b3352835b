package io.tidemark.alerts.schedule;

import io.tidemark.wire.TopicReader;
import io.tidemark.wire.avro.Fire;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs schedules, each due time once however many instances there are.
 *
 * <p>All instances are one consumer group on the topic of fires, which has one partition: who has it owns the schedules.
 * The owner writes with a fixed transactional id, so that an earlier owner that does not know yet can commit nothing any
 * more. A claim is committed before its work begins; the work's result and what it publishes are one transaction. Work is
 * done on a thread of its own while this one keeps the membership of the group.
 *
 * <pre>
 *   assigned ─► fence earlier owners ─► read fires to their end ─► decide ─► commit claim ─► work ─► commit result
 *      ▲                                                             ▲                                  │
 *      └── revoked, fenced or a failed transaction ◄─────────────────┴──────────────────────────────────┘
 * </pre>
 */
public final class ScheduleRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SESSION_MS = 10_000;
    private static final int HEARTBEAT_MS = 3_000;

    private final ScheduleSettings settings;
    private final List<Schedule> schedules;
    private final ScheduledWork work;
    private final FireListener listener;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable ScheduleOwner owner;
    private boolean isAssigned;

    private ScheduleRunner(
            ScheduleSettings settings, List<Schedule> schedules, ScheduledWork work, FireListener listener) {
        this.settings = settings;
        this.schedules = List.copyOf(schedules);
        this.work = work;
        this.listener = listener;
        this.thread = new Thread(this::runToTheEnd, "tidemark-schedules");
    }

    /** Starts to run schedules until the runner is closed. The topic of fires must exist. */
    public static ScheduleRunner start(
            ScheduleSettings settings, List<Schedule> schedules, ScheduledWork work, FireListener listener) {
        ScheduleRunner runner = new ScheduleRunner(settings, schedules, work, listener);
        runner.thread.start();
        return runner;
    }

    /**
     * Runs a schedule once, now, on this thread, beside whoever owns the schedules; its fire is recorded like others.
     *
     * @return the end as it was committed
     */
    public static Fire runNow(ScheduleSettings settings, Schedule schedule, ScheduledWork work, FireListener listener)
            throws InterruptedException {
        FireBook book = read(settings);
        String id = settings.group() + "-by-hand-" + UUID.randomUUID();
        try (FireWriter writer =
                new FireWriter(settings.client(), settings.topics().fires(), id)) {
            Fire claim = FireDecision.byHand(schedule, settings.clock().instant(), settings.instance());
            writer.write(List.of(claim));
            listener.committed(claim);
            WorkResult result = FireRun.of(work, claim, book.lastDone(schedule));
            Fire end = FireRun.ended(claim, result, settings.clock().instant());
            writer.write(end, result.records(), listener);
            listener.committed(end);
            return end;
        }
    }

    /** Reads what the topic of fires says now. */
    public static FireBook read(ScheduleSettings settings) {
        Properties client = new Properties();
        settings.client().forEach((name, value) -> client.setProperty(name, String.valueOf(value)));
        FireBook book = new FireBook();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client))) {
            String topic = settings.topics().fires().name();
            new TopicReader(consumer).read(topic, record -> ScheduleOwner.take(record, settings.topics(), book));
        }
        return book;
    }

    /** Whether the runner still works: false after {@link #close}, and after an interruption or a defect. */
    public boolean isRunning() {
        return ended.getCount() > 0;
    }

    /** Lets work that runs end, or interrupts it when the patience is over; what is interrupted runs again elsewhere. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runToTheEnd() {
        try {
            runForEver();
        } finally {
            ended.countDown();
        }
    }

    private void runForEver() {
        while (!isStopping()) {
            try (Consumer<byte[], byte[]> consumer = newConsumer()) {
                consumer.subscribe(List.of(settings.topics().fires().name()), new Membership());
                runAsMember(consumer);
            } catch (InterruptException e) {
                LOG.warn("schedules are not run any more: the thread was interrupted");
                return;
            } catch (KafkaException e) {
                LOG.warn("schedules pause: {}; trying again", e.getMessage());
            } finally {
                release();
            }
            pause();
        }
    }

    private void runAsMember(Consumer<byte[], byte[]> consumer) {
        long stopAt = Long.MAX_VALUE;
        while (System.nanoTime() < stopAt) {
            consumer.poll(POLL).forEach(record -> {
                if (owner != null) {
                    owner.read(record);
                }
            });
            if (isAssigned && owner == null && !isStopping()) {
                owner = new ScheduleOwner(settings, schedules, work, listener, consumer);
            }
            ScheduleOwner owning = owner;
            if (owning != null) {
                owning.advance(!isStopping());
            }
            if (isStopping()) {
                if (owning == null || owning.isIdle()) {
                    return;
                }
                stopAt =
                        Math.min(stopAt, System.nanoTime() + settings.patience().toNanos());
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void release() {
        ScheduleOwner owning = owner;
        owner = null;
        isAssigned = false;
        if (owning != null) {
            owning.close();
        }
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("schedules end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the consumer within its poll, on the runner's thread. */
    private final class Membership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            isAssigned |= !partitions.isEmpty();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                release();
            }
        }
    }

    private Consumer<byte[], byte[]> newConsumer() {
        Map<String, Object> own = new HashMap<>(settings.client());
        own.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An instance that comes takes nothing from the owner, so work that runs is not interrupted.
        own.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        own.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        own.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
