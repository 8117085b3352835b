package io.tidemark.streams.runtime;

import io.tidemark.streams.processor.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the capture topic with a plain read_committed consumer of its own. Called by stream threads, one at a
 * time. A broker that does not answer within half a second counts as no answer.
 *
 * <p>The thread that looks does not read captures meanwhile. So the consumer fetches little, and a fetch at the end of
 * a partition, which the one before may have left behind, returns at once: the next look would wait for it.
 */
final class KafkaBacklog implements Backlog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBacklog.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 5;

    /** What the consumer needs beside its connection. */
    static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 10,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    KafkaBacklog(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public synchronized OptionalLong endOffset(int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        try {
            Long end = consumer.endOffsets(List.of(place), PATIENCE).get(place);
            return end == null ? OptionalLong.empty() : OptionalLong.of(end);
        } catch (KafkaException e) {
            LOG.debug("no end offset, partition={}: {}", partition, e.toString());
            return OptionalLong.empty();
        }
    }

    @Override
    public synchronized boolean isEmpty(int partition, long nextOffset, long endOffset) {
        TopicPartition place = new TopicPartition(topic, partition);
        try {
            consumer.assign(List.of(place));
            if (nextOffset < 0) {
                consumer.seekToBeginning(List.of(place));
            } else {
                consumer.seek(place, nextOffset);
            }
            for (int i = 0; i < POLLS && consumer.position(place, PATIENCE) < endOffset; i++) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return false;
                }
            }
            return consumer.position(place, PATIENCE) >= endOffset;
        } catch (KafkaException e) {
            LOG.debug("no look into the backlog, partition={}: {}", partition, e.toString());
            return false;
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
