package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.SourceOffsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is stopped or killed while late records are on their way: each is named once, no window opens twice.
 */
@Tag("broker")
class Fault18RestartWithLateRecordsTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long HOUR_MS = 3_600_000;
    private static final long START = Traffic.START.toEpochMilli();
    private static final int PARTITIONS = 3;
    private static final int LATE = 400;

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(PARTITIONS);
    private final Captures captures = new Captures(topics);

    @Test
    void lateRecordsInFlightAreNamedOnceAfterAnOrderlyRestart() throws Exception {
        Map<WindowKey, WindowReport> closed = closeTwoHours();
        sendLate();
        try (AppProcess process = start()) {
            awaitSomeLate();
            assertThat(process.end()).isZero();
        }
        finish(closed);
    }

    @Test
    void lateRecordsInFlightAreNamedOnceAfterKills() throws Exception {
        long seed = 18;
        Random moments = new Random(seed);
        Map<WindowKey, WindowReport> closed = closeTwoHours();
        sendLate();
        for (int kill = 0; kill < 2; kill++) {
            try (AppProcess process = start()) {
                awaitSomeLate();
                process.killAfter(moments.nextInt(200));
            }
        }
        finish(closed);
    }

    /** A late record alone must not bring the watermark of the first run down: it comes from the store. */
    @Test
    void theWatermarkOfTheRunBeforeStillStands() throws Exception {
        closeTwoHours();
        try (AppProcess process = start()) {
            process.awaitStart();
            captures.add(0, "fraud", START, 1).send();
            awaitRead(1);
            assertThat(process.end()).isZero();
        }

        assertThat(topics.ledger(LedgerScope.LATE))
                .extracting(LedgerRow::getLate)
                .containsExactly(1L);
        assertThat(new MergeTopic(topics).heartbeats())
                .extractingByKey(0)
                .extracting(Heartbeat::marks, InstanceOfAssertFactories.list(EndpointMark.class))
                .extracting(EndpointMark::watermarkMs)
                .as("end and grace of the last window of the replay")
                .containsExactly(START + 2 * HOUR_MS + CONFIG.timing().grace().toMillis());
    }

    private Map<WindowKey, WindowReport> closeTwoHours() throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            captures.add(partition, "fraud", START, 20).add(partition, "fraud", START + HOUR_MS, 20);
            captures.end(partition, "fraud", START + HOUR_MS);
        }
        captures.send();
        try (AppProcess process = start()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(process.end()).isZero();
        }
        return topics.reports();
    }

    private void sendLate() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int i = 0; i < LATE; i++) {
                captures.add(partition, "fraud", START + (i % 2) * HOUR_MS + i, 1);
            }
        }
        captures.send();
    }

    private void awaitSomeLate() {
        long target = topics.lag() * 2 / 3;
        await("some late records")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> topics.lag() <= target);
    }

    private void awaitRead(int late) {
        Books books = new Books(topics);
        await("all records read").atMost(PATIENCE).until(() -> books.read() == 41 * PARTITIONS + late);
        await("all late records named").atMost(PATIENCE).until(() -> lateRecords() == late);
    }

    private void finish(Map<WindowKey, WindowReport> closed) throws Exception {
        try (AppProcess process = start()) {
            process.awaitStart();
            awaitRead(PARTITIONS * LATE);
            assertThat(process.end()).isZero();
        }

        assertThat(topics.reports()).as("no window was opened again").isEqualTo(closed);
        Books books = new Books(topics);
        books.assertNothingTwice();
        books.assertEveryRecordAccounted(40 * PARTITIONS + PARTITIONS * LATE, PARTITIONS);
        books.assertLedgerChecks(CONFIG);
        Map<Integer, List<Long>> named = lateOffsets();
        assertThat(named)
                .hasSize(PARTITIONS)
                .allSatisfy((partition, offsets) -> assertThat(offsets)
                        .doesNotHaveDuplicates()
                        .hasSize(LATE)
                        .allMatch(offset -> offset >= 41 && offset < 41 + LATE));
    }

    private long lateRecords() {
        return topics.ledger(LedgerScope.LATE).stream()
                .mapToLong(LedgerRow::getLate)
                .sum();
    }

    /** Returns the offsets in the ledger's late rows of both windows, by input partition. */
    private Map<Integer, List<Long>> lateOffsets() {
        Map<Integer, List<Long>> named = new TreeMap<>();
        for (LedgerRow row : topics.ledger(LedgerScope.LATE)) {
            for (SourceOffsets offsets : row.getLateOffsets()) {
                List<Long> all = named.computeIfAbsent(offsets.getPartition(), p -> new ArrayList<>());
                for (OffsetRange range : offsets.getRanges()) {
                    for (long offset = range.getFrom(); offset <= range.getTo(); offset++) {
                        all.add(offset);
                    }
                }
            }
        }
        return named;
    }

    private AppProcess start() throws Exception {
        return DriftProcess.start(topics.broker().bootstrapServers(), topics.prefix(), folder.resolve("state"));
    }
}
