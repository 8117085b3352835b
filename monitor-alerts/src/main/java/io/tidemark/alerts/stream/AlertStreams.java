package io.tidemark.alerts.stream;

import io.tidemark.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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

/** A running alerts application: start, health, failures, stop. */
public final class AlertStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStreams.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    /** Streams stays in its group by default, and the other instances would wait for the session to time out. */
    private static final CloseOptions LEAVING = CloseOptions.timeout(STOP_PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final CountDownLatch running = new CountDownLatch(1);
    private final Failures failures = new Failures();
    private final AtomicLong unreadable;
    private final KafkaStreams streams;

    private AlertStreams(KafkaStreams streams, AtomicLong unreadable) {
        this.streams = streams;
        this.unreadable = unreadable;
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
    }

    /**
     * Returns an application that is set up and not started.
     *
     * @param settings how it runs
     * @throws IllegalStateException if a topic is missing
     * @throws KafkaException if Kafka does not answer
     */
    public static AlertStreams create(AlertsSettings settings) {
        return create(settings, WaitingRules.DEFAULT);
    }

    static AlertStreams create(AlertsSettings settings, WaitingRules waiting) {
        AtomicLong unreadable = new AtomicLong();
        Properties properties = AlertsProperties.of(settings);
        Topology topology = topology(settings, partitions(settings), waiting, unreadable);
        return new AlertStreams(new KafkaStreams(topology, properties), unreadable);
    }

    static Topology topology(AlertsSettings settings, int partitions, WaitingRules waiting, AtomicLong unreadable) {
        Properties properties = AlertsProperties.of(settings);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        new AlertsTopology(settings, partitions, waiting, unreadable).addTo(builder);
        return builder.build(properties);
    }

    /** A topic that is missing must not be found out by the first record that is to be written to it. */
    private static int partitions(AlertsSettings settings) {
        Properties client = new Properties();
        client.putAll(settings.client());
        List<String> names = settings.topics().all().stream().map(Topic::name).toList();
        try (Admin admin = Admin.create(client)) {
            var described = admin.describeTopics(names).allTopicNames().get();
            String reports = settings.topics().reports().name();
            return Objects.requireNonNull(described.get(reports)).partitions().size();
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while Kafka was asked for the topics", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException("a topic of " + names + " does not exist: create the topics first", e);
            }
            throw new KafkaException("Kafka could not be asked for the topics", e.getCause());
        }
    }

    /** Starts reading. */
    public void start() {
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

    /** Returns how many records were left out because they could not be read, since this process was started. */
    public long unreadable() {
        return unreadable.get();
    }

    /** Leaves the group and commits what was done. */
    @Override
    public void close() {
        streams.close(LEAVING);
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        if (failures.isExceeded(System.nanoTime())) {
            LOG.error("stops: more than {} failures within {} minutes", Failures.MOST, Failures.MINUTES, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("a stream thread failed and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
