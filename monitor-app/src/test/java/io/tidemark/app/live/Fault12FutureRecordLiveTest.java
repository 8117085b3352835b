package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records ten years ahead among normal traffic, on several partitions of a real broker. */
@Tag("broker")
class Fault12FutureRecordLiveTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final long HOUR_MS = 3_600_000;
    private static final long START = Traffic.START.toEpochMilli();
    private static final int PARTITIONS = 3;

    @TempDir
    private Path folder;

    @Test
    void recordsTenYearsAheadAreNamedAndNoneOfTheOthersIsLate() {
        long tenYearsAhead = Instant.now().plus(Duration.ofDays(3_650)).toEpochMilli();
        LiveTopics topics = new LiveTopics(PARTITIONS);
        Captures captures = new Captures(topics);
        captures.add(0, "fraud", START, 10).add(0, "fraud", tenYearsAhead, 1);
        captures.add(1, "fraud", tenYearsAhead, 20).add(1, "fraud", START, 10);
        captures.add(2, "fraud", START, 10);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            captures.add(partition, "fraud", START + HOUR_MS, 10).end(partition, "fraud", START + HOUR_MS);
        }
        captures.send();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(topics.deadLetters())
                .hasSize(21)
                .extracting(DeadLetter::getReason)
                .containsOnly("future");
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(30L, 30L);
        Books books = new Books(topics);
        books.assertNothingLate();
        books.assertNothingTwice();
        books.assertEveryRecordAccounted(81, PARTITIONS);
        books.assertLedgerChecks(CONFIG);
    }
}
