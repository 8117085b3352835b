package io.tidemark.app.live;

import io.tidemark.app.broker.BrokerAccess;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ReportCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of one test on the shared broker: made, filled with a baseline, and read back as domain objects. */
final class LiveTopics {
    private final String prefix = SharedBroker.uniqueName("live") + ".";
    private final BrokerAccess broker;
    private final Topics topics;
    private final int partitions;

    LiveTopics(int partitions) {
        this(SharedBroker.access(), partitions);
    }

    LiveTopics(BrokerAccess broker, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
        this.topics = new Topics(prefix);
        broker.createTopic(
                topics.captures().name(), partitions, topics.captures().config());
        new TopicCreator(broker.admin()).ensure(topics, 1);
    }

    BrokerAccess broker() {
        return broker;
    }

    Topics names() {
        return topics;
    }

    String prefix() {
        return prefix;
    }

    int partitions() {
        return partitions;
    }

    /** Publishes a baseline and makes it current for the endpoints from the beginning of time. */
    void activate(Baseline baseline, String... endpoints) {
        activateFrom(Activations.FROM_THE_BEGINNING, baseline, endpoints);
    }

    /** Publishes a baseline and makes it current for the endpoints from an event time on. */
    void activateFrom(long effectiveFromMs, Baseline baseline, String... endpoints) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        BaselineChunks.split(baseline)
                .forEach(chunk -> records.add(record(topics.baselines(), RecordKeys.of(chunk), chunk)));
        broker.produceBytes(records);
        records.clear();
        for (String endpoint : endpoints) {
            Activation activation = Activation.newBuilder()
                    .setEndpoint(endpoint)
                    .setEffectiveFrom(effectiveFromMs)
                    .setKind(ActivationKind.BASELINE)
                    .setHash(baseline.hash().hex())
                    .build();
            records.add(record(topics.activations(), RecordKeys.of(activation), activation));
        }
        broker.produceBytes(records);
    }

    /** Returns the newest report of every window. */
    Map<WindowKey, WindowReport> reports() {
        Map<String, List<Report>> parts =
                values(topics.reports()).stream().collect(Collectors.groupingBy(RecordKeys::of));
        Map<WindowKey, WindowReport> reports = new TreeMap<>();
        for (List<Report> window : parts.values()) {
            if (window.size() == window.get(0).getParts() + 1
                    || window.size() == window.get(0).getParts()) {
                WindowReport report = ReportCodec.toDomain(window);
                reports.put(report.window(), report);
            }
        }
        return reports;
    }

    List<Report> reportRecords() {
        return values(topics.reports());
    }

    List<Violation> violations() {
        return values(topics.violations());
    }

    List<DeadLetter> deadLetters() {
        return values(topics.deadLetters());
    }

    /** Returns the newest ledger row of every key of one kind. */
    List<LedgerRow> ledger(LedgerScope scope) {
        Map<String, LedgerRow> newest = new TreeMap<>();
        values(topics.ledger()).stream()
                .filter(row -> row.getScope() == scope)
                .forEach(row -> newest.put(RecordKeys.of(row), row));
        return List.copyOf(newest.values());
    }

    /** Returns how many captures are written and not yet committed by the drift application. */
    long lag() {
        return lag(LiveApp.applicationId(topics), topics.captures());
    }

    /** Returns how many records of an input topic are written and not yet committed by an application. */
    long lag(String applicationId, Topic<?, ?> topic) {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int i = 0; i < partitions; i++) {
                latest.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(applicationId)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (var end : admin.listOffsets(latest).all().get().entrySet()) {
                OffsetAndMetadata offset = committed.get(end.getKey());
                lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
            }
            return lag;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("no offsets", e);
        }
    }

    private <T> List<T> values(Topic<?, T> topic) {
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.readCommitted(topic.name())) {
            values.add(topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
        }
        return values;
    }

    private static <T> ProducerRecord<byte[], byte[]> record(Topic<String, T> topic, String key, T value) {
        return new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }
}
