package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.wire.avro.LedgerScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand features an endpoint, each endpoint with a baseline of its own, in a process with a bounded heap. */
@Tag("broker")
class Fault26ManyFeaturesTest {
    private static final int FEATURES = 10_000;
    private static final boolean IS_FULL = System.getProperty("scale") != null;

    /** Two endpoints, or with {@code -Dscale} the twenty of the fault list. */
    private static final int ENDPOINTS = IS_FULL ? 20 : 2;

    /** The budget: 128 MiB and 192 MiB an endpoint. */
    private static final int HEAP_MIB = 128 + 192 * ENDPOINTS;

    private static final int RECORDS = 120;
    private static final int PARTITIONS = 2;
    private static final int LARGEST_ROW = 512 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(IS_FULL ? 20 : 3);

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(PARTITIONS);

    @Test
    void tenThousandFeaturesStayWithinTheHeapAndTheRecordLimit() throws Exception {
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            publish(endpoint);
        }
        long begin = System.nanoTime();
        double started;
        double reported;
        long heap;
        Path state = folder.resolve("state");
        try (AppProcess process =
                DriftProcess.startWithHeap(HEAP_MIB, topics.broker().bootstrapServers(), topics.prefix(), state)) {
            process.awaitStart();
            started = secondsSince(begin);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> topics.ledger(LedgerScope.WINDOW).size() == ENDPOINTS);
            reported = secondsSince(begin);
            heap = process.endAndTellHeap();
        }

        assertThat(topics.reports().values()).allSatisfy(report -> {
            assertThat(report.records()).isEqualTo(RECORDS);
            assertThat(report.features()).hasSize(FEATURES);
            assertThat(report.state()).isIn(WindowState.OK, WindowState.ALARM);
        });
        Map<String, Integer> largest = largestRows();
        assertThat(largest)
                .allSatisfy((topic, bytes) -> assertThat(bytes).as(topic).isLessThanOrEqualTo(LARGEST_ROW));
        new Books(topics).assertNothingTwice();
        new Books(topics).assertEveryRecordAccounted((long) ENDPOINTS * RECORDS, (long) ENDPOINTS * PARTITIONS);
        new Books(topics).assertLedgerChecks(MonitorConfig.defaults());
        Evidence.keep(
                Fault26ManyFeaturesTest.class,
                "endpoints: " + ENDPOINTS,
                "heap limit MiB: " + HEAP_MIB,
                "heap in use after a collection MiB: " + (heap >> 20),
                "state on disk MiB: " + (sizeOf(state) >> 20),
                "seconds to the start: " + seconds(started),
                "seconds to the last report: " + seconds(reported),
                "largest rows in bytes: " + largest);
    }

    private void publish(int number) {
        String endpoint = "wide-" + number;
        WideTraffic traffic = new WideTraffic(FEATURES, 26 + number);
        topics.activate(traffic.baseline(), endpoint);
        Captures captures = new Captures(topics);
        for (int i = 0; i < RECORDS; i++) {
            String id = endpoint + "-" + i;
            captures.raw(
                    i % PARTITIONS,
                    endpoint,
                    id,
                    traffic.json(id, Traffic.START.plusSeconds(i).toString()));
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            captures.end(partition, endpoint, Traffic.START.toEpochMilli());
        }
        captures.send();
    }

    /** Returns the largest value in each topic that the application or the publisher wrote. */
    private Map<String, Integer> largestRows() throws Exception {
        Map<String, Integer> largest = new TreeMap<>();
        for (String topic : written()) {
            largest.put(
                    topic.substring(topics.prefix().length()), topics.broker().largestValue(topic));
        }
        return largest;
    }

    private List<String> written() throws Exception {
        try (Admin admin = topics.broker().admin()) {
            List<String> written = new ArrayList<>(admin.listTopics().names().get());
            written.removeIf(name -> !name.startsWith(topics.prefix())
                    || name.equals(topics.names().captures().name()));
            return written;
        }
    }

    private static long sizeOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(Fault26ManyFeaturesTest::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
