package io.tidemark.app.demo;

import io.tidemark.core.evaluation.Violation;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.codec.ModelReportCodec;
import io.tidemark.wire.codec.ViolationCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The labels application beside the drift application of a demo: waits for its estimates, which need no label, then sends
 * the labels and waits for its final verdicts.
 */
final class LabelsDemo implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Object> client;
    private final Topics topics;
    private final LabelStreams application;
    private final ModelVerdicts verdicts = new ModelVerdicts();
    private final KafkaConsumer<byte[], byte[]> consumer;

    LabelsDemo(Map<String, Object> client, Topics topics, LabelStreams application) {
        this.client = client;
        this.topics = topics;
        this.application = application;
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> places = new ArrayList<>();
        for (String topic :
                List.of(topics.modelReports().name(), topics.violations().name())) {
            consumer.partitionsFor(topic).forEach(info -> places.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(places);
        consumer.seekToBeginning(places);
    }

    /** Waits until so many windows have been judged before any label, by estimate. */
    void awaitEstimates(int windows) {
        await(windows, ModelVerdicts::estimates, "estimates");
    }

    /**
     * Sends the labels as fast as they go, and waits for the final verdicts on so many windows.
     *
     * @param plan with labels, whose captures were sent
     * @param lastCapture the last event time of these captures
     */
    void send(ReplayPlan plan, Instant lastCapture, int windows) throws IOException, InterruptedException {
        Properties properties = new Properties();
        properties.putAll(client);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaReplayer.producerSettings(properties), new ByteArraySerializer(), new ByteArraySerializer())) {
            new KafkaReplayer(producer, ReplayClock.system()).replayLabels(plan, lastCapture);
        }
        await(windows, ModelVerdicts::finals, "final verdicts");
    }

    ModelVerdicts verdicts() {
        return verdicts;
    }

    private void await(int windows, ToIntFunction<ModelVerdicts> count, String what) {
        long began = System.nanoTime();
        while (count.applyAsInt(verdicts) < windows) {
            poll();
            boolean isOver = System.nanoTime() - began > PATIENCE.toNanos();
            if (isOver || !application.state().isRunningOrRebalancing()) {
                throw new IllegalStateException("the labels application gave " + count.applyAsInt(verdicts) + " of "
                        + windows + " " + what + ", state " + application.state());
            }
        }
        readToTheEnd();
    }

    /** A report and its violations are committed together, but lie on two topics. */
    private void readToTheEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        do {
            poll();
        } while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(topics.violations().name())) {
                Violation violation = ViolationCodec.toDomain(
                        topics.violations().valueSerde().deserializer().deserialize(record.topic(), record.value()));
                if (ModelVerdicts.isOfModel(violation)) {
                    verdicts.add(violation);
                }
            } else {
                ModelReport report =
                        topics.modelReports().valueSerde().deserializer().deserialize(record.topic(), record.value());
                // The demo's model captures no attributions, so a report is one record.
                verdicts.add(ModelReportCodec.toDomain(List.of(report)));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        application.close();
    }
}
