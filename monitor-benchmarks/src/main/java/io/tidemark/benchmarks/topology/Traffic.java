package io.tidemark.benchmarks.topology;

import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of a run: made with two partitions, given a baseline, and filled with captures. */
final class Traffic {
    /** Partitions of the captures. */
    static final int PARTITIONS = 2;

    /** Event time of the first prefilled record; those of a run spread over 24 hours from here. */
    private static final long START_MS = 1_767_225_600_000L;

    private static final long DAY_MS = 86_400_000;

    private final Cluster cluster;
    private final Topics topics;

    Traffic(Cluster cluster, String prefix) {
        this.cluster = cluster;
        this.topics = new Topics(prefix);
        cluster.createTopic(
                topics.captures().name(), PARTITIONS, topics.captures().config());
        new TopicCreator(cluster.admin()).ensure(topics, 1);
    }

    Topics topics() {
        return topics;
    }

    List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.captures().name(), partition))
                .toList();
    }

    static String endpoint(int number) {
        return "endpoint-" + number;
    }

    /** Publishes a baseline and makes it current for the first endpoints. */
    void activate(Baseline baseline, int endpoints) {
        try (Sender producer = cluster.sender()) {
            for (BaselineChunk chunk : BaselineChunks.split(baseline)) {
                producer.send(message(topics.baselines(), RecordKeys.of(chunk), chunk));
            }
            producer.flush();
            for (int endpoint = 0; endpoint < endpoints; endpoint++) {
                Activation activation = Activation.newBuilder()
                        .setEndpoint(endpoint(endpoint))
                        .setEffectiveFrom(Activations.FROM_THE_BEGINNING)
                        .setKind(ActivationKind.BASELINE)
                        .setHash(baseline.hash().hex())
                        .build();
                producer.send(message(topics.activations(), RecordKeys.of(activation), activation));
            }
        }
    }

    /** Sends records of endpoint 0 to both partitions in turn, in the order of their event times over 24 hours. */
    Map<TopicPartition, Long> fill(int records) {
        SampleCaptures captures = new SampleCaptures(0, 1);
        byte[] endpoint = endpoint(0).getBytes(StandardCharsets.UTF_8);
        try (Sender producer = cluster.sender()) {
            for (int i = 0; i < records; i++) {
                long timeMs = START_MS + DAY_MS * i / records;
                producer.send(capture(i % PARTITIONS, SampleCaptures.id(i), captures.record(i, timeMs), endpoint));
            }
        }
        return cluster.endOffsets(partitions());
    }

    /** Returns a capture with the headers of its endpoint. */
    ProducerRecord<byte[], byte[]> capture(int partition, String id, byte[] value, byte[] endpoint) {
        ProducerRecord<byte[], byte[]> capture =
                new ProducerRecord<>(topics.captures().name(), partition, id.getBytes(StandardCharsets.UTF_8), value);
        capture.headers().add(Topics.ENDPOINT_HEADER, endpoint);
        return capture;
    }

    private static <T> ProducerRecord<byte[], byte[]> message(Topic<String, T> topic, String key, T value) {
        return new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }
}
