package io.tidemark.alerts.health;

import io.tidemark.core.health.HealthBook;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands what the topics hold on to the book of health. */
final class HealthFeed {
    private static final String FINAL = "FINAL";

    private final Topics topics;
    private final HealthBook book;

    HealthFeed(Topics topics, HealthBook book) {
        this.topics = topics;
        this.book = book;
    }

    /** Returns the names of the topics that it reads. */
    List<String> names() {
        return List.of(
                topics.reports().name(),
                topics.modelReports().name(),
                topics.ledger().name());
    }

    /** Takes a record of one of them; deletions say nothing. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (record.topic().equals(topics.reports().name())) {
            take(topics.reports().valueSerde().deserializer().deserialize(record.topic(), record.value()), record);
        } else if (record.topic().equals(topics.modelReports().name())) {
            take(topics.modelReports().valueSerde().deserializer().deserialize(record.topic(), record.value()));
        } else {
            take(topics.ledger().valueSerde().deserializer().deserialize(record.topic(), record.value()), record);
        }
    }

    private void take(Report report, ConsumerRecord<byte[], byte[]> record) {
        if (report.getPart() == 0 && report.getSegment().isEmpty()) {
            book.window(
                    report.getEndpoint(),
                    report.getWindowStart(),
                    report.getRecords(),
                    report.getState() == WindowVerdict.INSUFFICIENT_DATA,
                    record.timestamp());
        }
    }

    private void take(ModelReport report) {
        if (report.getPart() == 0
                && report.getSegment().isEmpty()
                && report.getStatus().equals(FINAL)) {
            book.labels(report.getEndpoint(), report.getWindowStart(), report.getEligible(), report.getLabelled());
        }
    }

    private void take(LedgerRow row, ConsumerRecord<byte[], byte[]> record) {
        if (row.getScope() == LedgerScope.PARTITION) {
            book.account(
                    row.getPartition(),
                    row.getRead() - row.getControl(),
                    row.getDeadLettered(),
                    row.getLost(),
                    record.timestamp());
        }
    }
}
