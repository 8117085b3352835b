package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
