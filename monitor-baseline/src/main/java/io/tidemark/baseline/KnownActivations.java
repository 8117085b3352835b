package io.tidemark.baseline;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what is activated already. */
final class KnownActivations {
    private KnownActivations() {}

    /**
     * Reads the topic from its beginning to its present end; a topic that makes no progress for so long is given up.
     *
     * @param kind which activations count: each kind has a history of its own
     */
    static Activations read(
            Consumer<byte[], byte[]> consumer,
            Topic<String, Activation> topic,
            ActivationKind kind,
            Duration patience) {
        Activations activations = new Activations();
        new TopicReader(consumer, patience).read(topic.name(), record -> add(record, topic, kind, activations));
        return activations;
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> record,
            Topic<String, Activation> topic,
            ActivationKind kind,
            Activations activations) {
        if (record.value() == null) {
            return;
        }
        Activation activation = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
        if (activation.getKind() == kind) {
            activations.add(new Activations.Activation(
                    activation.getEndpoint(),
                    activation.getEffectiveFrom(),
                    new ContentHash(activation.getHash()),
                    record.timestamp()));
        }
    }
}
