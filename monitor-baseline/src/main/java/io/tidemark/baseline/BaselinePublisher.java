package io.tidemark.baseline;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.TopicFinding;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ModelBaselineChunks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes a baseline the one that an endpoint's windows are judged with.
 *
 * <p>The content is written and acknowledged by all replicas first, then the activation: whoever reads an activation finds
 * its content. Stopped in between, publishing can be repeated; a baseline that is the endpoint's last one already is not
 * activated again.
 *
 * <p>The first baseline of an endpoint holds from the beginning of time. A later one holds from a window start that is at
 * least {@link Activations#LEAD} after its append time, so that all tasks choose alike.
 */
public final class BaselinePublisher {
    /** Between computing a time and the broker's append time, whose clock is another. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int REPLICAS = 3;

    private final Map<String, Object> client;
    private final Topics topics;
    private final Clock clock;

    /**
     * @param client settings of Kafka clients, {@code bootstrap.servers} and whatever security needs; time-outs that it
     *     does not set are 15 s
     * @param topics where to publish
     * @param clock that tells how early a later baseline can take effect
     */
    public BaselinePublisher(Map<String, Object> client, Topics topics, Clock clock) {
        this.client = new HashMap<>(client);
        this.client.putIfAbsent("request.timeout.ms", (int) PATIENCE.toMillis());
        this.client.putIfAbsent("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Publishes and activates.
     *
     * @throws PublishingException if the cluster does not answer, does not permit it, or the activation would come too late
     */
    public Publication.Outcome publish(Baseline baseline, Publication publication) {
        return publish(
                new Content(ActivationKind.BASELINE, baseline.hash(), () -> BaselineChunks.split(baseline)),
                publication);
    }

    /**
     * Publishes and activates a model baseline, which holds beside the endpoint's baseline of features.
     *
     * @throws PublishingException if the cluster does not answer, does not permit it, or the activation would come too late
     */
    public Publication.Outcome publish(ModelBaseline baseline, Publication publication) {
        return publish(
                new Content(ActivationKind.MODEL, baseline.hash(), () -> ModelBaselineChunks.split(baseline)),
                publication);
    }

    /** What is published: its kind, its identity, and how it is cut into pieces. */
    private record Content(ActivationKind kind, ContentHash hash, Supplier<List<BaselineChunk>> chunks) {}

    private Publication.Outcome publish(Content content, Publication publication) {
        try {
            TopicCreator.Outcome prepared = prepareTopics();
            List<String> findings =
                    prepared.findings().stream().map(TopicFinding::toString).toList();
            Activations known = knownActivations(content.kind);
            Optional<ContentHash> last = known.current(publication.endpoint(), Long.MAX_VALUE);
            boolean isCurrent = last.filter(content.hash::equals).isPresent();
            long from = last.isEmpty() || isCurrent ? Activations.FROM_THE_BEGINNING : effectiveFrom(publication);
            int chunks = isCurrent ? 0 : write(content, activation(content, publication, from), known);
            return new Publication.Outcome(chunks, from, isCurrent, prepared.created(), findings);
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new PublishingException(
                    PublishingException.Kind.REFUSED,
                    "the cluster refused: " + e.getMessage(),
                    "check the client's settings and its rights on the topics",
                    e);
        }
    }

    private TopicCreator.Outcome prepareTopics() {
        try (Admin admin = Admin.create(client)) {
            int brokers = admin.describeCluster().nodes().get().size();
            return new TopicCreator(admin).ensure(topics, Math.min(REPLICAS, Math.max(1, brokers)));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw kafkaCause(e);
        }
    }

    private Activations knownActivations(ActivationKind kind) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return KnownActivations.read(consumer, topics.activations(), kind, PATIENCE);
        }
    }

    private long effectiveFrom(Publication publication) {
        long now = clock.millis() + MARGIN.toMillis();
        long earliest = Activations.earliestFrom(now, publication.windows());
        Instant wanted = publication.effectiveFrom();
        if (wanted == null) {
            return earliest;
        }
        long from = publication.windows().startAtOrAfter(wanted.toEpochMilli());
        if (from < earliest) {
            throw tooEarly(publication, from, earliest);
        }
        return from;
    }

    private static Activation activation(Content content, Publication publication, long from) {
        return new Activation(
                publication.endpoint(), from, content.kind, content.hash.hex(), publication.who(), publication.why());
    }

    private int write(Content content, Activation activation, Activations known) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) (2 * PATIENCE.toMillis()));
        List<BaselineChunk> chunks = content.chunks.get();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (BaselineChunk chunk : chunks) {
                sent.add(producer.send(record(topics.baselines(), RecordKeys.of(chunk), chunk)));
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                acknowledged(each);
            }
            Future<RecordMetadata> last =
                    producer.send(record(topics.activations(), RecordKeys.of(activation), activation));
            producer.flush();
            requireInTime(activation, acknowledged(last).timestamp(), known);
        }
        return chunks.size();
    }

    /** What every reader of the topic will decide, decided here to tell the user. */
    private static void requireInTime(Activation activation, long appendedMs, Activations known) {
        Optional<String> refusal = known.add(new Activations.Activation(
                activation.getEndpoint(),
                activation.getEffectiveFrom(),
                new ContentHash(activation.getHash()),
                appendedMs));
        if (refusal.isPresent()) {
            throw new PublishingException(refusal.get(), "publish it again; it has not taken effect");
        }
    }

    private static <V> ProducerRecord<byte[], byte[]> record(Topic<String, V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(),
                0,
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw kafkaCause(e);
        }
    }

    private static KafkaException kafkaCause(ExecutionException e) {
        return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }

    private PublishingException unreachable(TimeoutException cause) {
        return new PublishingException(
                PublishingException.Kind.UNREACHABLE,
                "Kafka at " + client.get("bootstrap.servers") + " does not answer",
                "check the address, and that the brokers run and advertise one that this machine can reach",
                cause);
    }

    private static PublishingException tooEarly(Publication publication, long from, long earliest) {
        return new PublishingException(
                "endpoint " + publication.endpoint() + " has a baseline already, and another cannot take effect at "
                        + Instant.ofEpochMilli(from),
                "the earliest time is " + Instant.ofEpochMilli(earliest)
                        + ": windows before it may be open on the old one; leave the time out to take it");
    }
}
