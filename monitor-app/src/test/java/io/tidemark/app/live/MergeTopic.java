package io.tidemark.app.live;

import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.BrokerAccess;
import io.tidemark.core.profile.Delta;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the tasks that count say to the tasks that merge: the way to see in a test how far they are. */
final class MergeTopic {
    private static final byte DELTA = 1;

    private final BrokerAccess broker;
    private final String name;
    private final int partitions;

    MergeTopic(LiveTopics topics) {
        this.broker = topics.broker();
        this.name = LiveApp.applicationId(topics.names()) + "-merge-repartition";
        this.partitions = topics.partitions();
    }

    List<Delta> deltas() {
        List<Delta> deltas = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.readCommitted(name)) {
            if (record.value()[0] == DELTA) {
                deltas.add(Delta.decode(body(record)));
            }
        }
        return deltas;
    }

    /** Returns the merge partition of every delta. */
    List<Integer> deltaPartitions() {
        return broker.readCommitted(name).stream()
                .filter(record -> record.value()[0] == DELTA)
                .map(ConsumerRecord::partition)
                .toList();
    }

    /** Returns the newest heartbeat of every input partition, as the last merge partition has it. */
    Map<Integer, Heartbeat> heartbeats() {
        Map<Integer, Heartbeat> newest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.readCommitted(name)) {
            if (record.value()[0] != DELTA && record.partition() == partitions - 1) {
                Heartbeat heartbeat = Heartbeat.decode(body(record));
                newest.put(heartbeat.inputPartition(), heartbeat);
            }
        }
        return newest;
    }

    /** Waits until every input partition has been read to these offsets. */
    void awaitPositions(long... nextOffsets) {
        awaitAll(beat -> beat.position() >= nextOffsets[beat.inputPartition()], "positions");
    }

    /** Waits until every input partition says that an endpoint is idle on it. */
    void awaitIdle(String endpoint) {
        awaitAll(beat -> isIdle(beat, endpoint), "idle " + endpoint);
    }

    private void awaitAll(Predicate<Heartbeat> condition, String what) {
        await(what)
                .atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(UnknownTopicOrPartitionException.class)
                .until(() -> {
                    Map<Integer, Heartbeat> newest = heartbeats();
                    return newest.size() == partitions
                            && newest.values().stream().allMatch(condition);
                });
    }

    private static boolean isIdle(Heartbeat heartbeat, String endpoint) {
        return heartbeat.marks().stream()
                .filter(mark -> mark.endpoint().equals(endpoint))
                .map(EndpointMark::idle)
                .findFirst()
                .orElse(heartbeat.othersIdle());
    }

    private static byte[] body(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.copyOfRange(record.value(), 1, record.value().length);
    }
}
