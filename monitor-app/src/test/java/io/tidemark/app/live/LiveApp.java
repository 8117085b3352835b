package io.tidemark.app.live;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Starts the drift application on the shared broker with the settings of tests, and replays captures into it. */
final class LiveApp {
    private LiveApp() {}

    static DriftSettings settings(LiveTopics topics, MonitorConfig config, Path state) {
        Map<String, String> client = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                SharedBroker.bootstrapServers(),
                "replication.factor",
                "1",
                "main.consumer.session.timeout.ms",
                "6000",
                "main.consumer.heartbeat.interval.ms",
                "1000");
        DriftSettings base = DriftSettings.of(client, topics.names(), config, state);
        return new DriftSettings(
                topics.names().captures().name() + "-drift",
                client,
                base.topics(),
                config,
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
        Properties client = new Properties();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaReplayer.producerSettings(client), new ByteArraySerializer(), new ByteArraySerializer())) {
            return new KafkaReplayer(producer, ReplayClock.system())
                    .replay(ReplayPlan.of(captures, topics.names().captures().name(), Instant.now()));
        }
    }
}
