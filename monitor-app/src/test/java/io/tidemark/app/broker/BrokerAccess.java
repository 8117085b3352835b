package io.tidemark.app.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * What tests do with a broker: create topics, write, read what is committed.
 *
 * @param bootstrapServers its address
 */
public record BrokerAccess(String bootstrapServers) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Creates a topic with settings of its own and returns its name when it exists. */
    public String createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get();
            awaitLeaders(admin, name, partitions);
            return name;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("topic " + name + " was not created", e);
        }
    }

    /**
     * A topic is created before its logs can be written. A fast idempotent producer then loses its first batch to that,
     * gets the second accepted, and repeats the first out of order until it times out. End offsets come from the logs.
     */
    private static void awaitLeaders(Admin admin, String name, int partitions) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Awaitility.await("logs of topic " + name)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsMatching(e -> e.getCause() instanceof UnknownTopicOrPartitionException)
                .until(() -> admin.listOffsets(ends).all().get().size() == partitions);
    }

    /** An admin client for everything else. The caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Writes records of bytes and returns when all are acknowledged. */
    public void produceBytes(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer =
                new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var pending = new ArrayList<Future<?>>();
            records.forEach(r -> pending.add(producer.send(r)));
            producer.flush();
            for (var send : pending) {
                send.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("records were not acknowledged", e);
        }
    }

    /** Everything that is committed in a topic now, partition by partition in offset order. */
    public List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic) {
        return read(topic, "read_committed");
    }

    /** The size of the largest committed value in a topic, in bytes; 0 if there is none. Holds no topic in memory. */
    public int largestValue(String topic) {
        int[] largest = {0};
        read(topic, "read_committed", record -> {
            if (record.value() != null) {
                largest[0] = Math.max(largest[0], record.value().length);
            }
        });
        return largest[0];
    }

    /** Everything in a topic now that readers may see at an isolation level, partition by partition in offset order. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolationLevel) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        read(topic, isolationLevel, found::add);
        found.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return List.copyOf(found);
    }

    private void read(String topic, String isolationLevel, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (var consumer = new KafkaConsumer<>(
                consumerSettings(isolationLevel), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readTo(consumer, consumer.endOffsets(partitions), taker);
        }
    }

    private static void readTo(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!hasReached(consumer, ends)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("ends " + ends + " not reached");
            }
            consumer.poll(Duration.ofMillis(100)).forEach(taker);
        }
    }

    private static boolean hasReached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Client settings of an acknowledged producer of this broker; add to it freely. */
    public Properties producerSettings() {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        return settings;
    }

    private Properties consumerSettings(String isolationLevel) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolationLevel);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return settings;
    }
}
