package io.tidemark.app.demo;

import io.tidemark.core.evaluation.Violation;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.ViolationCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed reports on drift and their violations from the beginning as they come. */
final class ResultTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Consumer<Violation> onViolation;
    private final TreeMap<Long, List<Violation>> held = new TreeMap<>();
    private long newestStartMs = Long.MIN_VALUE;
    private final Set<String> reported = new HashSet<>();
    private final Set<String> expected = new HashSet<>();

    ResultTail(Map<String, Object> client, Topics topics, Consumer<Violation> onViolation) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topics = topics;
        this.onViolation = onViolation;
        List<TopicPartition> places = new ArrayList<>();
        for (String topic : List.of(topics.reports().name(), topics.violations().name())) {
            consumer.partitionsFor(topic).forEach(info -> places.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(places);
        consumer.seekToBeginning(places);
    }

    /** Waits for a report of this window before {@link #isComplete} holds. */
    void expect(String endpoint, long windowStartMs) {
        expected.add(endpoint + "@" + windowStartMs);
    }

    boolean isComplete() {
        return !expected.isEmpty() && reported.containsAll(expected);
    }

    void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(topics.reports().name())) {
                Report report =
                        topics.reports().valueSerde().deserializer().deserialize(record.topic(), record.value());
                newestStartMs = Math.max(newestStartMs, report.getWindowStart());
                reported.add(report.getEndpoint() + "@" + report.getWindowStart());
            } else {
                Violation violation = ViolationCodec.toDomain(
                        topics.violations().valueSerde().deserializer().deserialize(record.topic(), record.value()));
                if (!ModelVerdicts.isOfModel(violation)) {
                    held.computeIfAbsent(violation.window().startMs(), start -> new ArrayList<>())
                            .add(violation);
                }
            }
        }
        release();
    }

    /** Reads on to what is the end now: a last report is committed together with its violations. */
    void finish() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        do {
            poll();
        } while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
        newestStartMs = Long.MAX_VALUE;
        release();
    }

    /** A window's violations lie in several partitions: they are handed on together, once a later window is known. */
    private void release() {
        while (!held.isEmpty() && held.firstKey() < newestStartMs) {
            List<Violation> window = held.pollFirstEntry().getValue();
            window.sort(Comparator.comparing(Violation::severity)
                    .reversed()
                    .thenComparing(violation -> violation.outcome().code())
                    .thenComparing(violation -> violation.outcome().feature()));
            window.forEach(onViolation);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
