package io.tidemark.streams.runtime;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a drift application runs.
 *
 * @param applicationId identity of the application: its consumer group, internal topics and state; {@code <prefix>drift}
 *     unless configured
 * @param client Kafka client settings, at least {@code bootstrap.servers}
 * @param topics names of the topics
 * @param monitors windows, rules and timing of each endpoint, and how its model is judged
 * @param endpoints which endpoints are monitored, of those that have a monitor
 * @param stateDirectory where state is kept between starts
 * @param stores medium and budget of the stores
 * @param threads stream threads of this process, at least 1
 * @param commitInterval how often results become visible
 */
public record DriftSettings(
        String applicationId,
        Map<String, String> client,
        Topics topics,
        Monitors monitors,
        EndpointPolicy endpoints,
        Path stateDirectory,
        WriteBehindOptions stores,
        int threads,
        Duration commitInterval)
        implements ApplicationSettings {
    public DriftSettings {
        client = Map.copyOf(client);
        endpoints.requireMonitors(monitors);
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + " is not at least 1");
        }
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            throw new IllegalArgumentException("commit interval = " + commitInterval + " is not positive");
        }
    }

    /** Returns the settings of one process that monitors every endpoint alike, with the defaults. */
    public static DriftSettings of(
            Map<String, String> client, Topics topics, MonitorConfig config, Path stateDirectory) {
        return of(client, topics, Monitors.same(config), stateDirectory);
    }

    /** Returns the settings of one process with the defaults: one thread, RocksDB, a commit each second. */
    public static DriftSettings of(Map<String, String> client, Topics topics, Monitors monitors, Path stateDirectory) {
        return new DriftSettings(
                "tidemark-drift",
                client,
                topics,
                monitors,
                EndpointPolicy.any(),
                stateDirectory,
                WriteBehindOptions.persistent(),
                1,
                Duration.ofSeconds(1));
    }

    /** Returns these settings with other monitors. */
    public DriftSettings withMonitors(Monitors other) {
        return new DriftSettings(
                applicationId, client, topics, other, endpoints, stateDirectory, stores, threads, commitInterval);
    }
}
