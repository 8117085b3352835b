package io.tidemark.alerts.stream;

import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How an alerts application runs.
 *
 * @param applicationId identity of the application: its consumer group, internal topics and state
 * @param client Kafka client settings, at least {@code bootstrap.servers}
 * @param topics names of the topics
 * @param stateDirectory where state is kept between starts; the application has a folder of its own in it
 * @param isPersistent whether the stores are on disk, else they are restored from Kafka at each start
 * @param threads stream threads of this process, at least 1
 * @param commitInterval how often results become visible
 * @param endpoints what is set for each endpoint
 */
public record AlertsSettings(
        String applicationId,
        Map<String, String> client,
        Topics topics,
        Path stateDirectory,
        boolean isPersistent,
        int threads,
        Duration commitInterval,
        EndpointAlerts endpoints) {
    public AlertsSettings {
        client = Map.copyOf(client);
        if (applicationId.isEmpty()) {
            throw new IllegalArgumentException("applicationId is empty");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + " is not at least 1");
        }
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            throw new IllegalArgumentException("commitInterval = " + commitInterval + " is not positive");
        }
    }

    /** Returns settings with stores on disk, one thread, a commit every half second, and the same for all endpoints. */
    public static AlertsSettings of(
            String applicationId, Map<String, String> client, Topics topics, Path stateDirectory) {
        return new AlertsSettings(
                applicationId, client, topics, stateDirectory, true, 1, Duration.ofMillis(500), EndpointAlerts.DEFAULT);
    }

    /** Returns these settings with others for the endpoints. */
    public AlertsSettings withEndpoints(EndpointAlerts other) {
        return new AlertsSettings(
                applicationId, client, topics, stateDirectory, isPersistent, threads, commitInterval, other);
    }
}
