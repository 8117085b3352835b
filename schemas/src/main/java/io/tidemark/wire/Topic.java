package io.tidemark.wire;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic with everything that is fixed about it.
 *
 * @param name the full name, prefix included
 * @param keySerde how keys are written
 * @param valueSerde how values are written
 * @param partitions how many partitions it is made with, or {@link #AS_CAPTURES}
 * @param config the topic settings it is made with and checked against, by Kafka's names
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public record Topic<K, V>(
        String name, Serde<K> keySerde, Serde<V> valueSerde, int partitions, Map<String, String> config) {
    /** As many partitions as the topic of captures has. */
    public static final int AS_CAPTURES = -1;

    public Topic {
        if (partitions < 1 && partitions != AS_CAPTURES) {
            throw new IllegalArgumentException(
                    "partitions of " + name + " = " + partitions + " is neither positive nor " + AS_CAPTURES);
        }
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }
}
