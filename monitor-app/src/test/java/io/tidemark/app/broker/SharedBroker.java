package io.tidemark.app.broker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One broker for all tests of a JVM, started by the first test that asks and stopped with the JVM. Tests take topic and
 * application names from {@link #uniqueName}, so that they cannot meet.
 */
public final class SharedBroker {
    private SharedBroker() {}

    /** Loaded, and therefore started, at the first use only. */
    private static final class Holder {
        static final BrokerAccess ACCESS =
                new BrokerAccess(startWithShutdownHook().bootstrapServers());

        private static EmbeddedBroker startWithShutdownHook() {
            EmbeddedBroker broker = EmbeddedBroker.startTemporary();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shared-broker-stop"));
            return broker;
        }
    }

    /** What tests do with the running broker. */
    public static BrokerAccess access() {
        return Holder.ACCESS;
    }

    /** The address of the running broker. */
    public static String bootstrapServers() {
        return access().bootstrapServers();
    }

    /** A name that no other test of this run has; begins with the given word. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /** Creates a topic with append time and returns its name when it exists. */
    public static String createTopic(String name, int partitions) {
        return createTopic(name, partitions, Map.of("message.timestamp.type", "LogAppendTime"));
    }

    /** Creates a topic with settings of its own and returns its name when it exists. */
    public static String createTopic(String name, int partitions, Map<String, String> settings) {
        return access().createTopic(name, partitions, settings);
    }

    /** An admin client for everything else. The caller closes it. */
    public static Admin admin() {
        return access().admin();
    }

    /** Writes records of text and returns when all are acknowledged. */
    public static void produce(List<ProducerRecord<String, String>> records) {
        produceBytes(records.stream()
                .map(r -> new ProducerRecord<>(r.topic(), r.partition(), bytes(r.key()), bytes(r.value()), r.headers()))
                .toList());
    }

    /** Writes records of bytes and returns when all are acknowledged. */
    public static void produceBytes(List<ProducerRecord<byte[], byte[]>> records) {
        access().produceBytes(records);
    }

    /** Everything that is committed in a topic now, partition by partition in offset order. */
    public static List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic) {
        return access().readCommitted(topic);
    }

    /** Client settings of an acknowledged producer of this broker; add to it freely. */
    public static Properties producerSettings() {
        return access().producerSettings();
    }

    /** UTF-8 of a text; null stays null, for keys that are missing and values that are tombstones. */
    public static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
