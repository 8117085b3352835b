package io.tidemark.alerts.runner;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where sinks read.
 *
 * @param client how to reach the cluster; never printed
 * @param topic the topic that is read: notifications, or reasons to train again
 * @param groupPrefix what the names of the consumer groups begin with, before the kind and the name
 * @param kind of receivers: {@value #SINKS} or {@value #RETRAIN}
 * @param nowMs the clock, in epoch milliseconds
 */
public record RunnerSettings(
        Map<String, Object> client, String topic, String groupPrefix, String kind, LongSupplier nowMs) {
    /** Receivers of notifications. */
    public static final String SINKS = "sink-";

    /** Receivers of reasons to train again. */
    public static final String RETRAIN = "retrain-";

    public RunnerSettings {
        client = Map.copyOf(client);
    }

    /** Where sinks read notifications. */
    public RunnerSettings(Map<String, Object> client, String topic, String groupPrefix, LongSupplier nowMs) {
        this(client, topic, groupPrefix, SINKS, nowMs);
    }

    /** Returns the consumer group of a sink. */
    public String group(String sink) {
        return groupPrefix + kind + sink;
    }

    Consumer<byte[], byte[]> consumer(String sink) {
        Map<String, Object> all = new HashMap<>(client);
        all.put(ConsumerConfig.GROUP_ID_CONFIG, group(sink));
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A new group is placed by the loop; this is for a place that the topic has deleted meanwhile.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public String toString() {
        return "RunnerSettings of " + topic;
    }
}
