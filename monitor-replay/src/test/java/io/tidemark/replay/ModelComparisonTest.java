package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.CENSUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.quality.ModelRules;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.ModelReportCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Final live reports on a model, as the topic holds them, beside an audit of the same files. */
class ModelComparisonTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
    private static final LabelTraffic TRAFFIC = LabelTraffic.of(12, 600);

    @TempDir
    private Path folder;

    @BeforeAll
    static void loadTheFormsOfTheTopicsWhichTellAvroWhatToTrust() {
        assertThat(new Topics().all()).isNotEmpty();
    }

    @Test
    void theSameReportsAreAProof() throws Exception {
        List<ModelReport> audit = audit(TRAFFIC.labels(), ModelConfig.defaults());
        ModelComparison comparison = compare(live(audit), audit);
        assertThat(comparison.isProof()).isTrue();
        assertThat(comparison.equal()).hasSameSizeAs(audit).isSorted();
        assertThat(comparison.liveHash()).isEqualTo(comparison.auditHash());
    }

    @Test
    void anotherLabelIsNamedByItsFirstTrace() throws Exception {
        List<ModelReport> audit = audit(TRAFFIC.labels(), ModelConfig.defaults());
        List<ModelReport> live = audit(TRAFFIC.labels().subList(0, 500), ModelConfig.defaults());
        ModelComparison comparison = compare(live(live), audit);
        assertThat(comparison.isProof()).isFalse();
        assertThat(comparison.different())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.firstDifference()).startsWith("labelled rows: live "));
        assertThat(comparison.liveHash()).isNotEqualTo(comparison.auditHash());
    }

    @Test
    void otherRulesAreNamedAsAnotherConfiguration() throws Exception {
        List<ModelReport> audit = audit(TRAFFIC.labels(), ModelConfig.defaults());
        List<ModelReport> live = audit(TRAFFIC.labels(), ModelConfig.defaults().withRules(ModelRules.ofService()));
        assertThat(compare(live(live), audit).different())
                .hasSameSizeAs(audit)
                .allSatisfy(one -> assertThat(one.firstDifference()).startsWith("configuration: live "));
    }

    @Test
    void reportsOfOneSideOnlyAreNamed() throws Exception {
        List<ModelReport> audit = audit(TRAFFIC.labels(), ModelConfig.defaults());
        List<ModelReport> some = audit.subList(1, audit.size());
        ModelComparison missing = compare(live(some), audit);
        assertThat(missing.onlyAudit()).containsExactly(ModelComparison.Place.of(audit.get(0)));
        assertThat(missing.isProof()).isFalse();
        ModelComparison more = compare(live(audit), some);
        assertThat(more.onlyLive()).containsExactly(ModelComparison.Place.of(audit.get(0)));
        assertThat(more.isProof()).isFalse();
    }

    @Test
    void nothingToCompareIsNoProof() {
        assertThat(compare(List.of(), List.of()).isProof()).isFalse();
    }

    @Test
    void provisionalReportsAreLeftOutAndTheNewestFinalOneWins() throws Exception {
        List<ModelReport> whole = audit(TRAFFIC.labels(), ModelConfig.defaults());
        List<ModelReport> early = audit(TRAFFIC.labels().subList(0, 300), ModelConfig.defaults());
        LiveModelReports reports = new LiveModelReports();
        add(early, VerdictStatus.FINAL, reports);
        add(whole, VerdictStatus.FINAL, reports);
        add(early, VerdictStatus.PROVISIONAL, reports);
        assertThat(compare(reports.whole(), whole).isProof()).isTrue();
    }

    private static List<ModelReport> live(List<ModelReport> reports) {
        LiveModelReports live = new LiveModelReports();
        add(reports, VerdictStatus.FINAL, live);
        return live.whole();
    }

    private static void add(List<ModelReport> reports, VerdictStatus status, LiveModelReports to) {
        for (ModelReport report : reports) {
            for (var part : ModelReportCodec.toAvro(report)) {
                var said = io.tidemark.wire.avro.ModelReport.newBuilder(part)
                        .setStatus(status.name())
                        .build();
                to.add(RecordKeys.of(said), said);
            }
        }
    }

    private List<ModelReport> audit(List<String> labels, ModelConfig config) throws IOException, InterruptedException {
        Path labelFolder = folder.resolve("labels" + labels.size());
        LabelTraffic.write(folder.resolve("captures"), TRAFFIC.captures(), 2);
        LabelTraffic.write(labelFolder, new ArrayList<>(labels), 1);
        AuditPlan plan = AuditPlan.of(
                        folder.resolve("captures"),
                        TestBaseline.of(folder.resolve("captures")),
                        MonitorConfig.defaults(),
                        LATER)
                .withNames(CENSUS)
                .withModel(ModelPlan.of(TestModel.baseline(), config).withGroundTruth(labelFolder, null));
        return Audit.run(plan).model().orElseThrow().reports();
    }

    private static ModelComparison compare(List<ModelReport> live, List<ModelReport> audit) {
        return ModelComparison.compare(live, audit, VerifyResult.Followed.NOTHING);
    }
}
