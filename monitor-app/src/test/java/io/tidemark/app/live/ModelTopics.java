package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ModelAudit;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.codec.ModelBaselineChunks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A test's topics as the labels application uses them: models are made current, labels sent, final verdicts read. */
final class ModelTopics {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LiveTopics topics;
    private final String endpoint;

    ModelTopics(LiveTopics topics, String endpoint) {
        this.topics = topics;
        this.endpoint = endpoint;
    }

    /** Returns the name that the labels application of these topics runs under. */
    static String applicationId(LiveTopics topics) {
        return LiveApp.applicationId(topics.names()) + "-labels";
    }

    /** Publishes a model baseline and makes it current from the beginning of time. */
    void activate(ModelBaseline model) {
        Topics names = topics.names();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        ModelBaselineChunks.split(model)
                .forEach(chunk -> records.add(record(names.baselines(), RecordKeys.of(chunk), chunk)));
        Activation activation = Activation.newBuilder()
                .setEndpoint(endpoint)
                .setEffectiveFrom(Activations.FROM_THE_BEGINNING)
                .setKind(ActivationKind.MODEL)
                .setHash(model.hash().hex())
                .build();
        records.add(record(names.activations(), RecordKeys.of(activation), activation));
        topics.broker().produceBytes(records);
    }

    /** Sends captured files and their labels, each in the order of its time, and ends both. */
    void replay(Path captures, Path groundTruth) throws Exception {
        Properties client = new Properties();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.broker().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaReplayer.producerSettings(client), new ByteArraySerializer(), new ByteArraySerializer())) {
            new KafkaReplayer(producer, ReplayClock.system())
                    .replay(ReplayPlan.of(captures, topics.names().captures().name(), Instant.now())
                            .withNames(new CaptureNames(endpoint, null))
                            .withLabels(new ReplayPlan.LabelSource(
                                    groundTruth,
                                    null,
                                    topics.names().groundTruth().name())));
        }
    }

    /** Ends a replay into captures or ground truth in the window that holds this time, on every partition. */
    void end(Topic<?, ?> topic, long lastMs) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < topics.partitions(); i++) {
            ProducerRecord<byte[], byte[]> end =
                    new ProducerRecord<>(topic.name(), i, bytes("control"), bytes(Long.toString(lastMs)));
            end.headers().add(new RecordHeader(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END)));
            end.headers().add(new RecordHeader(Topics.ENDPOINT_HEADER, bytes(endpoint)));
            records.add(end);
        }
        topics.broker().produceBytes(records);
    }

    /** Waits until the final verdicts are these, each once. */
    void awaitFinals(Map<String, String> expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(finals().keySet()).containsAll(expected.keySet()));
        assertThat(finals()).isEqualTo(expected);
    }

    /** Waits until so many windows and segments are final, and returns their verdicts. */
    Map<String, String> awaitFinals(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(finals()).hasSize(count));
        return finals();
    }

    /** Returns the final verdicts by window and segment: rows, labelled rows and hash. */
    Map<String, String> finals() {
        Map<String, String> finals = new TreeMap<>();
        Topic<String, ModelReport> topic = topics.names().modelReports();
        for (ConsumerRecord<byte[], byte[]> record : topics.broker().readCommitted(topic.name())) {
            ModelReport report = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
            if (report.getStatus().equals("FINAL") && report.getPart() == 0) {
                String before = finals.put(
                        key(report.getWindowStart(), report.getSegment()),
                        verdict(report.getEligible(), report.getLabelled(), report.getVerdictHash()));
                assertThat(before).as("final once").isNull();
            }
        }
        return finals;
    }

    /** Returns the verdicts of an audit in the form of {@link #finals}. */
    static Map<String, String> finals(ModelAudit audit) {
        Map<String, String> finals = new TreeMap<>();
        audit.reports()
                .forEach(report -> finals.put(
                        key(report.window().window().startMs(), report.window().segment()),
                        verdict(
                                report.eligible(),
                                report.labelled(),
                                report.verdictHash().hex())));
        return finals;
    }

    private static String key(long windowStart, String segment) {
        return windowStart + "/" + segment;
    }

    private static String verdict(long eligible, long labelled, String hash) {
        return labelled + " of " + eligible + " rows labelled, " + hash;
    }

    private static <T> ProducerRecord<byte[], byte[]> record(Topic<String, T> topic, String key, T value) {
        return new ProducerRecord<>(
                topic.name(), bytes(key), topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
