package io.tidemark.app.live;

import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** The labels application as a process, with the windows and rules of {@link AdultModel}. */
final class LabelsProcess {
    /** Printed for every store that has rows to restore. */
    static final String RESTORES = "restores";

    private static final String SLOWLY = "slowly";

    /** Fetches so small that thousands of records take seconds. */
    private static final Map<String, String> SMALL_FETCHES = Map.of(
            "main.consumer.max.partition.fetch.bytes",
            "80000",
            "main.consumer.fetch.max.bytes",
            "80000",
            "main.consumer.max.poll.records",
            "200");

    private LabelsProcess() {}

    static String applicationId(Topics topics) {
        return LiveApp.applicationId(topics) + "-labels";
    }

    /** Arguments: bootstrap servers, topic prefix, state directory, pace. Ends when its input is closed. */
    public static void main(String[] arguments) throws IOException {
        Topics topics = new Topics(arguments[1]);
        Map<String, String> client = new HashMap<>(arguments[3].equals(SLOWLY) ? SMALL_FETCHES : Map.of());
        // A static member's place is its successor's at once.
        client.put("main.consumer.group.instance.id", applicationId(topics) + "-only");
        DriftSettings drift = LiveApp.settings(arguments[0], topics, AdultModel.CONFIG, Path.of(arguments[2]), client);
        System.out.println("begins");
        try (LabelStreams app =
                LabelStreams.create(LabelsSettings.beside(drift, applicationId(topics), AdultModel.MODELS))) {
            app.setRestoreListener(new Restores());
            app.start();
            System.out.println("started " + app.state());
            System.out.println("ends " + System.in.read());
        }
    }

    /** Starts a process that works so slowly that it can be killed in the middle. */
    static AppProcess startSlowly(String bootstrapServers, String prefix, Path state) throws IOException {
        return start(bootstrapServers, prefix, state, SLOWLY);
    }

    /** Starts a process that works as fast as it can. */
    static AppProcess startFast(String bootstrapServers, String prefix, Path state) throws IOException {
        return start(bootstrapServers, prefix, state, "fast");
    }

    private static AppProcess start(String bootstrapServers, String prefix, Path state, String pace)
            throws IOException {
        return AppProcess.start(LabelsProcess.class, 256, bootstrapServers, prefix, state.toString(), pace);
    }

    private static final class Restores implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            if (to > from) {
                System.out.println(RESTORES + " " + (to - from) + " of " + store);
            }
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }
}
