package io.tidemark.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to the end that it has when reading begins. Uses a consumer without a group. */
final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Polls in a row without progress before the topic counts as unreadable: one minute. */
    private static final int MOST_IDLE_POLLS = 120;

    private static final Map<String, String> SETTINGS = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

    TopicReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Returns the settings that reading needs, over those of a client. */
    static Properties settings(Properties client) {
        Properties settings = new Properties();
        client.stringPropertyNames().forEach(name -> settings.setProperty(name, client.getProperty(name)));
        SETTINGS.forEach(settings::setProperty);
        return settings;
    }

    /** Gives every committed record to the taker, in the order of each partition. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) throws IOException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        int idle = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            long before = positions(partitions);
            consumer.poll(POLL).forEach(taker);
            idle = positions(partitions) == before ? idle + 1 : 0;
            if (idle == MOST_IDLE_POLLS) {
                throw new IOException("topic " + topic + ": no progress for "
                        + POLL.multipliedBy(MOST_IDLE_POLLS).toSeconds() + " s before its end " + ends);
            }
        }
    }

    private long positions(List<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }
}
