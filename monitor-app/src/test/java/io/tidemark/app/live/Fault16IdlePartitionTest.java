package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.streams.runtime.MonitorStreams;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that stay empty for ever delay nobody. */
@Tag("broker")
class Fault16IdlePartitionTest {
    private static final MonitorConfig CONFIG = LiveApp.secondsOf(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 12;
    private static final int EMPTY = 7;

    @TempDir
    private Path folder;

    @Test
    void oneOfTwelvePartitionsThatIsIdleForEverDelaysNoKey() {
        LiveTopics topics = new LiveTopics(PARTITIONS);
        long start = CONFIG.windows().startAtOrAfter(System.currentTimeMillis() + 120_000);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            Captures captures = new Captures(topics);
            for (int second = 0; second < 30; second += 2) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    if (partition != EMPTY) {
                        captures.add(partition, "fraud", start + second * 1_000L, 4);
                    }
                }
                captures.add(second % 3, "churn", start + second * 1_000L, 20);
            }
            captures.send();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(4));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.reports().values())
                .extracting(WindowReport::records)
                .as("windows of churn, which is on three partitions, then of fraud, which is on eleven")
                .containsExactly(100L, 100L, 220L, 220L);
        assertThat(new MergeTopic(topics).heartbeats().get(EMPTY)).satisfies(beat -> {
            assertThat(beat.position()).isEqualTo(-1);
            assertThat(beat.othersIdle()).isTrue();
        });
        new Books(topics).assertNothingLate();
        new Books(topics).assertLedgerChecks(CONFIG);
    }
}
