package io.tidemark.replay;

import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Sends capture and control records and checks that every one is acknowledged. */
final class CaptureSender {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Map<String, Header> endpointHeaders = new HashMap<>();
    private final Map<String, Header> variantHeaders = new HashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Failure> firstFailure = new AtomicReference<>();
    private long sent;

    private record Failure(String what, Exception cause) {}

    CaptureSender(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Returns how many partitions the topic has; asks the brokers. */
    int partitions() {
        return producer.partitionsFor(topic).size();
    }

    /** Sends a captured line. */
    void send(ReplayRecord record) throws IOException {
        CaptureFile file = record.place().file();
        String source = record.place().toString();
        List<Header> headers = List.of(
                endpointHeaders.computeIfAbsent(file.endpoint(), name -> header(Topics.ENDPOINT_HEADER, name)),
                variantHeaders.computeIfAbsent(file.variant(), name -> header(Topics.VARIANT_HEADER, name)),
                header(Topics.SOURCE_HEADER, source));
        send(new ProducerRecord<>(topic, null, record.key(), record.value(), headers), source);
    }

    /** Sends the end of an endpoint to a partition. */
    void sendEnd(int partition, String endpoint, long maxEventTimeMs) throws IOException {
        List<Header> headers =
                List.of(header(Topics.CONTROL_HEADER, Topics.CONTROL_END), header(Topics.ENDPOINT_HEADER, endpoint));
        byte[] value = bytes(Long.toString(maxEventTimeMs));
        byte[] key = bytes(KafkaReplayer.CONTROL_KEY);
        send(new ProducerRecord<>(topic, partition, key, value, headers), "end of " + endpoint);
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

    private static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
