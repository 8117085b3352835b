package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.LedgerTopics;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.util.List;
import java.util.Properties;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What must hold of the output topics of any run: verdicts of the audit, nothing twice, every record accounted for. */
final class Books {
    private final LiveTopics topics;

    Books(LiveTopics topics) {
        this.topics = topics;
    }

    void assertVerdictsOf(AuditResult audit) {
        assertThat(topics.reports().values()).containsExactlyElementsOf(audit.reports());
        assertThat(runHash()).isEqualTo(audit.runHash());
        assertThat(topics.violations()).hasSize((int) audit.violations()).isNotEmpty();
    }

    ContentHash runHash() {
        return VerdictHash.ofRun(topics.reports().values().stream()
                .map(WindowReport::verdictHash)
                .toList());
    }

    void assertNothingTwice() {
        assertThat(topics.violations())
                .extracting(violation -> violation.getId() + " revision " + violation.getRevision())
                .doesNotHaveDuplicates();
        assertThat(topics.reportRecords())
                .extracting(report -> RecordKeys.of(report) + " part " + report.getPart())
                .doesNotHaveDuplicates();
    }

    /** Checks the accounting identity where no window is open any more. */
    void assertEveryRecordAccounted(long sent, long control) {
        assertThat(topics.ledger(LedgerScope.PARTITION))
                .hasSize(topics.partitions())
                .allSatisfy(row -> {
                    assertThat(row.getRead())
                            .isEqualTo(row.getParsed() + row.getDuplicate() + row.getDeadLettered() + row.getControl());
                    assertThat(row.getRead()).isEqualTo(row.getNextOffset() - row.getFirstOffset());
                });
        assertThat(sum(LedgerScope.PARTITION, LedgerRow::getRead)).isEqualTo(sent + control);
        assertThat(sum(LedgerScope.PARTITION, LedgerRow::getControl)).isEqualTo(control);
        assertThat(sum(LedgerScope.WINDOW, LedgerRow::getCounted) + sum(LedgerScope.LATE, LedgerRow::getLate))
                .isEqualTo(sum(LedgerScope.PARTITION, LedgerRow::getParsed));
    }

    /**
     * Recomputes the ledger from the topics: no difference, nothing lost, and every record of a closed window checked.
     */
    void assertLedgerChecks(MonitorConfig config) {
        Properties client = new Properties();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.broker().bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                TopicReader.settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            LedgerFindings findings = new LedgerTopics(consumer, topics.names(), "").check(config);
            assertThat(findings.differences()).isEmpty();
            assertThat(findings.lost()).isZero();
            assertThat(findings.records()).isPositive();
        }
    }

    long duplicates() {
        return sum(LedgerScope.PARTITION, LedgerRow::getDuplicate);
    }

    void assertNothingLate() {
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
    }

    long read() {
        return sum(LedgerScope.PARTITION, LedgerRow::getRead);
    }

    private long sum(LedgerScope scope, ToLongFunction<LedgerRow> figure) {
        List<LedgerRow> rows = topics.ledger(scope);
        return rows.stream().mapToLong(figure).sum();
    }
}
