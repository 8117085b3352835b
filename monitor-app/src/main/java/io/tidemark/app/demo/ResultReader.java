package io.tidemark.app.demo;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a live run left on its topics: verdict hashes and the accounting. */
final class ResultReader {
    private final Map<String, Object> client;
    private final Topics topics;

    ResultReader(Map<String, Object> client, Topics topics) {
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.topics = topics;
    }

    LiveDemo.Proof read() {
        Map<String, ContentHash> verdicts = new TreeMap<>();
        for (Report report : values(topics.reports())) {
            if (report.getPart() == 0) {
                verdicts.put(RecordKeys.of(report), new ContentHash(report.getVerdictHash()));
            }
        }
        Map<String, LedgerRow> ledger = new TreeMap<>();
        values(topics.ledger()).forEach(row -> ledger.put(RecordKeys.of(row), row));
        long read = 0;
        long deadLettered = 0;
        long counted = 0;
        long late = 0;
        for (LedgerRow row : ledger.values()) {
            if (row.getScope() == LedgerScope.PARTITION) {
                read += row.getRead() - row.getControl();
                deadLettered += row.getDeadLettered();
            }
            if (row.getScope() != LedgerScope.LABELS && row.getScope() != LedgerScope.LABEL_WINDOW) {
                counted += row.getCounted();
                late += row.getLate();
            }
        }
        ContentHash runHash = VerdictHash.ofRun(verdicts.values());
        return new LiveDemo.Proof(runHash, verdicts.size(), read, counted, deadLettered, late);
    }

    private <T> List<T> values(Topic<?, T> topic) {
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            new TopicReader(consumer)
                    .read(
                            topic.name(),
                            record -> values.add(
                                    topic.valueSerde().deserializer().deserialize(topic.name(), record.value())));
        }
        return values;
    }
}
