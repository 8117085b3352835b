package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportComparisonTest {
    private static final Baseline BASELINE = TestBaseline.of(ADULT.resolve("2026/03/02"));

    @TempDir
    private Path folder;

    @Test
    void aRunIsEqualToItself() throws Exception {
        List<WindowReport> reports = reports(ADULT, MonitorConfig.defaults());
        VerifyResult result = ReportComparison.compare(reports, reports);
        assertThat(result.equal()).hasSize(96);
        assertThat(result.isProof()).isTrue();
    }

    @Test
    void nothingIsNoProof() {
        VerifyResult result = ReportComparison.compare(List.of(), List.of());
        assertThat(result.isEmpty()).isTrue();
        assertThat(result.isProof()).isFalse();
    }

    @Test
    void windowsOfOneSideOnlyAreNamed() throws Exception {
        List<WindowReport> reports = reports(ADULT, MonitorConfig.defaults());
        VerifyResult result = ReportComparison.compare(reports.subList(0, 95), reports.subList(1, 96));
        assertThat(result.equal()).hasSize(94);
        assertThat(result.onlyLive()).containsExactly(reports.get(0).window());
        assertThat(result.onlyAudit()).containsExactly(reports.get(95).window());
        assertThat(result.isProof()).isFalse();
        assertThat(result.isEmpty()).isFalse();
    }

    @Test
    void aLostRecordIsSaidAsSuch() throws Exception {
        List<String> lines = TestCaptures.linesOf(ADULT.resolve("2026/03/02/00"));
        TestCaptures.write(folder.resolve("a.jsonl"), lines.subList(1, lines.size()));
        List<WindowReport> live = reports(folder, MonitorConfig.defaults());
        List<WindowReport> audit = reports(ADULT.resolve("2026/03/02/00"), MonitorConfig.defaults());
        assertThat(ReportComparison.compare(live, audit).different())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.firstDifference()).isEqualTo("records: live 234, audit 235");
                    assertThat(difference.live()).isEqualTo(live.get(0).verdictHash());
                    assertThat(difference.audit()).isEqualTo(audit.get(0).verdictHash());
                });
    }

    @Test
    void anotherBaselineIsSaidAsSuch() throws Exception {
        WindowReport one = reports(ADULT.resolve("2026/03/02/00"), MonitorConfig.defaults())
                .get(0);
        assertThat(ReportComparison.firstDifference(with(one, ContentHash.NONE, one.features()), one))
                .isEqualTo("baseline: live , audit " + one.baselineHash().brief());
    }

    @Test
    void anotherConfigurationIsSaidAsSuch() throws Exception {
        MonitorConfig halfHours = MonitorConfig.of(WindowSpec.of(Duration.ofMinutes(30), Duration.ZERO));
        WindowReport hour = reports(ADULT.resolve("2026/03/02/00"), MonitorConfig.defaults())
                .get(0);
        WindowReport half = reports(ADULT.resolve("2026/03/02/00"), halfHours).get(0);
        assertThat(ReportComparison.firstDifference(half, hour))
                .isEqualTo("configuration: live " + half.configHash().brief() + ", audit "
                        + hour.configHash().brief());
    }

    @Test
    void aFeatureThatDiffersIsNamed() throws Exception {
        List<String> changed = new ArrayList<>(TestCaptures.linesOf(ADULT.resolve("2026/03/02/00")));
        changed.set(
                0,
                changed.get(0)
                        .replaceFirst("\"data\":\"[0-9]+,", "\"data\":\",")
                        .replace("\"data\":\"34", "\"data\":\""));
        TestCaptures.write(folder.resolve("a.jsonl"), changed);
        WindowReport live = reports(folder, MonitorConfig.defaults()).get(0);
        WindowReport audit = reports(ADULT.resolve("2026/03/02/00"), MonitorConfig.defaults())
                .get(0);
        assertThat(ReportComparison.firstDifference(live, audit))
                .isEqualTo("valid values of feature f0: live 234, audit 235");
    }

    @Test
    void featuresThatAreMissingAreCounted() throws Exception {
        WindowReport one = reports(ADULT.resolve("2026/03/02/00"), MonitorConfig.defaults())
                .get(0);
        WindowReport less = with(one, one.baselineHash(), one.features().subList(0, 13));
        assertThat(ReportComparison.firstDifference(less, one)).isEqualTo("number of features: live 13, audit 14");
    }

    @Test
    void whatNoFigureShowsIsSaidAsSuch() throws Exception {
        WindowReport one = reports(ADULT.resolve("2026/03/02/00"), MonitorConfig.defaults())
                .get(0);
        assertThat(ReportComparison.firstDifference(one, one)).contains("no figure of the report shows");
    }

    @Test
    void ofSeveralBaselinesTheLiveOneIsChosen() throws Exception {
        List<WindowReport> byFirst = reports(ADULT.resolve("2026/03/02"), MonitorConfig.defaults());
        List<WindowReport> bySecond = byFirst.stream()
                .map(report -> with(report, ContentHash.of("b".getBytes(StandardCharsets.UTF_8)), report.features()))
                .toList();
        List<WindowReport> live = List.of(byFirst.get(0), bySecond.get(1));
        List<WindowReport> audited = new ArrayList<>(byFirst);
        audited.addAll(bySecond);
        assertThat(BaselineChoice.choose(audited, live))
                .hasSize(6)
                .contains(byFirst.get(0), bySecond.get(1))
                .doesNotContain(bySecond.get(0), byFirst.get(1));
    }

    private static WindowReport with(WindowReport r, ContentHash baseline, List<FeatureReport> features) {
        return new WindowReport(
                r.window(),
                r.windowEndMs(),
                baseline,
                r.configHash(),
                r.state(),
                r.records(),
                r.rows(),
                r.extraColumnRows(),
                r.missingColumnRows(),
                features,
                r.outcomes(),
                r.verdictHash());
    }

    private static List<WindowReport> reports(Path captures, MonitorConfig config) throws Exception {
        AuditPlan plan = AuditPlan.of(captures, BASELINE, config, TestCaptures.NOW);
        return Audit.run(plan.withNames(TestCaptures.CENSUS)).reports();
    }
}
