package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.ReportCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReportsTest {
    @TempDir
    private Path folder;

    private final LiveReports reports = new LiveReports();

    @Test
    void aReportOfManyFeaturesIsPutTogetherFromItsParts() throws Exception {
        WindowReport wide = wideReport("a.jsonl", 2);
        List<Report> parts = ReportCodec.toAvro(wide);
        assertThat(parts).hasSizeGreaterThan(2);
        parts.forEach(this::add);
        assertThat(reports.whole()).containsExactly(wide);
    }

    @Test
    void aLaterReportOfTheSameWindowReplacesEveryPart() throws Exception {
        WindowReport first = wideReport("a.jsonl", 2);
        WindowReport second = wideReport("b.jsonl", 3);
        ReportCodec.toAvro(first).forEach(this::add);
        ReportCodec.toAvro(second).forEach(this::add);
        assertThat(reports.whole()).containsExactly(second);
    }

    @Test
    void aReportWithoutOneOfItsPartsIsAnError() throws Exception {
        List<Report> parts = ReportCodec.toAvro(wideReport("a.jsonl", 2));
        parts.subList(0, parts.size() - 1).forEach(this::add);
        assertThatThrownBy(reports::whole)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void reportsOfSegmentsAreLeftOut() throws Exception {
        // Avro copies records of our classes only after a serde was made, as any reader of a topic has done.
        assertThat(new Topics().reports().valueSerde()).isNotNull();
        for (Report part : ReportCodec.toAvro(wideReport("a.jsonl", 2))) {
            add(Report.newBuilder(part).setSegment("country=DE").build());
        }
        assertThat(reports.whole()).isEmpty();
    }

    @Test
    void withoutPartsThereIsNoReport() {
        assertThat(reports.whole()).isEmpty();
    }

    private void add(Report part) {
        reports.add(RecordKeys.of(part), part);
    }

    /** A window of rows of 150 columns: more than two parts of 64. */
    private WindowReport wideReport(String file, int records) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            int shift = i;
            String row = IntStream.range(0, 150)
                    .mapToObj(column -> String.valueOf(column + shift))
                    .collect(Collectors.joining(","));
            lines.add(TestCaptures.record("id" + i, "2026-03-01T00:00:00Z", row));
        }
        Path captures = TestCaptures.write(folder.resolve(file), lines);
        AuditPlan plan = AuditPlan.of(captures, TestBaseline.of(captures), MonitorConfig.defaults(), TestCaptures.NOW);
        return Audit.run(plan.withNames(TestCaptures.CENSUS)).reports().get(0);
    }
}
