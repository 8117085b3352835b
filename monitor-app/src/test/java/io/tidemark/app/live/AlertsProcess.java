package io.tidemark.app.live;

import io.tidemark.alerts.stream.AlertStreams;
import io.tidemark.alerts.stream.AlertsSettings;
import io.tidemark.alerts.stream.EndpointAlerts;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The alerts application with the settings of tests, in this process or in one of its own. */
final class AlertsProcess {
    private AlertsProcess() {}

    static String applicationId(Topics topics) {
        return topics.captures().name() + "-alerts";
    }

    static AlertsSettings settings(String bootstrapServers, Topics topics, Path state, Map<String, String> more) {
        Map<String, String> client = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "replication.factor",
                "1",
                "main.consumer.session.timeout.ms",
                "6000",
                "main.consumer.heartbeat.interval.ms",
                "1000"));
        client.putAll(more);
        return new AlertsSettings(
                applicationId(topics), client, topics, state, true, 1, Duration.ofMillis(100), EndpointAlerts.DEFAULT);
    }

    static AlertStreams start(LiveTopics topics, Path state) {
        AlertStreams app =
                AlertStreams.create(settings(topics.broker().bootstrapServers(), topics.names(), state, Map.of()));
        app.start();
        return app;
    }

    /** Arguments: bootstrap servers, topic prefix, state directory, records at once. Ends when its input is closed. */
    public static void main(String[] arguments) throws IOException {
        Topics topics = new Topics(arguments[1]);
        // A static member's place is its successor's at once.
        Map<String, String> more = Map.of(
                "main.consumer.group.instance.id",
                applicationId(topics) + "-only",
                "main.consumer.max.poll.records",
                arguments[3]);
        System.out.println("begins");
        try (AlertStreams app = AlertStreams.create(settings(arguments[0], topics, Path.of(arguments[2]), more))) {
            app.start();
            System.out.println("started " + app.state());
            int end = System.in.read();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println("ends " + end + AppProcess.HEAP + (runtime.totalMemory() - runtime.freeMemory()));
        }
    }

    /** Starts a process. */
    static AppProcess start(String bootstrapServers, String prefix, Path state, int heapMib, int recordsAtOnce)
            throws IOException {
        return AppProcess.start(
                AlertsProcess.class,
                heapMib,
                bootstrapServers,
                prefix,
                state.toString(),
                Integer.toString(recordsAtOnce));
    }
}
