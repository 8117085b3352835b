package io.tidemark.replay;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
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
import io.tidemark.wire.codec.LedgerCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;

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
