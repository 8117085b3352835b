package io.tidemark.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends captured files into Kafka in the order of their event times, each line as it is, but merged batch records
 * with the hour of their folder as their time, and ends with one control record for each partition and endpoint, so
 * that the last window closes without waiting.
 *
 * <p>A capture is keyed by its join id, so that repeats meet. Lines that cannot be read as captures are sent too, to
 * become dead letters where the live ones do; their key is {@code file:line}. A line that is longer than a record may
 * be is not sent: the result counts it.
 */
public final class KafkaReplayer {
    /** Key of a control record. */
    public static final String CONTROL_KEY = "control";

    private static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024,
            ProducerConfig.LINGER_MS_CONFIG,
            50,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L << 20,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            2 << 20,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class.getName());

    private final Producer<byte[], byte[]> producer;
    private final ReplayClock clock;

    /**
     * @param producer made with {@link #producerSettings}; stays open
     * @param clock the running time for pacing
     */
    public KafkaReplayer(Producer<byte[], byte[]> producer, ReplayClock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Returns the settings of a producer for replays: idempotent, acknowledged by all replicas, in large compressed
     * batches. What these need overrides the client's settings, and everything else of them stays.
     */
    public static Properties producerSettings(Properties client) {
        Properties settings = new Properties();
        client.stringPropertyNames().forEach(name -> settings.setProperty(name, client.getProperty(name)));
        SETTINGS.forEach((name, value) -> settings.setProperty(name, String.valueOf(value)));
        return settings;
    }

    /**
     * Sends everything and waits until all of it is acknowledged.
     *
     * @throws IllegalArgumentException if an endpoint is unknown, or the topic has no partition
     * @throws IOException if a file cannot be read, or a record was not acknowledged; the message names it
     * @throws InterruptedException if the thread is interrupted; no control record is sent then
     */
    public ReplayResult replay(ReplayPlan plan) throws IOException, InterruptedException {
        CaptureFolder folder = CaptureFolder.open(plan.captures(), plan.names());
        LabelRun labels = plan.labels().isPresent() ? labels(plan, plan.labels().get()) : null;
        TopicSender captures = new TopicSender(producer, plan.topic());
        ReplayRun run = new ReplayRun(plan, captures, labels, new Pacer(plan.speed(), clock));
        try {
            return run.replay(folder);
        } catch (InterruptException e) {
            throw interrupted(e);
        }
    }

    /**
     * Sends the labels of a plan alone, whose captures were sent before, and waits until all of it is acknowledged.
     *
     * @param lastCapture the last event time of the captures, whose deadline has passed with the end of the labels
     * @throws IllegalArgumentException if the plan has no labels, or the topic no partition
     * @throws IOException if a file cannot be read, or a record was not acknowledged; the message names it
     * @throws InterruptedException if the thread is interrupted; no control record is sent then
     */
    public ReplayResult.Labels replayLabels(ReplayPlan plan, Instant lastCapture)
            throws IOException, InterruptedException {
        ReplayPlan.LabelSource source =
                plan.labels().orElseThrow(() -> new IllegalArgumentException("the plan has no labels to send"));
        try (LabelRun labels = labels(plan, source)) {
            labels.begin();
            labels.sendRest(new Pacer(plan.speed(), clock));
            return labels.end(lastCapture.toEpochMilli());
        } catch (InterruptException e) {
            throw interrupted(e);
        }
    }

    private LabelRun labels(ReplayPlan plan, ReplayPlan.LabelSource source) throws IOException {
        GroundTruthFolder found = GroundTruthFolder.open(
                source.groundTruth(), source.arrival(), plan.names().archives());
        return new LabelRun(found, new TopicSender(producer, source.topic()), plan);
    }

    private static InterruptedException interrupted(InterruptException cause) {
        InterruptedException interrupted = new InterruptedException("interrupted while sending");
        interrupted.initCause(cause);
        return interrupted;
    }
}
