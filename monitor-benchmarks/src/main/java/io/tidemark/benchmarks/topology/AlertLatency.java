package io.tidemark.benchmarks.topology;

import io.tidemark.benchmarks.sample.Figures;
import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.benchmarks.sample.ScratchFolder;
import io.tidemark.benchmarks.topology.ClosingRecords.Window;
import io.tidemark.benchmarks.topology.TopologyBenchmark.Place;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Paced traffic of four endpoints whose features have all drifted, in windows of one second without grace: how long
 * from sending the record that closes a window to its first violation at a read-committed consumer.
 */
final class AlertLatency {
    private static final int ENDPOINTS = 4;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final long DRAIN_NANOS = 5_000_000_000L;
    private static final long TICK_NANOS = 1_000_000;
    private static final double NANOS_PER_MS = 1e6;

    private final Cluster cluster;
    private final Duration commit;
    private final Traffic traffic;
    private final Map<Window, Long> arrivals = new ConcurrentHashMap<>();
    private final ClosingRecords closing = new ClosingRecords(WINDOW.toMillis(), Traffic.PARTITIONS);

    AlertLatency(Cluster cluster, Baseline baseline, Duration commit) {
        this.cluster = cluster;
        this.commit = commit;
        this.traffic = new Traffic(cluster, "latency-" + commit.toMillis() + ".");
        traffic.activate(baseline, ENDPOINTS);
    }

    /**
     * Runs so many seconds of traffic, leaves the windows of its first fifth out as warm-up, and says the quantiles.
     */
    String measure(int seconds, int recordsPerSecond) throws Exception {
        MonitorConfig config = new MonitorConfig(
                WindowSpec.of(WINDOW, Duration.ZERO),
                EvaluationConfig.defaults(),
                new MonitorConfig.Timing(Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(5)));
        String id = "latency-" + commit.toMillis();
        AtomicBoolean done = new AtomicBoolean();
        try (ScratchFolder state = new ScratchFolder();
                MonitorStreams app = MonitorStreams.create(TopologyBenchmark.settings(
                        id, cluster, traffic.topics(), config, new Place(state.path(), commit)))) {
            app.start();
            Thread reader = new Thread(() -> readViolations(done), "violations");
            reader.start();
            long start = System.nanoTime();
            send(seconds, recordsPerSecond);
            LockSupport.parkNanos(DRAIN_NANOS);
            done.set(true);
            reader.join();
            return describe(start + seconds * 1_000_000_000L / 5, recordsPerSecond);
        }
    }

    private void send(int seconds, int recordsPerSecond) {
        SampleCaptures captures = new SampleCaptures(1, 9);
        byte[][] names = new byte[ENDPOINTS][];
        for (int i = 0; i < ENDPOINTS; i++) {
            names[i] = Traffic.endpoint(i).getBytes(StandardCharsets.UTF_8);
        }
        long total = (long) seconds * recordsPerSecond;
        long start = System.nanoTime();
        try (Sender producer = cluster.sender()) {
            long lastMs = 0;
            for (long sent = 0; sent < total; ) {
                long due = Math.min(total, (System.nanoTime() - start) * recordsPerSecond / 1_000_000_000L);
                for (; sent < due; sent++) {
                    int endpoint = (int) (sent % ENDPOINTS);
                    int partition = (int) (sent / ENDPOINTS % Traffic.PARTITIONS);
                    lastMs = Math.max(lastMs, System.currentTimeMillis());
                    byte[] record = captures.record(sent, lastMs);
                    closing.sent(Traffic.endpoint(endpoint), partition, lastMs, System.nanoTime());
                    producer.send(traffic.capture(partition, SampleCaptures.id(sent), record, names[endpoint]));
                }
                LockSupport.parkNanos(TICK_NANOS);
            }
        }
    }

    private void readViolations(AtomicBoolean done) {
        Topic<String, Violation> violations = traffic.topics().violations();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.committedReader()) {
            var partitions = consumer.partitionsFor(violations.name()).stream()
                    .map(info -> new TopicPartition(violations.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!done.get()) {
                consumer.poll(POLL).forEach(record -> {
                    long now = System.nanoTime();
                    Violation violation =
                            violations.valueSerde().deserializer().deserialize(violations.name(), record.value());
                    arrivals.putIfAbsent(new Window(violation.getEndpoint(), violation.getWindowStart()), now);
                });
            }
        }
    }

    private String describe(long warmNanos, int recordsPerSecond) {
        var times = closing.times();
        times.values().removeIf(nanos -> nanos < warmNanos);
        double[] millis = times.entrySet().stream()
                .filter(closed -> arrivals.containsKey(closed.getKey()))
                .mapToDouble(closed -> (arrivals.getOrDefault(closed.getKey(), 0L) - closed.getValue()) / NANOS_PER_MS)
                .toArray();
        return String.format(
                Locale.ROOT,
                "%nAlert latency at %,d records/s, commit every %d ms: p50 %.0f ms, p99 %.0f ms, max %.0f ms"
                        + " (%d windows, %d without a violation in time)",
                recordsPerSecond,
                commit.toMillis(),
                Figures.quantile(0.5, millis),
                Figures.quantile(0.99, millis),
                Figures.quantile(1, millis),
                times.size(),
                times.size() - millis.length);
    }
}
