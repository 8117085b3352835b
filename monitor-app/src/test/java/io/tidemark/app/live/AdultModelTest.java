package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.FlipFigure;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ModelPlan;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.json.ModelBaselineJson;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    private static final Path CAPTURES = EXAMPLES.resolve("capture");
    private static final Path LABELS = EXAMPLES.resolve("groundtruth");
    private static final int WINDOWS = 48;
    private static final long SEED = 23;
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
    private static Path modelFile;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static AuditResult audit;

    @TempDir
    private Path folder;

    @BeforeAll
    static void audit(@TempDir Path made) throws Exception {
        baseline = BaselineJob.run(
                        BaselinePlan.of(EXAMPLES.resolve("train.csv")).withLabel("income"))
                .baseline();
        modelFile = made.resolve("model.json");
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
                "--flip-test=40",
                "--ignore=race",
                "--ignore=sex",
                "-o",
                modelFile.toString());
        assertThat(modelFile).as(console.err()).exists();
        try (InputStream in = Files.newInputStream(modelFile)) {
            model = ModelBaselineJson.read(in, "model.json");
        }
        audit = Audit.run(AuditPlan.of(CAPTURES, baseline, CONFIG, Instant.now())
                .withNames(NAMES)
                .withModel(ModelPlan.of(model, MODELS).withGroundTruth(LABELS, null)));
    }

    /** Then the commands say the same of the topics: every verdict is proven, and no record is unaccounted for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void liveVerdictsOnTheModelAreTheAudits(int partitions) throws Exception {
        LiveTopics topics = new LiveTopics(partitions);
        topics.activate(baseline, ENDPOINT);
        ModelTopics models = new ModelTopics(topics, ENDPOINT);
        models.activate(model);
        DriftSettings drift = LiveApp.settings(topics, CONFIG, folder);
        LabelsSettings labels = LabelsSettings.beside(drift, ModelTopics.applicationId(topics), MODELS);
        try (MonitorStreams driftApp = LiveApp.start(drift);
                LabelStreams labelsApp = LabelStreams.create(labels)) {
            labelsApp.start();
            models.replay(CAPTURES, LABELS);
            models.awaitFinals(ModelTopics.finals(audit.model().orElseThrow()));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(WINDOWS));
            assertThat(driftApp.state().isRunningOrRebalancing()).isTrue();
            assertThat(labelsApp.state().isRunningOrRebalancing()).isTrue();
        }
        assertProvenByTheCommands(topics);
        if (partitions > 1) {
            assertOtherLabelsAreAMismatch(topics);
        }
    }

    /** The labels application alone: there are reports on the model and none on its input. */
    @Test
    void labelsWithoutDriftAreProvenToo() throws Exception {
        LiveTopics topics = new LiveTopics(2);
        topics.activate(baseline, ENDPOINT);
        ModelTopics models = new ModelTopics(topics, ENDPOINT);
        models.activate(model);
        LabelsSettings labels = LabelsSettings.beside(
                LiveApp.settings(topics, CONFIG, folder), ModelTopics.applicationId(topics), MODELS);
        try (LabelStreams app = LabelStreams.create(labels)) {
            app.start();
            models.replay(CAPTURES, LABELS);
            models.awaitFinals(ModelTopics.finals(audit.model().orElseThrow()));
        }
        RecordedConsole proof = verify(topics, 0, "--label-conflict=first");
        assertThat(proof.out())
                .contains("proof: live = audit, verdict hash for verdict hash; of the model alone")
                .contains("model: 48 final reports equal")
                .doesNotContain("0 windows");
        RecordedConsole check = RecordedConsole.piped();
        assertThat(run(check, topics, "ledger", "check", "--window=2h", "--label-conflict=first"))
                .as(check.out() + check.err())
                .isZero();
        assertThat(check.err()).contains("every record is accounted for");
        assertThat(run(RecordedConsole.piped(), topics, "ledger", "check", "--window=2h", "--label-conflict=reject"))
                .as("with another rule on contradicting labels")
                .isEqualTo(5);
    }

    /** Two hours hold some 160 women: of more rows than 40 a side only a sample is compared, and the report says so. */
    @Test
    void everyWindowHasAFlipTestOverASampleOfItsRows() {
        List<FlipFigure> flips = audit.model().orElseThrow().evaluations().stream()
                .map(evaluation -> evaluation.report().facets().get(0))
                .filter(facet -> facet.facet().equals("sex=Female"))
                .map(facet -> facet.flip().orElseThrow())
                .toList();

        assertThat(flips).hasSize(WINDOWS).allSatisfy(flip -> {
            assertThat(flip.disadvantaged()).isEqualTo(40);
            assertThat(flip.advantaged()).isEqualTo(40);
            assertThat(flip.isSample()).isTrue();
            assertThat(flip.value().orNaN()).isBetween(-0.5, 0.5);
            assertThat(flip.baseline().orNaN()).isBetween(-0.5, 0.5);
        });
    }

    private static void assertProvenByTheCommands(LiveTopics topics) {
        RecordedConsole proof = verify(topics, 0, "--label-conflict=first");
        assertThat(proof.out())
                .contains("proof: 48 windows equal, live = audit")
                .contains("runHash " + runHash())
                .containsPattern("model: 48 final reports equal, runHash [0-9a-f]{64}");
        RecordedConsole check = RecordedConsole.piped();
        assertThat(run(check, topics, "ledger", "check", "--window=2h", "--label-conflict=first"))
                .as(check.out() + check.err())
                .isZero();
    }

    /** Which of contradicting labels counts is a part of the configuration: drift is the same and no model's verdict. */
    private static void assertOtherLabelsAreAMismatch(LiveTopics topics) {
        assertThat(verify(topics, 5, "--label-conflict=last").out())
                .contains("mismatch: 48 windows equal, 0 different")
                .contains("model: 0 final reports equal, 48 different, 0 only live, 0 only in the audit")
                .contains("configuration: live ");
    }

    private static RecordedConsole verify(LiveTopics topics, int exitCode, String rule) {
        RecordedConsole recorded = RecordedConsole.piped();
        int ended = run(
                recorded,
                topics,
                "verify",
                CAPTURES.toString(),
                "--endpoint=" + ENDPOINT,
                "--window=2h",
                "--wait=10s",
                "--model=" + modelFile,
                "--ground-truth=" + LABELS,
                rule);
        assertThat(ended).as(recorded.out() + recorded.err()).isEqualTo(exitCode);
        return recorded;
    }

    private static int run(RecordedConsole recorded, LiveTopics topics, String... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--bootstrap=" + topics.broker().bootstrapServers(),
                                        "--topic-prefix=" + topics.prefix()))
                        .toArray(String[]::new));
    }

    /** What the audit of input alone would say: the proof shows drift and models apart. */
    private static String runHash() {
        return VerdictHash.ofRun(
                        audit.reports().stream().map(WindowReport::verdictHash).toList())
                .hex();
    }

    /** Captures days late, labels before them and in any order: each is a record of a set until labels end. */
    @Test
    void theOrderOfArrivalChangesNoVerdictOnTheModel() throws Exception {
        LiveTopics ordered = new LiveTopics(3);
        new ModelTopics(ordered, ENDPOINT).replay(CAPTURES, LABELS);
        LiveTopics topics = new LiveTopics(3);
        ModelTopics models = new ModelTopics(topics, ENDPOINT);
        models.activate(model);
        // Its columns name the fields of the captures, which the facets are found by.
        topics.activate(baseline, ENDPOINT);
        List<ProducerRecord<byte[], byte[]>> ends = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> endsOfLabels = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> shuffled =
                new ArrayList<>(copied(ordered, topics, Topics::captures, ends));
        shuffled.addAll(copied(ordered, topics, Topics::groundTruth, endsOfLabels));
        Collections.shuffle(shuffled, new Random(SEED));
        assertThat(ends).hasSize(3);
        assertThat(endsOfLabels).hasSize(3);
        LabelsSettings settings = LabelsSettings.beside(
                LiveApp.settings(topics, CONFIG, folder), ModelTopics.applicationId(topics), MODELS);
        try (LabelStreams app = LabelStreams.create(settings)) {
            app.start();
            topics.broker().produceBytes(shuffled);
            topics.broker().produceBytes(ends);
            awaitRead(topics);
            topics.broker().produceBytes(endsOfLabels);
            models.awaitFinals(ModelTopics.finals(audit.model().orElseThrow()));
            assertThat(app.lostOffsets()).as("seed %d", SEED).isZero();
        }
    }

    /** Labels must not end before all captures are read: what comes after a final verdict is in no table. */
    private static void awaitRead(LiveTopics topics) {
        String application = ModelTopics.applicationId(topics);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(topics.lag(application, topics.names().captures())).isZero();
            assertThat(topics.lag(application, topics.names().groundTruth())).isZero();
        });
    }

    /** The records of one topic for the same of other topics; those that end it apart. */
    private static List<ProducerRecord<byte[], byte[]>> copied(
            LiveTopics from,
            LiveTopics to,
            Function<Topics, Topic<?, ?>> topic,
            List<ProducerRecord<byte[], byte[]>> ends) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (var record : from.broker().readCommitted(topic.apply(from.names()).name())) {
            boolean isEnd = record.headers().lastHeader(Topics.CONTROL_HEADER) != null;
            (isEnd ? ends : records)
                    .add(new ProducerRecord<>(
                            topic.apply(to.names()).name(),
                            record.partition(),
                            record.key(),
                            record.value(),
                            record.headers()));
        }
        return records;
    }
}
