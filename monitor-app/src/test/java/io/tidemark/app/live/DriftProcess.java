package io.tidemark.app.live;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The drift application as a process. */
final class DriftProcess {
    private static final String SLOWLY = "slowly";

    private DriftProcess() {}

    /** Arguments: bootstrap servers, topic prefix, state directory, pace. Ends when its input is closed. */
    public static void main(String[] arguments) throws IOException {
        Topics topics = new Topics(arguments[1]);
        Map<String, String> client = new HashMap<>(arguments[3].equals(SLOWLY) ? LiveApp.SLOWLY : Map.of());
        // A static member's place is its successor's at once.
        client.put("main.consumer.group.instance.id", LiveApp.applicationId(topics) + "-only");
        System.out.println("begins");
        try (MonitorStreams app = LiveApp.start(
                LiveApp.settings(arguments[0], topics, MonitorConfig.defaults(), Path.of(arguments[2]), client))) {
            System.out.println("started " + app.state());
            int end = System.in.read();
            System.gc();
            System.out.println("ends " + end + AppProcess.HEAP + usedHeap());
        }
    }

    private static long usedHeap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Starts a process that works slowly, so that something can happen in its middle. */
    static AppProcess start(String bootstrapServers, String prefix, Path state) throws IOException {
        return AppProcess.start(DriftProcess.class, 256, bootstrapServers, prefix, state.toString(), SLOWLY);
    }

    /** Starts a process that works as fast as it can within a heap of so many mebibytes. */
    static AppProcess startWithHeap(int heapMib, String bootstrapServers, String prefix, Path state)
            throws IOException {
        return AppProcess.start(DriftProcess.class, heapMib, bootstrapServers, prefix, state.toString(), "fast");
    }
}
