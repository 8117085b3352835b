package io.tidemark.streams.runtime;

import io.tidemark.streams.processor.Quarantine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

/** The life of one application, whatever its topology: start, health, failures, stop. */
final class StreamsApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    /** Streams stays in its group by default, and the other instances would wait for the session to time out. */
    private static final CloseOptions LEAVING = CloseOptions.timeout(STOP_PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final CountDownLatch running = new CountDownLatch(1);
    private final KafkaStreams streams;
    private final BaselineDirectory baselines;
    private final List<KafkaBacklog> backlogs;
    private final FailureLimit failures;

    /**
     * @param streams the application, set up and not started
     * @param baselines what it judges by; closed with it
     * @param backlogs what it asks the broker with; closed with it
     * @param quarantines where failures of records are noted
     */
    StreamsApplication(
            KafkaStreams streams,
            BaselineDirectory baselines,
            List<KafkaBacklog> backlogs,
            Collection<Quarantine> quarantines) {
        this.streams = streams;
        this.baselines = baselines;
        this.backlogs = List.copyOf(backlogs);
        this.failures = new FailureLimit(quarantines);
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
    }

    /** Returns a topology under these settings; unnamed stores or repartitions are refused. */
    static Topology build(Consumer<StreamsBuilder> application, Properties properties) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        application.accept(builder);
        return builder.build(properties);
    }

    /** Waits until the baselines are known, then starts reading. */
    void start() {
        baselines.awaitReady();
        streams.start();
    }

    /** Waits until every task is assigned and restored; returns whether it is. */
    boolean awaitRunning(Duration patience) throws InterruptedException {
        return running.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void setRestoreListener(StateRestoreListener listener) {
        streams.setGlobalStateRestoreListener(listener);
    }

    KafkaStreams streams() {
        return streams;
    }

    BaselineDirectory baselines() {
        return baselines;
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    /** Leaves the group and commits what was counted. */
    @Override
    public void close() {
        streams.close(LEAVING);
        baselines.close();
        backlogs.forEach(KafkaBacklog::close);
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        Optional<String> fatal = FatalFailure.reason(failure);
        if (fatal.isPresent()) {
            LOG.error("stops: {}", fatal.get(), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (failures.isExceeded(System.nanoTime())) {
            LOG.error("stops: too many failures within {} minutes", FailureLimit.SPAN.toMinutes(), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("a stream thread failed and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
