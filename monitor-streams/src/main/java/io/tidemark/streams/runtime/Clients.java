package io.tidemark.streams.runtime;

import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The plain consumers that an application has beside Kafka Streams, and what they find at its start. */
final class Clients {
    private Clients() {}

    /** Returns a read_committed consumer that commits nothing and makes no topic. */
    static KafkaConsumer<byte[], byte[]> consumer(
            ApplicationSettings settings, String purpose, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(settings.client());
        config.putAll(more);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-" + purpose);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A topic that is missing must not be found out by the first record that is to be written to it. */
    static void requireTopics(KafkaConsumer<byte[], byte[]> prober, Topics topics) {
        for (Topic<?, ?> topic : topics.all()) {
            List<PartitionInfo> partitions = prober.partitionsFor(topic.name());
            if (partitions == null || partitions.isEmpty()) {
                throw new IllegalStateException(
                        "topic " + topic.name() + " does not exist, or has no partitions yet: create the topics first");
            }
        }
    }
}
