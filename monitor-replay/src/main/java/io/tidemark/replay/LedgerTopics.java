package io.tidemark.replay;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.LabelFacts;
import io.tidemark.core.ledger.LabelLedgerCheck;
import io.tidemark.core.ledger.LedgerCheck;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.LabelLedgerCodec;
import io.tidemark.wire.codec.LedgerCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks the ledger of a live application against its topics. The application may be running: the ledger is read
 * first, so whatever a row accounts for is in the topics that are read after it.
 */
public final class LedgerTopics {
    private final TopicReader reader;
    private final Topics topics;
    private final String defaultEndpoint;

    /**
     * @param consumer made with {@link TopicReader#settings}; stays open
     * @param topics the topics of the application
     * @param defaultEndpoint the endpoint that the application gives to records that name none, or an empty text
     */
    public LedgerTopics(Consumer<byte[], byte[]> consumer, Topics topics, String defaultEndpoint) {
        this.reader = new TopicReader(consumer);
        this.topics = topics;
        this.defaultEndpoint = defaultEndpoint;
    }

    /** Reads every topic to its present end and compares, for an application that monitors all endpoints alike. */
    public LedgerFindings check(MonitorConfig config) {
        return check(Monitors.same(config));
    }

    /** Reads every topic to its present end and compares. */
    public LedgerFindings check(Monitors monitors) {
        LedgerCheck check = new LedgerCheck(monitors);
        newestRows().values().forEach(row -> LedgerCodec.addTo(check, row));
        String captures = topics.captures().name();
        read(topics.deadLetters(), (key, letter) -> {
            if (letter.getTopic().equals(captures)) {
                check.letter(new LedgerFacts.Letter(letter.getPartition(), letter.getOffset(), letter.getReason()));
            }
        });
        reports().forEach(check::reported);
        reader.beginnings(captures).forEach(check::beginsAt);
        reader.read(captures, record -> check.capture(LedgerCodec.capture(record, defaultEndpoint)));
        // What Kafka deleted while captures were read may or may not have been among them.
        reader.beginnings(captures).forEach(check::beginsAt);
        return check.finish();
    }

    /**
     * The same of labels: reads captures and ground truth partition by partition, and holds what a partition's ids have,
     * about 400 bytes each, until it is compared.
     *
     * @param monitors windows, timing, the form of captures and which label belongs to which prediction
     * @param silence how long an input must be silent before the clock stands in for it
     * @return what was found; empty if no labels application wrote to the ledger
     */
    public LedgerFindings checkLabels(Monitors monitors, Duration silence) {
        PublishedModels models = new PublishedModels();
        LabelLedgerCheck check = new LabelLedgerCheck(new LabelLedgerCheck.Settings(monitors, silence, models));
        newestRows().values().forEach(row -> LabelLedgerCodec.addTo(check, row));
        if (check.isEmpty()) {
            return check.finish();
        }
        readModels(models);
        String captures = topics.captures().name();
        String truth = topics.groundTruth().name();
        read(topics.deadLetters(), (key, letter) -> {
            var fact = new LedgerFacts.Letter(letter.getPartition(), letter.getOffset(), letter.getReason());
            if (letter.getTopic().equals(truth)) {
                check.letterOfTruth(fact);
            } else if (letter.getTopic().equals(captures)) {
                check.letterOfCapture(fact);
            }
        });
        modelReports().forEach(check::reported);
        for (int partition : new TreeSet<>(reader.beginnings(captures).keySet())) {
            noteBeginnings(check, partition);
            readAll(captures, partition, record -> check.capture(LedgerCodec.capture(record, defaultEndpoint)));
            readAll(truth, partition, record -> check.truth(LabelLedgerCodec.truth(record)));
            // What Kafka deleted while they were read may or may not have been among them.
            noteBeginnings(check, partition);
            check.finish(partition);
        }
        return check.finish();
    }

    private void noteBeginnings(LabelLedgerCheck check, int partition) {
        check.beginsAt(
                partition,
                reader.beginnings(topics.captures().name()).getOrDefault(partition, 0L),
                reader.beginnings(topics.groundTruth().name()).getOrDefault(partition, 0L));
    }

    private void readAll(String topic, int partition, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> to) {
        reader.readRange(new TopicPartition(topic, partition), 0, Long.MAX_VALUE - 1, to);
    }

    private void readModels(PublishedModels models) {
        read(topics.baselines(), (key, chunk) -> models.take(chunk));
        var activations = topics.activations().valueSerde().deserializer();
        reader.read(topics.activations().name(), record -> {
            if (record.value() != null) {
                models.take(activations.deserialize(record.topic(), record.value()), record.timestamp());
            }
        });
    }

    private Collection<LabelFacts.Reported> modelReports() {
        Map<WindowKey, LabelFacts.Reported> newest = new HashMap<>();
        read(topics.modelReports(), (key, part) -> {
            if (part.getSegment().isEmpty() && part.getPart() == 0) {
                LabelFacts.Reported fact = LabelLedgerCodec.reported(part);
                newest.put(fact.window(), fact);
            }
        });
        return newest.values();
    }

    /** Returns the newest row of every key. */
    Map<String, LedgerRow> newestRows() {
        Map<String, LedgerRow> rows = new HashMap<>();
        read(topics.ledger(), (key, row) -> rows.put(RecordKeys.of(row), row));
        return rows;
    }

    private List<LedgerFacts.Reported> reports() {
        Map<String, Sums> byKey = new HashMap<>();
        read(topics.reports(), (key, part) -> {
            if (part.getSegment().isEmpty()) {
                byKey.computeIfAbsent(RecordKeys.of(part), k -> new Sums()).add(part);
            }
        });
        return byKey.values().stream().map(Sums::toFact).toList();
    }

    private <T> void read(Topic<?, T> topic, BiConsumer<byte[], T> taker) {
        var values = topic.valueSerde().deserializer();
        reader.read(topic.name(), record -> {
            if (record.value() != null) {
                taker.accept(record.key(), values.deserialize(record.topic(), record.value()));
            }
        });
    }

    /** What a report says of records and rows; a part 0 begins a newer report of the same window. */
    private static final class Sums {
        private WindowKey window = new WindowKey("", "", 0);
        private long records;
        private long rows;
        private final List<Long> features = new ArrayList<>();

        void add(Report part) {
            if (part.getPart() == 0) {
                features.clear();
                window = new WindowKey(part.getEndpoint(), part.getVariant(), part.getWindowStart());
                records = part.getRecords();
                rows = part.getRows();
            }
            features.addAll(LedgerCodec.featureRows(part));
        }

        LedgerFacts.Reported toFact() {
            return new LedgerFacts.Reported(new LedgerFacts.WindowCount(window, records, rows), features);
        }
    }
}
