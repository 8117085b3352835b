package io.tidemark.replay;

import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Sends records to a topic and checks that every one is acknowledged. */
final class TopicSender {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Failure> firstFailure = new AtomicReference<>();
    private long sent;

    private record Failure(String what, Exception cause) {}

    TopicSender(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Returns how many partitions the topic has, at least 1; asks the brokers.
     *
     * @throws IllegalArgumentException if it has none
     */
    int partitions() {
        int partitions = producer.partitionsFor(topic).size();
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + topic + " has no partition");
        }
        return partitions;
    }

    /**
     * Sends a record to the partition that its key says.
     *
     * @param what names it in messages
     */
    void send(byte[] key, byte[] value, List<Header> headers, String what) throws IOException {
        send(new ProducerRecord<>(topic, null, key, value, headers), what);
    }

    /**
     * Sends the end of a replay to every partition; returns how many records that took.
     *
     * @param endpoint the endpoint that ends, or an empty text for all that the topic holds
     * @param lastTimeMs the last time of the replay
     */
    int sendEnds(int partitions, String endpoint, long lastTimeMs) throws IOException {
        Header end = header(Topics.CONTROL_HEADER, Topics.CONTROL_END);
        List<Header> headers =
                endpoint.isEmpty() ? List.of(end) : List.of(end, header(Topics.ENDPOINT_HEADER, endpoint));
        byte[] value = bytes(Long.toString(lastTimeMs));
        byte[] key = bytes(KafkaReplayer.CONTROL_KEY);
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(topic, partition, key, value, headers), "end of " + endpoint);
        }
        return partitions;
    }

    /** Waits until everything is acknowledged. */
    void flush() throws IOException {
        producer.flush();
        failOnFailure();
        if (acknowledged.get() != sent) {
            throw new IOException(
                    "topic " + topic + ": " + sent + " records were sent, but " + acknowledged.get() + " acknowledged");
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record, String what) throws IOException {
        failOnFailure();
        sent++;
        // The future says nothing that the callback does not say, and a million of them would have to be kept.
        Future<?> unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.incrementAndGet();
            } else {
                firstFailure.compareAndSet(null, new Failure(what, failure));
            }
        });
    }

    private void failOnFailure() throws IOException {
        Failure failure = firstFailure.get();
        if (failure != null) {
            throw new IOException(
                    "topic " + topic + " did not take " + failure.what() + ": "
                            + failure.cause().getMessage(),
                    failure.cause());
        }
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
