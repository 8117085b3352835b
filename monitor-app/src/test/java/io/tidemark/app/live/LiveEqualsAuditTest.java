package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class LiveEqualsAuditTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();

    @TempDir
    private Path folder;

    @Test
    @Tag("smoke")
    void liveVerdictsAreTheAuditsOnThreePartitions() throws Exception {
        compare(3, "fraud", "churn");
    }

    /** Two endpoints with other windows, rules, repeats and samples in one application are two audits. */
    @Test
    void twoEndpointsWithTheirOwnMonitorsAreTwoAudits() throws Exception {
        MonitorConfig other = MonitorConfig.of(WindowSpec.of(Duration.ofHours(2), Duration.ofMinutes(30)))
                .withEvaluation(EvaluationConfig.defaults().without("DR006").with("DR002", 0.05))
                .withTiming(
                        new MonitorConfig.Timing(Duration.ofMinutes(3), Duration.ofSeconds(30), Duration.ofMinutes(1)))
                .withDuplicates(Deduplication.off())
                .withCapture(CaptureForm.DEFAULT.withFilter(CaptureFilter.ALL.withSample(0.75, 39)));
        Monitors monitors = Monitors.only(Map.of("fraud", Monitor.of(CONFIG), "churn", Monitor.of(other)));
        Traffic traffic = new Traffic(39, 8, 300);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), "fraud", "churn");
        Instant now = Instant.now();
        AuditResult together = Audit.run(AuditPlan.of(captures, baseline, monitors, now));
        List<WindowReport> apart = new ArrayList<>(reports(captures, baseline, other, "churn"));
        apart.addAll(reports(captures, baseline, CONFIG, "fraud"));
        LiveTopics topics = new LiveTopics(3);
        topics.activate(baseline, "fraud", "churn");
        DriftSettings settings =
                LiveApp.settings(topics, CONFIG, folder.resolve("state")).withMonitors(monitors);
        try (MonitorStreams app = LiveApp.start(settings)) {
            LiveApp.replay(captures, topics);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(apart));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(together.reports()).containsExactlyElementsOf(apart);
        assertThat(topics.reports().values()).containsExactlyElementsOf(apart);
        assertThat(apart).extracting(WindowReport::configHash).contains(CONFIG.hash(), other.hash());
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
    }

    private static List<WindowReport> reports(Path captures, Baseline baseline, MonitorConfig config, String endpoint)
            throws Exception {
        return Audit.run(AuditPlan.of(captures, baseline, config, Instant.now())).reports().stream()
                .filter(report -> report.window().endpoint().equals(endpoint))
                .toList();
    }

    private void compare(int partitions, String... endpoints) throws Exception {
        Traffic traffic = new Traffic(7, 8, 300);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), endpoints);
        AuditResult audit = Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()));
        LiveTopics topics = new LiveTopics(partitions);
        topics.activate(baseline, endpoints);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("state")))) {
            ReplayResult sent = LiveApp.replay(captures, topics);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
            assertThat(sent.sent()).isEqualTo((long) endpoints.length * 8 * 300);
        }
        assertThat(topics.reports().values()).containsExactlyElementsOf(audit.reports());
        assertThat(VerdictHash.ofRun(topics.reports().values().stream()
                        .map(WindowReport::verdictHash)
                        .toList()))
                .isEqualTo(audit.runHash());
        assertThat(topics.violations()).hasSize((int) audit.violations()).isNotEmpty();
        assertThat(topics.ledger(LedgerScope.PARTITION).stream()
                        .mapToLong(LedgerRow::getParsed)
                        .sum())
                .isEqualTo((long) endpoints.length * 8 * 300);
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
    }
}
