package io.tidemark.app.alerts;

import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.runner.NotificationRecords;
import io.tidemark.alerts.runner.OperationRecords;
import io.tidemark.alerts.runner.RunnerSettings;
import io.tidemark.alerts.runner.SinkRunners;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The sinks of a file at work, beside whatever else runs in the process. They begin again by themselves after trouble. */
final class SinksPart implements AlertsPart {
    private final SinkRunners runners;
    private final Producer<byte[], byte[]> producer;

    private SinksPart(SinkRunners runners, Producer<byte[], byte[]> producer) {
        this.runners = runners;
        this.producer = producer;
    }

    /** Starts the sinks of a file; their secrets are read now. */
    static SinksPart start(AlertsFile file, KafkaClient client, Topics topics) {
        var setups = file.setups(System.getenv(), System::currentTimeMillis);
        Map<String, Object> settings = new HashMap<>(client.map());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        SinkRunners runners = new SinkRunners(
                setups,
                new RunnerSettings(
                        Map.copyOf(client.map()),
                        topics.notifications().name(),
                        topics.prefix(),
                        System::currentTimeMillis),
                file.router(),
                new NotificationRecords(topics.notifications(), new MessageWriter(file.link())),
                new OperationRecords(producer, topics.operations()));
        runners.start();
        return new SinksPart(runners, producer);
    }

    /** Never: a sink that fails begins again, and says so in the log and on the operations. */
    @Override
    public Optional<String> stopped() {
        return Optional.empty();
    }

    @Override
    public void close() {
        runners.close();
        producer.close();
    }
}
