package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ModelPlan;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The bundled census stream with labels that came hours to days late, some twice, some contradicting, some never.
 *
 * @param baseline of its features
 * @param model what its answers are judged by
 * @param audit the verdicts that every run must come to
 */
record AdultModel(Baseline baseline, ModelBaseline model, AuditResult audit) {
    private static final Path EXAMPLES = Path.of("..", "examples", "adult");
    private static final String ENDPOINT = "census-income";
    private static final CaptureNames NAMES = new CaptureNames(ENDPOINT, null);
    static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofHours(2), Duration.ZERO));
    static final ModelConfig MODELS =
            ModelConfig.defaults().withLabels(LabelRules.defaults().withConflict(ConflictRule.FIRST));

    /**
     * Makes the baselines and audits the stream.
     *
     * @param made a folder for the model baseline
     */
    static AdultModel audited(Path made) throws Exception {
        Baseline baseline = BaselineJob.run(
                        BaselinePlan.of(EXAMPLES.resolve("train.csv")).withLabel("income"))
                .baseline();
        Path file = made.resolve("model.json");
        RecordedConsole console = RecordedConsole.piped();
        Main.run(
                console.console(),
                "baseline",
                "quality",
                EXAMPLES.resolve("model/predictions.csv.gz").toString(),
                "--label=income",
                "--predicted=predicted_label@0",
                "--probability=score@1",
                "--facet=sex=Female",
                "--facet=race=Black",
                "--facet=age>40",
                "-o",
                file.toString());
        assertThat(file).as(console.err()).exists();
        ModelBaseline model;
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelBaselineJson.read(in, "model.json");
        }
        AuditResult audit = Audit.run(AuditPlan.of(EXAMPLES.resolve("capture"), baseline, CONFIG, Instant.now())
                .withNames(NAMES)
                .withModel(ModelPlan.of(model, MODELS).withGroundTruth(EXAMPLES.resolve("groundtruth"), null)));
        return new AdultModel(baseline, model, audit);
    }

    /** Returns the hash of every final verdict, by {@code start of the window/segment}. */
    Map<String, String> verdicts() {
        Map<String, String> verdicts = new TreeMap<>();
        audit.model()
                .orElseThrow()
                .reports()
                .forEach(report -> verdicts.put(
                        report.window().window().startMs() + "/"
                                + report.window().segment(),
                        report.verdictHash().hex()));
        return verdicts;
    }

    /** Returns how many rows of the stream can have a label. */
    long eligible() {
        return audit.model().orElseThrow().reports().stream()
                .filter(report -> report.window().segment().isEmpty())
                .mapToLong(ModelReport::eligible)
                .sum();
    }

    /** Makes the baseline and the model baseline current. */
    void activate(LiveTopics topics) {
        topics.activate(baseline, ENDPOINT);
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

    /** Sends the captures and their labels, and ends both. */
    static void replay(LiveTopics topics) throws Exception {
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
}
