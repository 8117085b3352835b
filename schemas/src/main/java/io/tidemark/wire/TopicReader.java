package io.tidemark.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics to the end that they have when reading begins, with a consumer without a group. Records that were
 * appended meanwhile may be given or not. Not thread-safe, as the consumer is not.
 */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Map<String, String> SETTINGS = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final long mostIdlePolls;

    /**
     * @param consumer made with {@link #settings}; stays open
     */
    public TopicReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        this(consumer, PATIENCE);
    }

    /**
     * @param consumer made with {@link #settings}; stays open
     * @param patience how long a topic may make no progress before it counts as unreadable
     */
    public TopicReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Duration patience) {
        this.consumer = consumer;
        this.mostIdlePolls = patience.dividedBy(POLL);
    }

    /** Returns the settings that reading needs, over those of a client. */
    public static Properties settings(Properties client) {
        Properties settings = new Properties();
        client.stringPropertyNames().forEach(name -> settings.setProperty(name, client.getProperty(name)));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        SETTINGS.forEach(settings::setProperty);
        return settings;
    }

    /**
     * Gives every committed record of a topic to the taker, in the order of each partition.
     *
     * @throws TimeoutException if the topic makes no progress
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> partitions = partitions(topic);
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        readOn(partitions, taker);
    }

    /** Returns the first offset that each partition of a topic still holds. */
    public Map<Integer, Long> beginnings(String topic) {
        Map<Integer, Long> beginnings = new HashMap<>();
        consumer.beginningOffsets(partitions(topic))
                .forEach((place, offset) -> beginnings.put(place.partition(), offset));
        return beginnings;
    }

    /**
     * Gives the committed records of a range of offsets to the taker; what is no longer held is left out.
     *
     * @param place the partition
     * @param from the first offset
     * @param to the last offset, inclusive
     * @param taker takes the records
     */
    public void readRange(TopicPartition place, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> places = List.of(place);
        long start = Math.max(from, consumer.beginningOffsets(places).getOrDefault(place, 0L));
        long end = Math.min(to + 1, consumer.endOffsets(places).getOrDefault(place, 0L));
        if (start >= end) {
            return;
        }
        consumer.assign(places);
        consumer.seek(place, start);
        readTo(Map.of(place, end), record -> {
            if (record.offset() <= to) {
                taker.accept(record);
            }
        });
    }

    /**
     * Reads on from where the consumer stands to the ends of now.
     *
     * @param places partitions that the consumer is assigned to
     * @param taker takes the records
     * @throws TimeoutException if there is no progress
     */
    public void readOn(Collection<TopicPartition> places, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        readTo(consumer.endOffsets(places), taker);
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        long idle = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            long before = positions(ends.keySet());
            poll(taker);
            idle = positions(ends.keySet()) == before ? idle + 1 : 0;
            if (idle > mostIdlePolls) {
                throw new TimeoutException(
                        "no progress for " + POLL.multipliedBy(mostIdlePolls).toSeconds() + " s before the ends " + ends
                                + ": is the broker reachable, and may this client read them?");
            }
        }
    }

    /** What was deleted before it could be read is left out, as if reading had begun later. */
    private void poll(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try {
            consumer.poll(POLL).forEach(taker);
        } catch (OffsetOutOfRangeException e) {
            consumer.seekToBeginning(e.partitions());
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        // A topic that does not exist holds no record; some clients say so with null.
        return (known == null ? List.<PartitionInfo>of() : known)
                .stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
    }

    private long positions(Collection<TopicPartition> places) {
        return places.stream().mapToLong(consumer::position).sum();
    }
}
