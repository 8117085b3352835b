package io.tidemark.streams.topology;

import io.tidemark.streams.processor.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends the deltas of an endpoint to one merge partition, so that variants, segments and blocks of a window meet, and
 * heartbeats to all of them.
 */
final class ByEndpoint implements StreamPartitioner<String, Message.ForMerge> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, Message.ForMerge message, int numPartitions) {
        Optional<String> endpoint = message.endpoint();
        if (endpoint.isPresent()) {
            byte[] bytes = endpoint.get().getBytes(StandardCharsets.UTF_8);
            return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(bytes)) % numPartitions));
        }
        return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
}
