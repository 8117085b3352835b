package io.tidemark.app.demo;

import io.tidemark.app.broker.EmbeddedBroker;
import io.tidemark.baseline.BaselinePublisher;
import io.tidemark.baseline.Publication;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.replay.ReplayResult;
import io.tidemark.replay.ReplaySpeed;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An embedded broker with the drift and the labels application beside it, captures and labels replayed into it, and
 * results read as they come.
 */
public final class LiveDemo implements AutoCloseable {
    private static final Duration COMMIT = Duration.ofMillis(200);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    private final EmbeddedBroker broker;
    private final Topics topics;
    private final MonitorConfig config;
    private final Map<String, Object> client;
    private final MonitorStreams application;
    private final LabelsDemo labels;

    /**
     * What a live run left on its topics.
     *
     * @param runHash over the verdict hashes of its windows
     * @param windows how many
     * @param read captured records read, control records apart
     * @param counted records counted in closed windows
     * @param deadLettered records left out, with a reason each
     * @param late records that came after their window had closed
     */
    public record Proof(ContentHash runHash, int windows, long read, long counted, long deadLettered, long late) {}

    private LiveDemo(
            EmbeddedBroker broker,
            Map<String, Object> client,
            DriftSettings settings,
            MonitorConfig config,
            MonitorStreams app,
            LabelsDemo labels) {
        this.broker = broker;
        this.topics = settings.topics();
        this.config = config;
        this.client = client;
        this.application = app;
        this.labels = labels;
    }

    /**
     * Starts a broker, publishes both baselines for an endpoint, and starts the applications.
     *
     * @param folder where broker and application keep their files; deleted by the caller
     * @param baseline judges the endpoint's inputs from the beginning of time
     * @param model judges what it answers
     * @param endpoint whose captures will be replayed
     * @param config windows and rules
     */
    public static LiveDemo start(
            Path folder, Baseline baseline, ModelBaseline model, String endpoint, MonitorConfig config)
            throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        try {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            Topics topics = new Topics(Topics.DEFAULT_PREFIX, PARTITIONS);
            Publication publication = new Publication(endpoint, null, config.windows(), "tidemark demo", "first one");
            BaselinePublisher publisher = new BaselinePublisher(client, topics, Clock.systemUTC());
            publisher.publish(baseline, publication);
            publisher.publish(model, publication);
            DriftSettings settings = settings(broker, topics, config, folder);
            MonitorStreams drift = MonitorStreams.create(settings);
            LabelStreams labels =
                    LabelStreams.create(LabelsSettings.beside(settings, "tidemark-labels", ModelConfig.defaults()));
            drift.start();
            labels.start();
            // The labels application comes up beside the replay: nothing waits for it before labels are sent.
            if (!drift.awaitRunning(START_PATIENCE)) {
                throw new IllegalStateException("the drift application did not start within "
                        + START_PATIENCE.toSeconds() + " s, state " + drift.state());
            }
            return new LiveDemo(broker, client, settings, config, drift, new LabelsDemo(client, topics, labels));
        } catch (RuntimeException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    private static DriftSettings settings(EmbeddedBroker broker, Topics topics, MonitorConfig config, Path folder) {
        return new DriftSettings(
                "tidemark-drift",
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        "replication.factor",
                        "1"),
                topics,
                Monitors.same(config),
                EndpointPolicy.any(),
                folder.resolve("state"),
                WriteBehindOptions.persistent(),
                1,
                COMMIT);
    }

    /** Returns where the broker listens. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /**
     * Replays captures and hands on every violation as it is committed, until the last window has its report.
     *
     * @param captures folder of captured JSONL
     * @param names endpoint and variant
     * @param speed how fast
     * @param onViolation called on this thread
     * @return what was sent
     */
    public ReplayResult replay(Path captures, CaptureNames names, ReplaySpeed speed, Consumer<Violation> onViolation)
            throws InterruptedException, IOException {
        ReplayPlan plan = ReplayPlan.of(captures, topics.captures().name(), Instant.now())
                .withNames(names)
                .withSpeed(speed);
        CompletableFuture<ReplayResult> sending = CompletableFuture.supplyAsync(() -> send(plan));
        try (ResultTail tail = new ResultTail(client, topics, onViolation)) {
            while (!sending.isDone()) {
                tail.poll();
            }
            ReplayResult sent = sending.get();
            sent.endpointMax()
                    .forEach((endpoint, last) ->
                            tail.expect(endpoint, config.windows().startOf(last.toEpochMilli())));
            while (!tail.isComplete()) {
                requireRunning();
                tail.poll();
            }
            tail.finish();
            return sent;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("the replay failed", e.getCause());
        }
    }

    /**
     * Waits for what is estimated without labels, sends the labels, and waits for the final verdicts.
     *
     * @param captures the folder that was replayed
     * @param groundTruth folder of labels
     * @param lastCapture the last event time that was replayed
     * @param windows how many windows there are
     */
    ModelVerdicts judge(Path captures, Path groundTruth, Instant lastCapture, int windows)
            throws IOException, InterruptedException {
        labels.awaitEstimates(windows);
        ReplayPlan plan = ReplayPlan.of(captures, topics.captures().name(), Instant.now())
                .withLabels(new ReplayPlan.LabelSource(
                        groundTruth, null, topics.groundTruth().name()));
        labels.send(plan, lastCapture, windows);
        return labels.verdicts();
    }

    /** Reads verdicts and accounting back from the topics. */
    public Proof prove() {
        return new ResultReader(client, topics).read();
    }

    private ReplayResult send(ReplayPlan plan) {
        Properties properties = new Properties();
        properties.putAll(client);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaReplayer.producerSettings(properties), new ByteArraySerializer(), new ByteArraySerializer())) {
            return new KafkaReplayer(producer, ReplayClock.system()).replay(plan);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void requireRunning() {
        if (!application.state().isRunningOrRebalancing()) {
            throw new IllegalStateException("the drift application stopped in state " + application.state());
        }
    }

    @Override
    public void close() {
        labels.close();
        application.close();
        broker.close();
    }
}
