package io.tidemark.streams.runtime;

import io.tidemark.streams.processor.LostOffsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The consumer of a stream thread. Where the broker does not hold the next offset of an input topic any more, it notes
 * which offsets are passed over and goes on at the start of the log, as the reset policy {@code earliest} would without a
 * word. Other topics are left to Kafka Streams.
 */
final class InputConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(InputConsumer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long UNKNOWN = 0;

    private final Map<String, LostOffsets> lostByTopic;

    /**
     * @param lostByTopic the input topics, and who hears of offsets that were passed over
     */
    InputConsumer(Map<String, Object> config, Map<String, LostOffsets> lostByTopic) {
        super(withoutReset(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.lostByTopic = Map.copyOf(lostByTopic);
    }

    private static Map<String, Object> withoutReset(Map<String, Object> config) {
        Map<String, Object> changed = new HashMap<>(config);
        changed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return changed;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return super.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            Map<TopicPartition, Long> others = new HashMap<>(e.offsetOutOfRangePartitions());
            others.keySet().removeAll(beginAnew(e, e.offsetOutOfRangePartitions()));
            if (!others.isEmpty()) {
                throw new OffsetOutOfRangeException(others);
            }
        } catch (NoOffsetForPartitionException e) {
            Set<TopicPartition> others = new HashSet<>(e.partitions());
            others.removeAll(beginAnew(e, Map.of()));
            if (!others.isEmpty()) {
                throw new NoOffsetForPartitionException(others);
            }
        }
        return ConsumerRecords.empty();
    }

    /** Goes on at the start of the log, and returns the partitions for which it did, or will at the next poll. */
    private Collection<TopicPartition> beginAnew(InvalidOffsetException refused, Map<TopicPartition, Long> positions) {
        Set<TopicPartition> places = new HashSet<>(refused.partitions());
        places.removeIf(place -> !lostByTopic.containsKey(place.topic()));
        if (places.isEmpty()) {
            return places;
        }
        try {
            beginningOffsets(places, PATIENCE).forEach((place, logStart) -> {
                long from = positions.getOrDefault(place, UNKNOWN);
                // At the very first start nothing is known to have been passed over.
                LOG.atLevel(positions.containsKey(place) ? Level.WARN : Level.DEBUG)
                        .log("reads on where the log begins: partition={} from={} to={}", place, from, logStart);
                LostOffsets lost = lostByTopic.get(place.topic());
                if (lost != null) {
                    lost.skipped(place.partition(), from, logStart);
                }
                seek(place, logStart);
            });
        } catch (TimeoutException e) {
            // The position stands, so the next poll is refused again.
            LOG.warn("the start of the log is not known: {}", e.toString());
        }
        return places;
    }
}
