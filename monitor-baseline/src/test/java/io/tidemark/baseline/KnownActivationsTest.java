package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Baselines of features and of models do not stand in each other's way. */
final class KnownActivationsTest {
    private static final Topics TOPICS = new Topics();
    private static final String TOPIC = TOPICS.activations().name();

    @Test
    void eachKindHasAHistoryOfItsOwn() {
        List<Activation> written = List.of(
                activation(ActivationKind.BASELINE, "aa"),
                activation(ActivationKind.MODEL, "bb"),
                activation(ActivationKind.CONFIG, "cc"),
                activation(ActivationKind.OTHER, "dd"));

        assertThat(current(written, ActivationKind.BASELINE)).contains(hash("aa"));
        assertThat(current(written, ActivationKind.MODEL)).contains(hash("bb"));
    }

    @Test
    void firstModelOfAnEndpointWithABaselineIsItsFirst() {
        assertThat(current(List.of(activation(ActivationKind.BASELINE, "aa")), ActivationKind.MODEL))
                .isEmpty();
    }

    private static Optional<ContentHash> current(List<Activation> written, ActivationKind kind) {
        return read(written, kind).current("credit", Long.MAX_VALUE);
    }

    private static Activations read(List<Activation> written, ActivationKind kind) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            Node node = new Node(0, "broker", 9092);
            consumer.updatePartitions(
                    TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, (long) written.size()));
            consumer.schedulePollTask(() -> {
                for (int i = 0; i < written.size(); i++) {
                    consumer.addRecord(record(i, written.get(i)));
                }
            });
            return KnownActivations.read(consumer, TOPICS.activations(), kind, Duration.ofSeconds(5));
        }
    }

    private static Activation activation(ActivationKind kind, String hash) {
        return new Activation(
                "credit", Activations.FROM_THE_BEGINNING, kind, hash(hash).hex(), "me", "");
    }

    private static ContentHash hash(String pair) {
        return new ContentHash(pair.repeat(32));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Activation activation) {
        byte[] value = TOPICS.activations().valueSerde().serializer().serialize(TOPIC, activation);
        return new ConsumerRecord<>(
                TOPIC,
                0,
                offset,
                1_000 + offset,
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                RecordKeys.of(activation).getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
