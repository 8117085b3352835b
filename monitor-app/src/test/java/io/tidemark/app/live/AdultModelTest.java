package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ModelPlan;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.codec.ModelBaselineChunks;
import io.tidemark.wire.json.ModelBaselineJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bundled census stream with labels that came hours to days late, some twice, some contradicting, some never: the same
 * verdicts on quality, bias and segments, live beside drift and audited.
 */
@Tag("broker")
class AdultModelTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "adult");
    private static final String ENDPOINT = "census-income";
    private static final CaptureNames NAMES = new CaptureNames(ENDPOINT, null);
    private static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofHours(2), Duration.ZERO));
    private static final ModelConfig MODELS =
            ModelConfig.defaults().withLabels(LabelRules.defaults().withConflict(ConflictRule.FIRST));

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Baseline baseline;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static ModelBaseline model;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static AuditResult audit;

    @TempDir
    private Path folder;

    @BeforeAll
    static void audit(@TempDir Path made) throws Exception {
        baseline = BaselineJob.run(
                        BaselinePlan.of(EXAMPLES.resolve("train.csv")).withLabel("income"))
                .baseline();
        Path file = made.resolve("model.json");
        RecordedConsole console = RecordedConsole.piped();
        Main.run(
                console.console(),
                "baseline",
                "quality",
                EXAMPLES.resolve("predictions.csv.gz").toString(),
                "--label=income",
                "--predicted=predicted_label@0",
                "--probability=score@1",
                "--facet=sex=Female",
                "--facet=race=Black",
                "--facet=age>40",
                "-o",
                file.toString());
        assertThat(file).as(console.err()).exists();
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelBaselineJson.read(in, "model.json");
        }
        audit = Audit.run(AuditPlan.of(EXAMPLES.resolve("capture"), baseline, CONFIG, Instant.now())
                .withNames(NAMES)
                .withModel(ModelPlan.of(model, MODELS).withGroundTruth(EXAMPLES.resolve("groundtruth"), null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void liveVerdictsOnTheModelAreTheAudits(int partitions) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        audit.model()
                .orElseThrow()
                .reports()
                .forEach(report -> expected.put(
                        report.window().window().startMs() + "/"
                                + report.window().segment(),
                        report.verdictHash().hex()));
        LiveTopics topics = new LiveTopics(partitions);
        topics.activate(baseline, ENDPOINT);
        activate(topics);
        DriftSettings drift = LiveApp.settings(topics, CONFIG, folder);
        LabelsSettings labels = LabelsSettings.beside(drift, drift.applicationId() + "-labels", MODELS);
        try (MonitorStreams driftApp = LiveApp.start(drift);
                LabelStreams labelsApp = LabelStreams.create(labels)) {
            labelsApp.start();
            replay(topics);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(finals(topics)).isEqualTo(expected));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(48));
            assertThat(driftApp.state().isRunningOrRebalancing()).isTrue();
            assertThat(labelsApp.state().isRunningOrRebalancing()).isTrue();
        }
    }

    private static void activate(LiveTopics topics) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        ModelBaselineChunks.split(model)
                .forEach(chunk -> records.add(record(topics.names().baselines(), RecordKeys.of(chunk), chunk)));
        Activation activation = Activation.newBuilder()
                .setEndpoint(ENDPOINT)
                .setEffectiveFrom(Activations.FROM_THE_BEGINNING)
                .setKind(ActivationKind.MODEL)
                .setHash(model.hash().hex())
                .build();
        records.add(record(topics.names().activations(), RecordKeys.of(activation), activation));
        topics.broker().produceBytes(records);
    }

    private static <T> ProducerRecord<byte[], byte[]> record(Topic<String, T> topic, String key, T value) {
        return new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    private static void replay(LiveTopics topics) throws Exception {
        Properties client = new Properties();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.broker().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaReplayer.producerSettings(client), new ByteArraySerializer(), new ByteArraySerializer())) {
            new KafkaReplayer(producer, ReplayClock.system())
                    .replay(ReplayPlan.of(
                                    EXAMPLES.resolve("capture"),
                                    topics.names().captures().name(),
                                    Instant.now())
                            .withNames(NAMES)
                            .withLabels(new ReplayPlan.LabelSource(
                                    EXAMPLES.resolve("groundtruth"),
                                    null,
                                    topics.names().groundTruth().name())));
        }
    }

    private static Map<String, String> finals(LiveTopics topics) {
        Map<String, String> finals = new TreeMap<>();
        Topic<String, ModelReport> topic = topics.names().modelReports();
        for (ConsumerRecord<byte[], byte[]> record : topics.broker().readCommitted(topic.name())) {
            ModelReport report = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
            if (report.getStatus().equals("FINAL")) {
                finals.put(report.getWindowStart() + "/" + report.getSegment(), report.getVerdictHash());
            }
        }
        return finals;
    }
}
