package io.tidemark.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.processor.Message;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.SeverityLevel;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.avro.WindowVerdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MetersTest {
    private static final long NOW = 1_800_000_000_000L;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final Meters meters = new Meters(clock::get);
    private final ApplicationMeters drift = meters.of("drift");

    /** The serde is what tells Avro to trust our classes. */
    @BeforeAll
    static void trustRecords() {
        AvroSerde.of(Report.class).close();
    }

    @AfterEach
    void close() {
        meters.close();
    }

    /** The value of a series as it is scraped; the series as it stands in the text. */
    private String value(String series) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .findFirst()
                .orElse("absent");
    }

    private long seriesOf(String name) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .count();
    }

    private static LedgerRow.Builder partition(int partition) {
        return LedgerRow.newBuilder().setScope(LedgerScope.PARTITION).setPartition(partition);
    }

    private void accounted(LedgerRow.Builder row) {
        drift.sent(new Message.Accounted(row.build()));
    }

    private void beat(int partition, EndpointMark... marks) {
        drift.sent(new Message.Beat(new Heartbeat(partition, 100, 0, NOW, false, List.of(marks))));
    }

    private static Report report(String endpoint, long end, WindowVerdict state) {
        return Report.newBuilder()
                .setEndpoint(endpoint)
                .setVariant("AllTraffic")
                .setWindowStart(end - 1)
                .setWindowEnd(end)
                .setPart(0)
                .setParts(1)
                .setBaselineHash("")
                .setConfigHash("")
                .setVerdictHash("")
                .setState(state)
                .setRecords(1)
                .setRows(1)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(List.of())
                .setFeatures(List.of())
                .build();
    }

    private static Violation violation(String endpoint, String feature) {
        return Violation.newBuilder()
                .setId("i")
                .setRevision(1)
                .setEndpoint(endpoint)
                .setVariant("AllTraffic")
                .setWindowStart(0)
                .setWindowEnd(1)
                .setCode("DR003")
                .setCheckType("")
                .setSeverity(SeverityLevel.MAJOR)
                .setFeature(feature)
                .setMetric("ks")
                .setState(RuleAnswer.ALARM)
                .setValue(1)
                .setThreshold(0.1)
                .setDirection(BadSide.BAD_WHEN_HIGHER)
                .setEffect(1)
                .setDescription("")
                .setRows(1)
                .setBaselineHash("")
                .setConfigHash("")
                .setVerdictHash("")
                .setEvidence(ByteBuffer.allocate(0))
                .build();
    }

    @Test
    void recordsAreCountedByFateAndPartitionAsInTheLedger() {
        accounted(partition(3).setParsed(10).setDuplicate(2).setLost(1));
        accounted(partition(3).setParsed(15).setDuplicate(2).setLost(1));
        assertThat(value("tidemark_ledger_records_total{application=\"drift\",fate=\"parsed\",partition=\"3\"}"))
                .isEqualTo("15.0");
        assertThat(value("tidemark_ledger_records_total{application=\"drift\",fate=\"duplicate\",partition=\"3\"}"))
                .isEqualTo("2.0");
        assertThat(value("tidemark_ledger_records_total{application=\"drift\",fate=\"lost\",partition=\"3\"}"))
                .isEqualTo("1.0");
    }

    @Test
    void partitionsBeyondTheBoundAreAddedUp() {
        accounted(partition(64).setParsed(10));
        accounted(partition(999).setParsed(5));
        accounted(partition(999).setParsed(6));
        assertThat(value("tidemark_ledger_records_total{application=\"drift\",fate=\"parsed\",partition=\"other\"}"))
                .isEqualTo("16.0");
    }

    @Test
    void fatesOfLabelsAreCountedApart() {
        drift.sent(new Message.Accounted(LedgerRow.newBuilder()
                .setScope(LedgerScope.LABELS)
                .setPartition(0)
                .setLabelFates(Map.of("joined", 7L))
                .build()));
        assertThat(value("tidemark_ledger_labels_total{application=\"drift\",fate=\"joined\",partition=\"0\"}"))
                .isEqualTo("7.0");
    }

    @Test
    void lateRecordsAreCountedOnceThoughTheirRowsAreCumulative() {
        LedgerRow.Builder row = LedgerRow.newBuilder()
                .setScope(LedgerScope.LATE)
                .setEndpoint("fraud")
                .setVariant("AllTraffic")
                .setWindowStart(5);
        accounted(LedgerRow.newBuilder(row).setLate(3));
        accounted(LedgerRow.newBuilder(row).setLate(5));
        accounted(LedgerRow.newBuilder(row).setLate(4));
        assertThat(value("tidemark_window_records_total{application=\"drift\",fate=\"late\"}"))
                .isEqualTo("5.0");
    }

    @Test
    void lagIsThatOfTheSlowestPartitionWithTraffic() {
        beat(0, new EndpointMark("fraud", NOW - 5_000, false));
        beat(1, new EndpointMark("fraud", NOW - 9_000, false));
        beat(2, new EndpointMark("fraud", NOW - 99_000, true));
        beat(3, new EndpointMark("fraud", Watermark.NONE, false));
        String lag = "tidemark_watermark_lag_seconds{application=\"drift\",endpoint=\"fraud\"}";
        assertThat(value(lag)).isEqualTo("9.0");
        clock.addAndGet(1_000);
        assertThat(value(lag)).isEqualTo("10.0");
    }

    @Test
    void partitionThatWentToAnotherProcessIsLeftOut() {
        beat(0, new EndpointMark("fraud", NOW - 5_000, false));
        drift.holds(0, "fraud", 4);
        drift.holds(1, "fraud", 2);
        String open = "tidemark_windows_open{application=\"drift\",endpoint=\"fraud\"}";
        assertThat(value(open)).isEqualTo("6.0");
        clock.addAndGet(EndpointFigures.FRESH_MS + 1);
        drift.holds(1, "fraud", 3);
        assertThat(value(open)).isEqualTo("3.0");
        assertThat(value("tidemark_watermark_lag_seconds{application=\"drift\",endpoint=\"fraud\"}"))
                .isEqualTo("NaN");
    }

    @Test
    void labelTimeIsNoEndpoint() {
        beat(0, new EndpointMark("", NOW, false));
        assertThat(seriesOf("tidemark_watermark_lag_seconds")).isZero();
    }

    @Test
    void lastVerdictIsThatOfTheNewestWindow() {
        drift.sent(new Message.Reported(report("fraud", NOW, WindowVerdict.ALARM)));
        drift.sent(new Message.Reported(report("fraud", NOW - 10, WindowVerdict.OK)));
        assertThat(value("tidemark_last_verdict{application=\"drift\",endpoint=\"fraud\",state=\"ALARM\"}"))
                .isEqualTo("1.0");
        assertThat(value("tidemark_last_verdict{application=\"drift\",endpoint=\"fraud\",state=\"OK\"}"))
                .isEqualTo("0.0");
        assertThat(value("tidemark_windows_judged_total{application=\"drift\",endpoint=\"fraud\",state=\"OK\"}"))
                .isEqualTo("1.0");
        assertThat(value("tidemark_last_window_end_seconds{application=\"drift\",endpoint=\"fraud\"}"))
                .isEqualTo("1.8E9");
    }

    @Test
    void laterPartsOfAReportAreNoWindows() {
        drift.sent(new Message.Reported(Report.newBuilder(report("fraud", NOW, WindowVerdict.OK))
                .setPart(1)
                .setParts(2)
                .build()));
        assertThat(seriesOf("tidemark_windows_judged_total")).isZero();
    }

    @Test
    void violationsAreCountedByRuleSeverityAndFeature() {
        drift.sent(new Message.Violated(violation("fraud", "age")));
        drift.sent(new Message.Violated(violation("fraud", "age")));
        drift.sent(new Message.Violated(violation("fraud", "")));
        assertThat(value("tidemark_violations_total{application=\"drift\",endpoint=\"fraud\",rule=\"DR003\","
                        + "severity=\"major\"}"))
                .isEqualTo("3.0");
        assertThat(value("tidemark_feature_violations_total{application=\"drift\",feature=\"age\"}"))
                .isEqualTo("2.0");
    }

    @Test
    void deadLettersAreCountedByReason() {
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic("t")
                .setPartition(0)
                .setOffset(0)
                .setEndpoint("")
                .setVariant("")
                .setReason("malformed")
                .setDetail("")
                .setDigest("")
                .setExcerpt("")
                .build();
        drift.sent(new Message.Rejected(Bytes.wrap(new byte[0]), letter));
        assertThat(value("tidemark_dead_letters_total{application=\"drift\",reason=\"malformed\"}"))
                .isEqualTo("1.0");
    }

    @Test
    void baselineAgeIsThatOfTheNewestActivation() {
        drift.activated(Map.of("fraud", NOW - 60_000));
        assertThat(value("tidemark_baseline_age_seconds{application=\"drift\",endpoint=\"fraud\"}"))
                .isEqualTo("60.0");
        drift.activated(Map.of("fraud", NOW - 1_000));
        assertThat(value("tidemark_baseline_age_seconds{application=\"drift\",endpoint=\"fraud\"}"))
                .isEqualTo("1.0");
    }

    @Test
    void fault41EndpointsAndFeaturesBeyondTheirBoundsShareASeries() {
        for (int i = 0; i < 1_000; i++) {
            drift.sent(new Message.Violated(violation("e" + i, "f" + i)));
            drift.sent(new Message.Reported(report("e" + i, NOW, WindowVerdict.ALARM)));
        }
        assertThat(seriesOf("tidemark_violations_total")).isEqualTo(ApplicationMeters.MOST_ENDPOINTS + 1);
        assertThat(seriesOf("tidemark_feature_violations_total")).isEqualTo(ApplicationMeters.MOST_FEATURES + 1);
        assertThat(value("tidemark_feature_violations_total{application=\"drift\",feature=\"other\"}"))
                .isEqualTo("800.0");
        assertThat(value("tidemark_windows_judged_total{application=\"drift\",endpoint=\"other\",state=\"ALARM\"}"))
                .isEqualTo("950.0");
    }

    @Test
    void fault40HostileNamesCannotBreakOutOfTheirLine() {
        List<String> hostile = Arrays.asList(
                "<img onerror=alert(1)>",
                "=HYPERLINK(\"x\")",
                "${jndi:ldap://x}",
                "a\u0000b",
                "\u202egnp.exe",
                "a\"} 1\ntidemark_evil{x=\"",
                "back\\slash",
                "x".repeat(10_240));
        hostile.forEach(name -> drift.sent(new Message.Violated(violation(name, name))));
        assertThat(meters.scrape().lines())
                .allSatisfy(line -> assertThat(line)
                        .matches("#.*|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? \\S+")
                        .doesNotStartWith("tidemark_evil")
                        .hasSizeLessThan(1_000));
        assertThat(meters.scrape()).doesNotContain("\u0000", "\u202e");
        assertThat(seriesOf("tidemark_feature_violations_total")).isEqualTo(hostile.size());
    }

    @Test
    void everyMeterOfOursSaysWhatItIs() {
        recordsAreCountedByFateAndPartitionAsInTheLedger();
        violationsAreCountedByRuleSeverityAndFeature();
        String scrape = meters.scrape();
        List<String> helped = scrape.lines()
                .filter(line -> line.startsWith("# HELP tidemark_"))
                .map(line -> line.split(" ", 4)[2])
                .toList();
        List<String> typed = scrape.lines()
                .filter(line -> line.startsWith("# TYPE tidemark_"))
                .map(line -> line.split(" ", 4)[2])
                .toList();
        assertThat(helped).isEqualTo(typed).isNotEmpty();
    }
}
