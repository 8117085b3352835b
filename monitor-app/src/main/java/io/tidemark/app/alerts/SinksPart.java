package io.tidemark.app.alerts;

import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.runner.NotificationRecords;
import io.tidemark.alerts.runner.OperationRecords;
import io.tidemark.alerts.runner.RunnerSettings;
import io.tidemark.alerts.runner.SinkRunners;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The sinks and retrain targets of a file at work, beside whatever else runs in the process. They begin again by themselves after trouble. */
final class SinksPart implements AlertsPart {
    private final List<SinkRunners> runners;
    private final Producer<byte[], byte[]> producer;

    private SinksPart(List<SinkRunners> runners, Producer<byte[], byte[]> producer) {
        this.runners = runners;
        this.producer = producer;
    }

    /** Starts the sinks of a file; their secrets are read now. */
    static SinksPart start(AlertsFile file, KafkaClient client, Topics topics) {
        var setups = file.setups(System.getenv(), System::currentTimeMillis);
        var targets = file.retrainTargets(System.getenv(), System::currentTimeMillis);
        Map<String, Object> settings = new HashMap<>(client.map());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        OperationRecords operations = new OperationRecords(producer, topics.operations());
        SinkRunners sinks = new SinkRunners(
                setups,
                reading(client, topics, RunnerSettings.SINKS),
                file.router(),
                new NotificationRecords(topics.notifications(), new MessageWriter(file.link())),
                operations);
        // No sink has a name with a '/', so every sink may tell of a target that it has nothing to do with.
        SinkRunners started = new SinkRunners(
                targets,
                reading(client, topics, RunnerSettings.RETRAIN),
                report -> operations.write(report.named("retrain/" + report.sink())));
        sinks.start();
        started.start();
        return new SinksPart(List.of(sinks, started), producer);
    }

    private static RunnerSettings reading(KafkaClient client, Topics topics, String kind) {
        String topic = kind.equals(RunnerSettings.SINKS)
                ? topics.notifications().name()
                : topics.retrain().name();
        return new RunnerSettings(Map.copyOf(client.map()), topic, topics.prefix(), kind, System::currentTimeMillis);
    }

    /** Never: a sink that fails begins again, and says so in the log and on the operations. */
    @Override
    public Optional<String> stopped() {
        return Optional.empty();
    }

    @Override
    public void close() {
        runners.forEach(SinkRunners::close);
        producer.close();
    }
}
