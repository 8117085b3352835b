package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.audit.RealAnswers;
import io.tidemark.app.audit.RealStream;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ModelAudit;
import io.tidemark.replay.ModelPlan;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models of every kind on real data: live and audited they have the same final verdicts. */
@Tag("broker")
@EnabledIfEnvironmentVariable(
        named = RealStream.VARIABLE,
        matches = ".+",
        disabledReason = "the real data are not there: set TIDEMARK_DATA to their folder")
class RealModelsLiveTest {
    private static final String ENDPOINT = "model";
    private static final int PARTITIONS = 2;

    @TempDir
    private Path folder;

    /** What is sent, live and to the audit, and how it is judged. */
    private record Run(
            RealAnswers.Written files, ModelBaseline model, MonitorConfig config, ModelConfig models, int verdicts) {}

    /** Two answers by their score alone; a number in windows of a week, with labels that came by the end of the month. */
    @ParameterizedTest
    @EnumSource(names = {"CHURN", "BIKE"})
    void streamsWithLateLabelsHaveTheAuditsVerdicts(RealStream stream) throws Exception {
        Baseline baseline = BaselineJob.run(
                        BaselinePlan.of(stream.path("train.csv")).withLabel(stream.trainLabel()))
                .baseline();
        ModelConfig models = ModelConfig.defaults()
                .withLabels(
                        LabelRules.defaults().withConflict(ConflictRule.FIRST).withHorizon(stream.horizon()));
        assertLiveIsTheAudit(new Run(
                new RealAnswers.Written(stream.path("capture"), stream.path("groundtruth"), baseline),
                stream.model(),
                MonitorConfig.of(WindowSpec.of(stream.window(), Duration.ZERO)),
                models,
                stream == RealStream.BIKE ? 53 : 9));
    }

    @Test
    void severalClassesHaveTheAuditsVerdict() throws Exception {
        assertLiveIsTheAudit(ofTable(RealAnswers.digits()));
    }

    @Test
    void attributionsHaveTheAuditsVerdict() throws Exception {
        ModelAudit audit = assertLiveIsTheAudit(ofTable(RealAnswers.german()));
        assertThat(audit.reports().get(0).attributions().rows()).isEqualTo(1_000);
    }

    private Run ofTable(RealAnswers answers) throws Exception {
        return new Run(answers.write(folder), answers.model(), MonitorConfig.defaults(), ModelConfig.defaults(), 1);
    }

    private ModelAudit assertLiveIsTheAudit(Run run) throws Exception {
        Path groundTruth = run.files().groundTruth();
        ModelAudit audit = Audit.run(AuditPlan.of(
                                run.files().captures(), run.files().baseline(), run.config(), Instant.now())
                        .withNames(new CaptureNames(ENDPOINT, null))
                        .withModel(ModelPlan.of(run.model(), run.models()).withGroundTruth(groundTruth, null)))
                .model()
                .orElseThrow();
        Map<String, String> expected = ModelTopics.finals(audit);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(run.verdicts());
        LiveTopics topics = new LiveTopics(PARTITIONS);
        ModelTopics models = new ModelTopics(topics, ENDPOINT);
        models.activate(run.model());
        LabelsSettings settings = LabelsSettings.beside(
                LiveApp.settings(topics, run.config(), folder.resolve("state")),
                ModelTopics.applicationId(topics),
                run.models());
        try (LabelStreams app = LabelStreams.create(settings)) {
            app.start();
            models.replay(run.files().captures(), groundTruth);
            models.awaitFinals(expected);
            assertThat(app.lostOffsets()).isZero();
        }
        return audit;
    }
}
