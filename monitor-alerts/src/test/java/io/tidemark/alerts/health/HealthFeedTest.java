package io.tidemark.alerts.health;

import static io.tidemark.alerts.duty.WrittenRecords.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alerts.duty.WrittenRecords;
import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.health.HealthBook;
import io.tidemark.core.health.HealthPolicy;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.WindowVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class HealthFeedTest {
    private static final HealthPolicy POLICY =
            new HealthPolicy(Duration.ofHours(3), Duration.ofHours(3), 0.01, 20, 0.5, 3);

    private final Topics topics = new Topics("t.");
    private final WrittenRecords written = new WrittenRecords(topics);
    private final HealthBook book = new HealthBook(POLICY);
    private final HealthFeed feed = new HealthFeed(topics, book);

    @Test
    void itReadsReportsModelReportsAndTheLedger() {
        assertThat(feed.names()).containsExactly("t.reports", "t.model-reports", "t.ledger");
    }

    @Test
    void deadLettersOfTheLedgerAreAFinding() {
        feed.take(written.ledger(WrittenRecords.account(0, 1_000, 0, 0).build(), 0));
        feed.take(written.ledger(WrittenRecords.account(1, 1_000, 0, 0).build(), 0));
        assertThat(codes(1)).isEmpty();
        feed.take(written.ledger(WrittenRecords.account(1, 1_100, 30, 0).build(), 2));
        assertThat(findings(3)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP006");
            assertThat(finding.value()).isEqualTo(0.3);
        });
        assertThat(codes(4)).as("no more came").isEmpty();
    }

    @Test
    void lostInputIsAFinding() {
        feed.take(written.ledger(WrittenRecords.account(0, 10, 0, 0).build(), 0));
        assertThat(codes(1)).isEmpty();
        feed.take(written.ledger(WrittenRecords.account(0, 10, 0, 7).build(), 2));
        assertThat(codes(3)).containsExactly("OP007");
    }

    @Test
    void controlRecordsAreNoTraffic() {
        feed.take(
                written.ledger(WrittenRecords.account(0, 5, 0, 0).setControl(5).build(), 0));
        assertThat(codes(10 * HOUR)).isEmpty();
        feed.take(
                written.ledger(WrittenRecords.account(0, 6, 0, 0).setControl(5).build(), 10 * HOUR));
        assertThat(codes(14 * HOUR)).containsExactly("OP005");
    }

    @Test
    void rowsOfOtherScopesSayNothing() {
        feed.take(written.ledger(WrittenRecords.account(0, 1_000, 0, 0).build(), 0));
        assertThat(codes(1)).isEmpty();
        for (LedgerScope scope : LedgerScope.values()) {
            if (scope != LedgerScope.PARTITION) {
                feed.take(written.ledger(
                        WrittenRecords.account(0, 9_000, 900, 90)
                                .setScope(scope)
                                .build(),
                        2));
            }
        }
        assertThat(codes(3)).isEmpty();
    }

    @Test
    void silenceCountsFromWhenTheReportWasAppended() {
        feed.take(written.report(WrittenRecords.drift("churn", 0, Double.NaN).build(), 100 * HOUR));
        assertThat(codes(103 * HOUR)).isEmpty();
        assertThat(codes(103 * HOUR + 1)).containsExactly("OP001");
        feed.take(written.report(WrittenRecords.drift("churn", 1, Double.NaN).build(), 104 * HOUR));
        assertThat(codes(105 * HOUR)).isEmpty();
    }

    @Test
    void windowWithTooLittleDataIsAFinding() {
        feed.take(written.report(
                WrittenRecords.drift("churn", 0, Double.NaN)
                        .setState(WindowVerdict.INSUFFICIENT_DATA)
                        .setRecords(3)
                        .build(),
                0));
        assertThat(codes(1)).containsExactly("OP002");
    }

    @Test
    void segmentsAndFurtherPartsAreNotCountedAgain() {
        feed.take(written.report(WrittenRecords.drift("churn", 0, Double.NaN).build(), 0));
        feed.take(written.report(
                WrittenRecords.drift("churn", 1, Double.NaN).setSegment("de").build(), 5 * HOUR));
        feed.take(written.report(
                WrittenRecords.drift("churn", 1, Double.NaN)
                        .setPart(1)
                        .setParts(2)
                        .build(),
                5 * HOUR));
        assertThat(codes(5 * HOUR)).containsExactly("OP001");
    }

    @Test
    void coverageThatFallsIsAFindingAndOnlyFinalWindowsCount() {
        for (int window = 0; window < 3; window++) {
            feed.take(written.model(
                    WrittenRecords.quality("churn", window, 80, Map.of()).build(), 0));
        }
        feed.take(written.model(
                WrittenRecords.quality("churn", 3, 10, Map.of())
                        .setStatus("PROVISIONAL")
                        .build(),
                0));
        assertThat(codes(1)).isEmpty();
        feed.take(written.model(WrittenRecords.quality("churn", 3, 10, Map.of()).build(), 0));
        assertThat(findings(2)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP003");
            assertThat(finding.value()).isEqualTo(0.1);
            assertThat(finding.threshold()).isEqualTo(0.4);
        });
    }

    @Test
    void deletedRecordsSayNothing() {
        feed.take(new ConsumerRecord<>(topics.ledger().name(), 0, 0, new byte[0], null));
        assertThat(codes(1)).isEmpty();
    }

    /** An instance that takes over reads everything at once, in whatever order the partitions give it. */
    @Test
    void orderOfThePartitionsDoesNotMatter() {
        long seed = 45;
        Random random = new Random(seed);
        HealthBook other = new HealthBook(POLICY);
        HealthFeed turned = new HealthFeed(topics, other);
        for (int window = 0; window < 30; window++) {
            var report = written.report(
                    WrittenRecords.drift("churn", window, Double.NaN).build(), window * HOUR);
            var labels = written.model(
                    WrittenRecords.quality("churn", window, 10 + random.nextInt(90), Map.of())
                            .build(),
                    window * HOUR);
            List.of(report, labels).forEach(feed::take);
            List.of(labels, report).forEach(turned::take);
        }
        long now = 40 * HOUR;
        assertThat(book.check(now)).as("seed %d", seed).isEqualTo(other.check(now));
    }

    private List<String> codes(long nowMs) {
        return findings(nowMs).stream().map(Finding::code).toList();
    }

    private List<Finding> findings(long nowMs) {
        return book.check(nowMs).stream()
                .flatMap(report -> report.findings().stream())
                .toList();
    }
}
