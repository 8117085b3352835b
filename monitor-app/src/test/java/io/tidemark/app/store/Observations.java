package io.tidemark.app.store;

import io.tidemark.app.broker.SharedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** One test's input topic and application id, what was put in, and what was committed of it. */
final class Observations {
    private final String topic;
    private final String applicationId;
    private final int partitions;
    private final Random random;
    private final Map<String, Tally> expected = new TreeMap<>();

    Observations(String name, int partitions, long seed) {
        this.topic = SharedBroker.createTopic(SharedBroker.uniqueName(name), partitions);
        this.applicationId = topic + "-app";
        this.partitions = partitions;
        this.random = new Random(seed);
    }

    String topic() {
        return topic;
    }

    String applicationId() {
        return applicationId;
    }

    /** Writes random observations of random keys and remembers their totals. */
    void produce(int count, int keys) {
        var records = new ArrayList<ProducerRecord<String, String>>(count);
        for (int i = 0; i < count; i++) {
            String key = "key-" + random.nextInt(keys);
            long observation = random.nextInt(1_000_000);
            expected.computeIfAbsent(key, k -> new Tally()).add(observation);
            records.add(new ProducerRecord<>(topic, key, Long.toString(observation)));
        }
        SharedBroker.produce(records);
    }

    Map<String, Tally> expected() {
        return expected;
    }

    /** The last committed row of each key in the changelog. */
    Map<String, Tally> committed() {
        var rows = new TreeMap<String, Tally>();
        var codec = new TallyCodec();
        for (ConsumerRecord<byte[], byte[]> row : changelog()) {
            String key = new String(row.key(), StandardCharsets.UTF_8);
            if (row.value() == null) {
                rows.remove(key);
            } else {
                rows.put(key, codec.decode(row.value()));
            }
        }
        return rows;
    }

    List<ConsumerRecord<byte[], byte[]>> changelog() {
        return SharedBroker.readCommitted(changelogTopic());
    }

    String changelogTopic() {
        return applicationId + "-" + CountingApp.STORE + "-changelog";
    }

    /** Waits until every observation written so far is committed; a failed application fails the wait. */
    void awaitCommitted(CountingApp... apps) {
        awaitLag(0, apps);
    }

    /** Waits until at most so many observations are not yet committed. */
    void awaitLag(long atMost, CountingApp... apps) {
        Awaitility.await(topic + " to be committed but for " + atMost)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    for (CountingApp app : apps) {
                        app.state();
                    }
                    return lag() <= atMost;
                });
    }

    /** How many observations are written and not yet committed. */
    long lag() throws ExecutionException, InterruptedException {
        try (var admin = SharedBroker.admin()) {
            var ends = new HashMap<TopicPartition, OffsetSpec>();
            for (int i = 0; i < partitions; i++) {
                ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
            var committed = admin.listConsumerGroupOffsets(applicationId)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (var end : admin.listOffsets(ends).all().get().entrySet()) {
                var offset = committed.get(end.getKey());
                lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
            }
            return lag;
        }
    }
}
