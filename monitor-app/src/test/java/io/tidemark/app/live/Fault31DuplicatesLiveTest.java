package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeats that meet a process which did not see the first: what was seen is restored, however the one before ended. */
@Tag("broker")
class Fault31DuplicatesLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;
    private static final int RECORDS = 200;

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(PARTITIONS);
    private final Books books = new Books(topics);

    @Test
    void repeatsAreFoundAfterAKillAndAfterARestart() throws Exception {
        sendAll();
        try (AppProcess process = start()) {
            awaitRead(RECORDS);
            process.killAfter(0);
        }
        sendAll();
        try (AppProcess process = start()) {
            awaitRead(2 * RECORDS);
            assertThat(process.end()).isZero();
        }
        sendAll();
        Captures end = new Captures(topics);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            end.end(partition, "fraud", Traffic.START.toEpochMilli());
        }
        end.send();
        try (AppProcess process = start()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            assertThat(process.end()).isZero();
        }

        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly((long) RECORDS);
        assertThat(topics.ledger(LedgerScope.PARTITION))
                .extracting(LedgerRow::getDuplicate)
                .containsExactly(2L * RECORDS / PARTITIONS, 2L * RECORDS / PARTITIONS);
        books.assertNothingLate();
        books.assertNothingTwice();
        books.assertEveryRecordAccounted(3 * RECORDS, PARTITIONS);
        books.assertLedgerChecks(MonitorConfig.defaults());
    }

    private void sendAll() {
        Captures captures = new Captures(topics);
        for (int i = 0; i < RECORDS; i++) {
            Instant time = Traffic.START.plusSeconds(i);
            captures.raw(i % PARTITIONS, "fraud", "record-" + i, Captures.json("record-" + i, time.toString()));
        }
        captures.send();
    }

    private void awaitRead(long records) {
        await("all records read").atMost(PATIENCE).until(() -> books.read() == records);
    }

    private AppProcess start() throws Exception {
        return DriftProcess.start(topics.broker().bootstrapServers(), topics.prefix(), folder.resolve("state"));
    }
}
