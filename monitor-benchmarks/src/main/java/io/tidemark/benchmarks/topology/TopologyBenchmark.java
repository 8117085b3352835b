package io.tidemark.benchmarks.topology;

import io.tidemark.benchmarks.sample.Machine;
import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.benchmarks.sample.ScratchFolder;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The drift application against what any Kafka Streams program pays, on an embedded broker in this JVM: a topic of two
 * partitions is filled once, then every case reads all of it, in turn, round after round, exactly once and on one
 * thread; one round more, the first, is not counted.
 * The rate is from {@code start()} to the last input offset committed, so start and group join are in it; the CPU is
 * that of the whole JVM, broker included. Prints Markdown.
 */
public final class TopologyBenchmark {
    private final BenchmarkOptions options;
    private final Cluster cluster;
    private final PrintStream out;
    private final Baseline baseline = SampleTable.numericBaseline(SampleCaptures.FEATURES);
    private final Machine machine = new Machine();
    private int runs;

    private TopologyBenchmark(BenchmarkOptions options, Cluster cluster, PrintStream out) {
        this.options = options;
        this.cluster = cluster;
        this.out = out;
    }

    /** Runs with these arguments and prints to standard output. */
    public static void main(String[] args) throws Exception {
        run(BenchmarkOptions.parse(args), System.out);
    }

    static void run(BenchmarkOptions options, PrintStream out) throws Exception {
        try (Cluster cluster = new Cluster()) {
            new TopologyBenchmark(options, cluster, out).run();
        }
    }

    private void run() throws Exception {
        out.println(machine.describe());
        Traffic traffic = new Traffic(cluster, "rate.");
        traffic.activate(baseline, 1);
        Map<TopicPartition, Long> ends = traffic.fill(options.records());
        cluster.createTopic("passed", Traffic.PARTITIONS, Map.of());
        for (Duration commit : options.commits()) {
            compare(traffic.topics(), ends, commit);
        }
        if (options.latencySeconds() > 0) {
            for (Duration commit : options.commits()) {
                AlertLatency latency = new AlertLatency(cluster, baseline, commit);
                out.println(latency.measure(options.latencySeconds(), options.latencyRate()));
            }
        }
    }

    private void compare(Topics topics, Map<TopicPartition, Long> ends, Duration commit) throws Exception {
        Map<StreamCase, List<Sample>> samples = new EnumMap<>(StreamCase.class);
        String drift = "";
        for (int round = -1; round < options.rounds(); round++) {
            for (StreamCase each : StreamCase.values()) {
                String id = each.name().toLowerCase(Locale.ROOT) + "-" + runs++;
                Sample sample = measure(each, id, topics, ends, commit);
                if (round >= 0) { // the round before the first warms the compiler up
                    samples.computeIfAbsent(each, c -> new ArrayList<>()).add(sample);
                }
                drift = each == StreamCase.DRIFT ? id : drift;
            }
        }
        out.printf(
                "%n%,d records, %d rounds, commit every %d ms, %s%n%n",
                options.records(), options.rounds(), commit.toMillis(), machine.load());
        out.print(new RateTable(options.records(), samples).toMarkdown());
        printChangelogs(drift);
    }

    private void printChangelogs(String drift) {
        out.printf(
                "%n| changelog | writes | deletions | value bytes per write and feature | bytes on disk |%n|---|---|---|---|---|%n");
        for (String store : List.of(StoreNames.DELTAS, StoreNames.WINDOWS)) {
            out.print(ChangelogSize.read(cluster, drift, store).toMarkdown(SampleCaptures.FEATURES));
        }
    }

    private Sample measure(StreamCase each, String id, Topics topics, Map<TopicPartition, Long> ends, Duration commit)
            throws Exception {
        try (ScratchFolder state = new ScratchFolder();
                RunningCase running = prepare(each, id, topics, commit, state.path())) {
            System.gc(); // a run does not pay for the garbage of the one before it
            long cpu = machine.cpuNanos();
            long start = System.nanoTime();
            running.start();
            cluster.awaitCommitted(id, ends);
            return new Sample((System.nanoTime() - start) / 1e9, (machine.cpuNanos() - cpu) / 1e9);
        }
    }

    private RunningCase prepare(StreamCase each, String id, Topics topics, Duration commit, Path state) {
        var plain = new PlainStreams.Settings(id, cluster.client(), state, commit);
        String captures = topics.captures().name();
        return switch (each) {
            case PASS_THROUGH -> RunningCase.of(PlainStreams.passThrough(plain, captures, "passed"));
            case PARSE_ONLY -> RunningCase.of(PlainStreams.parseOnly(plain, captures));
            case DRIFT ->
                RunningCase.of(MonitorStreams.create(
                        settings(id, cluster, topics, MonitorConfig.defaults(), new Place(state, commit))));
        };
    }

    /**
     * Where and how often an application keeps its state.
     *
     * @param state folder
     * @param commit interval
     */
    record Place(Path state, Duration commit) {}

    static DriftSettings settings(String id, Cluster cluster, Topics topics, MonitorConfig config, Place place) {
        DriftSettings defaults = DriftSettings.of(cluster.client(), topics, config, place.state());
        return new DriftSettings(
                id,
                defaults.client(),
                topics,
                Monitors.same(config),
                defaults.endpoints(),
                place.state(),
                defaults.stores(),
                1,
                place.commit());
    }

    /** An application that is set up: what is measured begins with start. */
    private interface RunningCase extends AutoCloseable {
        void start();

        @Override
        void close();

        static RunningCase of(KafkaStreams streams) {
            return new RunningCase() {
                @Override
                public void start() {
                    streams.start();
                }

                @Override
                public void close() {
                    streams.close(Duration.ofSeconds(30));
                }
            };
        }

        static RunningCase of(MonitorStreams streams) {
            return new RunningCase() {
                @Override
                public void start() {
                    streams.start();
                }

                @Override
                public void close() {
                    streams.close();
                }
            };
        }
    }
}
