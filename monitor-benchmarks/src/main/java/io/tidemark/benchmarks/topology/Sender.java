package io.tidemark.benchmarks.topology;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends without waiting for each record; one that is not acknowledged fails the close. */
final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Sender(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (metadata, problem) -> {
            if (problem != null) {
                failure.set(problem);
            }
        });
    }

    /** Waits until everything sent so far is acknowledged. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("a record was not acknowledged", problem);
        }
    }
}
