package io.tidemark.alerts.schedule;

import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Fire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes fires, and what belongs to them, in one transaction. Whoever is made later with the same transactional id ends
 * the transactions of the earlier one for good.
 */
final class FireWriter implements AutoCloseable {
    /** An activation must be seen within half a minute of its writing, see {@code Activations}. */
    private static final Duration TRANSACTION = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Producer<byte[], byte[]> producer;
    private final Topic<String, Fire> topic;

    FireWriter(Map<String, Object> client, Topic<String, Fire> topic, String transactionalId) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.topic = topic;
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Commits claims, and times that were missed. */
    void write(List<Fire> fires) {
        producer.beginTransaction();
        fires.forEach(this::send);
        producer.commitTransaction();
    }

    /** Commits an end with what belongs to it. */
    void write(Fire end, List<ProducerRecord<byte[], byte[]>> records, FireListener listener) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<?> unused = producer.send(record);
        }
        send(end);
        producer.flush();
        listener.written(end);
        producer.commitTransaction();
    }

    private void send(Fire fire) {
        // A failure is thrown by the commit.
        Future<?> unused = producer.send(new ProducerRecord<>(
                topic.name(),
                0,
                topic.keySerde().serializer().serialize(topic.name(), RecordKeys.of(fire)),
                topic.valueSerde().serializer().serialize(topic.name(), fire)));
    }

    /** Ends without waiting for anything: what is not committed is aborted by the next one, or by its time-out. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
