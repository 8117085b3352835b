package io.tidemark.baseline;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ModelBaselineChunks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * An activation as it stands in its topic, with what its content says.
 *
 * @param endpoint that it is for
 * @param kind of features, or of a model; both hold beside each other
 * @param hash of the baseline
 * @param effectiveFrom first event time that it holds for; empty for the first one of an endpoint, which holds always
 * @param appended when it was written
 * @param who asked for it, as the writer had it
 * @param why in the writer's words
 * @param content what the topic of baselines holds of it; empty if it is not there or not whole
 * @param refusal why readers pass over the activation; empty if it counts
 */
public record PublishedBaseline(
        String endpoint,
        ActivationKind kind,
        ContentHash hash,
        Optional<Instant> effectiveFrom,
        Instant appended,
        String who,
        String why,
        Optional<Content> content,
        Optional<String> refusal) {
    private static final Set<ActivationKind> KINDS = Set.of(ActivationKind.BASELINE, ActivationKind.MODEL);

    /**
     * Size of a baseline.
     *
     * @param rows training rows
     * @param features without the label; 0 of a model
     */
    public record Content(long rows, int features) {}

    /**
     * Reads all activations of baselines to their present end, in the order of the topic.
     *
     * @param client settings of Kafka clients
     * @param topics where baselines are published
     */
    public static List<PublishedBaseline> list(Properties client, Topics topics) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client))) {
            return list(new TopicReader(consumer), topics);
        }
    }

    static List<PublishedBaseline> list(TopicReader reader, Topics topics) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        reader.read(topics.activations().name(), records::add);
        Set<String> wanted = new HashSet<>();
        List<Appended> appended = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            if (each.value() != null) {
                Activation activation = value(topics.activations(), each);
                if (KINDS.contains(activation.getKind())) {
                    appended.add(new Appended(activation, each.timestamp()));
                    wanted.add(activation.getHash());
                }
            }
        }
        Map<String, Content> contents = contents(reader, topics, wanted);
        Map<ActivationKind, Activations> known = new EnumMap<>(ActivationKind.class);
        return appended.stream()
                .map(each ->
                        of(each, known.computeIfAbsent(each.activation.getKind(), kind -> new Activations()), contents))
                .toList();
    }

    /** An activation and when it was written. */
    private record Appended(Activation activation, long timestamp) {}

    private static PublishedBaseline of(Appended appended, Activations known, Map<String, Content> contents) {
        Activation activation = appended.activation;
        ContentHash hash = new ContentHash(activation.getHash());
        long from = activation.getEffectiveFrom();
        Optional<String> refusal =
                known.add(new Activations.Activation(activation.getEndpoint(), from, hash, appended.timestamp));
        return new PublishedBaseline(
                activation.getEndpoint(),
                activation.getKind(),
                hash,
                from == Activations.FROM_THE_BEGINNING ? Optional.empty() : Optional.of(Instant.ofEpochMilli(from)),
                Instant.ofEpochMilli(appended.timestamp),
                activation.getWho(),
                activation.getWhy(),
                Optional.ofNullable(contents.get(activation.getHash())),
                refusal);
    }

    /** Joins a baseline as soon as its pieces are there, so that only incomplete ones are held. */
    private static Map<String, Content> contents(TopicReader reader, Topics topics, Set<String> wanted) {
        Map<String, Content> contents = new HashMap<>();
        Map<String, Map<Integer, BaselineChunk>> pieces = new HashMap<>();
        reader.read(topics.baselines().name(), each -> {
            if (each.value() == null) {
                return;
            }
            BaselineChunk chunk = value(topics.baselines(), each);
            String hash = chunk.getHash();
            if (!wanted.contains(hash) || contents.containsKey(hash)) {
                return;
            }
            Map<Integer, BaselineChunk> known = pieces.computeIfAbsent(hash, any -> new HashMap<>());
            known.put(chunk.getIndex(), chunk);
            if (known.size() == chunk.getCount()) {
                contents.put(hash, content(known.values()));
                pieces.remove(hash);
            }
        });
        return contents;
    }

    private static Content content(Collection<BaselineChunk> whole) {
        if (whole.iterator().next().getKind() == ActivationKind.MODEL) {
            return new Content(ModelBaselineChunks.join(whole).rows(), 0);
        }
        Baseline baseline = BaselineChunks.join(whole);
        return new Content(baseline.rows(), baseline.features().size());
    }

    private static <V> V value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> each) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), each.value());
    }
}
