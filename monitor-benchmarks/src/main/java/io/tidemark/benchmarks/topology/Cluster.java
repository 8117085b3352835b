package io.tidemark.benchmarks.topology;

import io.tidemark.app.broker.EmbeddedBroker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The embedded broker of one benchmark with its administrator. */
final class Cluster implements AutoCloseable {
    private static final long POLL_NANOS = 10_000_000;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final EmbeddedBroker broker = EmbeddedBroker.startTemporary();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));

    Map<String, String> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    Admin admin() {
        return admin;
    }

    void createTopic(String name, int partitions, Map<String, String> config) {
        await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                .all());
    }

    /** A producer that batches as much as it can and is sure of each record. */
    Sender sender() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "acks",
                "all",
                "batch.size",
                262_144,
                "linger.ms",
                5,
                "buffer.memory",
                64L << 20);
        return new Sender(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    KafkaConsumer<byte[], byte[]> committedReader() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        var latest = partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        return await(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    /**
     * Returns when the group has committed these offsets or later ones.
     *
     * @throws IllegalStateException after ten minutes
     */
    void awaitCommitted(String group, Map<TopicPartition, Long> wanted) {
        long start = System.nanoTime();
        while (!isCommitted(group, wanted)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("group " + group + " did not commit " + wanted + " in ten minutes");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean isCommitted(String group, Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return wanted.entrySet().stream().allMatch(want -> {
            OffsetAndMetadata offset = committed.get(want.getKey());
            return offset != null && offset.offset() >= want.getValue();
        });
    }

    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the broker was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
