package io.tidemark.baseline;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ModelBaselineChunks;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Every baseline that was ever published, and for which event times each holds: what the live applications knew and will
 * know, read once from the topics. Contents are held packed and unpacked when somebody asks. Not thread-safe.
 */
public final class BaselineHistory {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Map<ActivationKind, Activations> activations = new EnumMap<>(ActivationKind.class);
    private final Map<String, Map<Integer, BaselineChunk>> pieces = new HashMap<>();
    private final Map<ContentHash, Baseline> baselines = new HashMap<>();
    private final Map<ContentHash, ModelBaseline> models = new HashMap<>();

    /**
     * Why a baseline is made current.
     *
     * @param who asks for it
     * @param why in free text
     */
    public record Reason(String who, String why) {}

    private BaselineHistory() {
        activations.put(ActivationKind.BASELINE, new Activations());
        activations.put(ActivationKind.MODEL, new Activations());
    }

    /**
     * Reads activations and contents to their present ends.
     *
     * @param client settings of Kafka clients
     * @param topics where baselines are published
     */
    public static BaselineHistory read(Properties client, Topics topics) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client))) {
            return read(new TopicReader(consumer), topics);
        }
    }

    static BaselineHistory read(TopicReader reader, Topics topics) {
        BaselineHistory history = new BaselineHistory();
        reader.read(topics.activations().name(), each -> {
            if (each.value() != null) {
                history.add(value(topics.activations(), each), each.timestamp());
            }
        });
        reader.read(topics.baselines().name(), each -> {
            if (each.value() != null) {
                BaselineChunk chunk = value(topics.baselines(), each);
                history.pieces
                        .computeIfAbsent(chunk.getHash(), any -> new TreeMap<>())
                        .put(chunk.getIndex(), chunk);
            }
        });
        return history;
    }

    private void add(Activation activation, long appendedMs) {
        Activations known = activations.get(activation.getKind());
        if (known != null) {
            known.add(new Activations.Activation(
                    activation.getEndpoint(),
                    activation.getEffectiveFrom(),
                    new ContentHash(activation.getHash()),
                    appendedMs));
        }
    }

    /**
     * Returns the baseline of an endpoint's window, or empty if the endpoint never had one.
     *
     * @param endpoint whose window it is
     * @param windowStartMs first event time of the window, in epoch milliseconds
     * @throws PublishingException if its content is not on the topic any more
     */
    public Optional<Baseline> active(String endpoint, long windowStartMs) {
        return hash(ActivationKind.BASELINE, endpoint, windowStartMs)
                .map(hash -> baselines.computeIfAbsent(hash, this::baseline));
    }

    /** As {@link #active}, of the model baseline. */
    public Optional<ModelBaseline> activeModel(String endpoint, long windowStartMs) {
        return hash(ActivationKind.MODEL, endpoint, windowStartMs)
                .map(hash -> models.computeIfAbsent(hash, this::model));
    }

    /**
     * Returns a baseline by its hash, whether or not it was ever activated.
     *
     * @param hash its identity
     * @throws PublishingException if its content is not on the topic
     */
    public Baseline byHash(ContentHash hash) {
        return baselines.computeIfAbsent(hash, this::baseline);
    }

    /** Returns the hash of an endpoint's last baseline, which may hold from a future time on; empty if it has none. */
    public Optional<ContentHash> last(String endpoint) {
        return hash(ActivationKind.BASELINE, endpoint, Long.MAX_VALUE);
    }

    /**
     * Returns the activation that makes a baseline an endpoint's last one: from the beginning of time if it is the
     * endpoint's first, else from the first window start at which it can take effect. Empty if it is the last one already.
     *
     * @param endpoint whose windows are to be judged with it
     * @param hash of the baseline, whose content is published
     * @param windows of the endpoint
     * @param nowMs the time, in epoch milliseconds; the activation must be appended within a minute
     * @param reason who asks for it and why
     */
    public Optional<Activation> next(String endpoint, ContentHash hash, WindowSpec windows, long nowMs, Reason reason) {
        Optional<ContentHash> last = last(endpoint);
        if (last.isPresent() && last.get().equals(hash)) {
            return Optional.empty();
        }
        long from = last.isEmpty()
                ? Activations.FROM_THE_BEGINNING
                : Activations.earliestFrom(nowMs + MARGIN.toMillis(), windows);
        return Optional.of(new Activation(endpoint, from, ActivationKind.BASELINE, hash.hex(), reason.who, reason.why));
    }

    private Optional<ContentHash> hash(ActivationKind kind, String endpoint, long windowStartMs) {
        Activations known = activations.get(kind);
        return known == null ? Optional.empty() : known.current(endpoint, windowStartMs);
    }

    private Baseline baseline(ContentHash hash) {
        return BaselineChunks.join(whole(hash).values());
    }

    private ModelBaseline model(ContentHash hash) {
        return ModelBaselineChunks.join(whole(hash).values());
    }

    private Map<Integer, BaselineChunk> whole(ContentHash hash) {
        Map<Integer, BaselineChunk> known = pieces.getOrDefault(hash.hex(), Map.of());
        int count = known.values().stream()
                .mapToInt(BaselineChunk::getCount)
                .findFirst()
                .orElse(-1);
        if (known.size() != count) {
            throw new PublishingException(
                    "the content of baseline " + hash.brief() + " is not whole on the topic: " + known.size()
                            + " pieces are there",
                    "publish it again from its file");
        }
        return known;
    }

    private static <V> V value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> each) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), each.value());
    }
}
