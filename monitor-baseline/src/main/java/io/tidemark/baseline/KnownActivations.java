package io.tidemark.baseline;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads what is activated already. */
final class KnownActivations {
    private static final Duration POLL = Duration.ofMillis(200);

    private KnownActivations() {}

    /** Reads the topic from its beginning to its present end; a topic that makes no progress for so long is given up. */
    static Activations read(Consumer<byte[], byte[]> consumer, Topic<String, Activation> topic, Duration patience) {
        List<TopicPartition> partitions = List.of(new TopicPartition(topic.name(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Activations activations = new Activations();
        long idlePolls = 0;
        while (consumer.position(partitions.get(0)) < ends.getOrDefault(partitions.get(0), 0L)) {
            long before = consumer.position(partitions.get(0));
            consumer.poll(POLL).forEach(record -> add(record, topic, activations));
            idlePolls = consumer.position(partitions.get(0)) > before ? 0 : idlePolls + 1;
            if (idlePolls > patience.dividedBy(POLL)) {
                throw new TimeoutException("topic " + topic.name() + " could not be read to its end");
            }
        }
        return activations;
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> record, Topic<String, Activation> topic, Activations activations) {
        if (record.value() == null) {
            return;
        }
        Activation activation = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
        if (activation.getKind() == ActivationKind.BASELINE) {
            activations.add(new Activations.Activation(
                    activation.getEndpoint(),
                    activation.getEffectiveFrom(),
                    new ContentHash(activation.getHash()),
                    record.timestamp()));
        }
    }
}
