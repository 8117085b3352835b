package io.tidemark.streams.runtime;

import io.tidemark.core.ledger.InputChangedException;
import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.IntakeSettings;
import io.tidemark.streams.processor.LostOffsets;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.topology.DriftTopology;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running drift application: start, health, stop. */
public final class MonitorStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorStreams.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    /** Streams stays in its group by default, and the other instances would wait for the session to time out. */
    private static final CloseOptions LEAVING = CloseOptions.timeout(STOP_PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final CountDownLatch running = new CountDownLatch(1);
    private final KafkaStreams streams;
    private final BaselineDirectory baselines;
    private final KafkaBacklog backlog;
    private final FailureLimit failures;
    private final LostOffsets lost;

    private MonitorStreams(
            KafkaStreams streams, BaselineDirectory baselines, KafkaBacklog backlog, IntakeSettings intake) {
        this.failures = new FailureLimit(intake.quarantine());
        this.lost = intake.lost();
        this.streams = streams;
        this.baselines = baselines;
        this.backlog = backlog;
    }

    /**
     * Returns an application that is set up and not started. The topics must exist.
     *
     * @param settings how it runs
     */
    public static MonitorStreams create(DriftSettings settings) {
        return create(settings, UnaryOperator.identity());
    }

    /**
     * Returns an application that looks baselines up through a view of what its directory knows.
     *
     * @param settings how it runs
     * @param view what stands between the processors and the directory: a place to observe look-ups, or to make them fail
     */
    public static MonitorStreams create(DriftSettings settings, UnaryOperator<Baselines> view) {
        KafkaConsumer<byte[], byte[]> prober = consumer(settings, "backlog", KafkaBacklog.CONSUMER);
        String captures = settings.topics().captures().name();
        int inputPartitions;
        try {
            requireTopics(prober, settings.topics());
            inputPartitions = prober.partitionsFor(captures).size();
        } catch (RuntimeException e) {
            prober.close();
            throw e;
        }
        KafkaBacklog backlog = new KafkaBacklog(prober, captures);
        try {
            return assemble(settings, view, inputPartitions, backlog);
        } catch (RuntimeException e) {
            backlog.close();
            throw e;
        }
    }

    private static MonitorStreams assemble(
            DriftSettings settings, UnaryOperator<Baselines> view, int inputPartitions, KafkaBacklog backlog) {
        BaselineDirectory baselines =
                BaselineDirectory.start(consumer(settings, "baselines", Map.of()), settings.topics());
        try {
            return assemble(settings, view.apply(baselines), inputPartitions, baselines, backlog);
        } catch (RuntimeException e) {
            baselines.close();
            throw e;
        }
    }

    /** A topic that is missing must not be found out by the first record that is to be written to it. */
    private static void requireTopics(KafkaConsumer<byte[], byte[]> prober, Topics topics) {
        for (Topic<?, ?> topic : topics.all()) {
            List<PartitionInfo> partitions = prober.partitionsFor(topic.name());
            if (partitions == null || partitions.isEmpty()) {
                throw new IllegalStateException(
                        "topic " + topic.name() + " does not exist, or has no partitions yet: create the topics first");
            }
        }
    }

    private static MonitorStreams assemble(
            DriftSettings settings,
            Baselines view,
            int inputPartitions,
            BaselineDirectory baselines,
            KafkaBacklog backlog) {
        String captures = settings.topics().captures().name();
        Quarantine quarantine = new Quarantine();
        IntakeSettings intake = new IntakeSettings(
                settings.config(), settings.endpoints(), inputPartitions, backlog, quarantine, System::nanoTime);
        Properties properties =
                StreamsProperties.of(settings, new QuarantineHandler.Registration(quarantine, captures));
        DriftTopology drift = new DriftTopology(settings.topics(), intake, view, settings.stores(), inputPartitions);
        MonitorStreams monitor = new MonitorStreams(
                new KafkaStreams(
                        build(drift, properties), properties, new StreamClients(Map.of(captures, intake.lost()))),
                baselines,
                backlog,
                intake);
        monitor.streams.setUncaughtExceptionHandler(monitor::onFailure);
        monitor.streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                monitor.running.countDown();
            }
        });
        return monitor;
    }

    /** Returns the topology under these settings; unnamed stores or repartitions are refused. */
    static Topology build(DriftTopology drift, Properties properties) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        drift.addTo(builder);
        return builder.build(properties);
    }

    /** Waits until the baselines are known, then starts reading captures. */
    public void start() {
        baselines.awaitReady();
        streams.start();
    }

    /**
     * Waits until every task is assigned and restored.
     *
     * @param patience how long to wait at most
     * @return whether the application is running
     */
    public boolean awaitRunning(Duration patience) throws InterruptedException {
        return running.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has a listener told what is restored; before {@link #start()}. */
    public void setRestoreListener(StateRestoreListener listener) {
        streams.setGlobalStateRestoreListener(listener);
    }

    /** Returns the state of the application. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Returns how many captures Kafka deleted before this process read them, since it was started. */
    public long lostOffsets() {
        return lost.count();
    }

    /** Leaves the group and commits what was counted. */
    @Override
    public void close() {
        streams.close(LEAVING);
        baselines.close();
        backlog.close();
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        if (isOfTheInput(failure)) {
            LOG.error("stops: the captures are not those that were accounted for", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (failures.isExceeded(System.nanoTime())) {
            LOG.error("stops: too many failures within {} minutes", FailureLimit.SPAN.toMinutes(), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("a stream thread failed and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isOfTheInput(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputChangedException) {
                return true;
            }
        }
        return false;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(
            DriftSettings settings, String purpose, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(settings.client());
        config.putAll(more);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-" + purpose);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
