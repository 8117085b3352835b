package io.tidemark.app.live;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Starts the drift application on the shared broker with the settings of tests, and replays captures into it. */
final class LiveApp {
    /** Small fetches: a run takes long enough for something to happen in its middle. */
    static final Map<String, String> SLOWLY = Map.of(
            "main.consumer.max.partition.fetch.bytes",
            "2000",
            "main.consumer.fetch.max.bytes",
            "2000",
            "main.consumer.max.poll.records",
            "10");

    private LiveApp() {}

    static String applicationId(Topics topics) {
        return topics.captures().name() + "-drift";
    }

    /**
     * Returns windows of this many seconds with a grace of one second, which wait two seconds for silent partitions.
     */
    static MonitorConfig secondsOf(int seconds) {
        return MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(seconds), Duration.ZERO))
                .withTiming(
                        new MonitorConfig.Timing(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5)));
    }

    static DriftSettings settings(LiveTopics topics, MonitorConfig config, Path state) {
        return settings(topics.broker().bootstrapServers(), topics.names(), config, state, Map.of());
    }

    static DriftSettings settings(
            String bootstrapServers, Topics topics, MonitorConfig config, Path state, Map<String, String> more) {
        Map<String, String> client = new HashMap<>(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                "replication.factor",
                "1",
                "main.consumer.session.timeout.ms",
                "6000",
                "main.consumer.heartbeat.interval.ms",
                "1000"));
        client.putAll(more);
        DriftSettings base = DriftSettings.of(client, topics, config, state);
        return new DriftSettings(
                applicationId(topics),
                client,
                base.topics(),
                base.monitors(),
                base.endpoints(),
                state,
                base.stores(),
                1,
                Duration.ofMillis(100));
    }

    static MonitorStreams start(DriftSettings settings) {
        MonitorStreams app = MonitorStreams.create(settings);
        app.start();
        return app;
    }

    static ReplayResult replay(Path captures, LiveTopics topics) throws IOException, InterruptedException {
        return replay(captures, CaptureNames.FROM_PATH, topics);
    }

    static ReplayResult replay(Path captures, CaptureNames names, LiveTopics topics)
            throws IOException, InterruptedException {
        return replay(captures, names, topics, ReplayPlan.Form.JSON);
    }

    static ReplayResult replay(Path captures, CaptureNames names, LiveTopics topics, ReplayPlan.Form form)
            throws IOException, InterruptedException {
        Properties client = new Properties();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.broker().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaReplayer.producerSettings(client), new ByteArraySerializer(), new ByteArraySerializer())) {
            return new KafkaReplayer(producer, ReplayClock.system())
                    .replay(ReplayPlan.of(captures, topics.names().captures().name(), Instant.now())
                            .withNames(names)
                            .withForm(form));
        }
    }
}
