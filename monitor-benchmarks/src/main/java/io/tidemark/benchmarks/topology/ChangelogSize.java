package io.tidemark.benchmarks.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What one store wrote to its changelog.
 *
 * @param store its name
 * @param writes rows written, deletions apart
 * @param deletions rows deleted
 * @param valueBytes of all rows written, as the store coded them
 * @param logBytes of the topic on disk: keys, framing and transaction marks included, compressed as configured
 */
record ChangelogSize(String store, long writes, long deletions, long valueBytes, long logBytes) {
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Reads the changelog of an application's store from its beginning; what compaction took away is not counted. */
    static ChangelogSize read(Cluster cluster, String applicationId, String store) {
        String topic = applicationId + "-" + store + "-changelog";
        long writes = 0;
        long deletions = 0;
        long valueBytes = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.committedReader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(QUIET)) {
                    if (row.value() == null) {
                        deletions++;
                    } else {
                        writes++;
                        valueBytes += row.value().length;
                    }
                }
            }
        }
        return new ChangelogSize(store, writes, deletions, valueBytes, logBytes(cluster, topic));
    }

    private static long logBytes(Cluster cluster, String topic) {
        Collection<Integer> brokers = Cluster.await(
                        cluster.admin().describeCluster().nodes())
                .stream()
                .map(node -> node.id())
                .toList();
        return Cluster.await(cluster.admin().describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** A row of the table: bytes per write of one block and feature, or a dash where nothing was written. */
    String toMarkdown(int features) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %s |%n",
                store,
                writes,
                deletions,
                perWrite(valueBytes, features),
                perWrite(logBytes, features));
    }

    private String perWrite(long bytes, int features) {
        return writes == 0 ? "-" : String.format(Locale.ROOT, "%,.0f", (double) bytes / writes / features);
    }
}
