package io.tidemark.app.demo;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.baseline.model.FacetChoice;
import io.tidemark.baseline.model.Fields;
import io.tidemark.baseline.model.LabelledFiles;
import io.tidemark.baseline.model.QualityBaselineJob;
import io.tidemark.baseline.model.QualityPlan;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ModelPlan;
import io.tidemark.replay.ReplayResult;
import io.tidemark.replay.ReplaySpeed;
import io.tidemark.wire.json.BaselineJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job in one command: a baseline, live alerts on Kafka, and an audit with the same hash, on real data. */
@Command(
        name = "demo",
        header = "Run the main job on real data: baselines, live alerts, late labels, audit with the same hash.",
        description = {
            "",
            "Starts a Kafka broker inside this process, makes a baseline of 10,000 rows of census data, replays four",
            "days of captured inference traffic through the drift application and prints violations as they are",
            "committed. Then the labels come: the labels application says how good the model was, what had been",
            "estimated before, and whom it treats worse. At last the same files are audited. Nothing is left behind."
        },
        footer = {"", "Examples:", "  tidemark demo", "  tidemark demo --speed 36000x"})
public final class DemoCommand implements Callable<ExitCode> {
    private static final String ENDPOINT = "census-income";

    private final Console console;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "max",
            description = "how fast traffic is replayed: max, or for example 3600x (default: max)")
    private String speed = "max";

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException, InterruptedException {
        Path examples = examples();
        Instant begun = Instant.now();
        DemoReport report = new DemoReport(console);
        Path folder = Files.createTempDirectory("tidemark-demo");
        try {
            MonitorConfig config = MonitorConfig.defaults();
            report.step("Baseline: what the training data promised");
            Baseline baseline = baseline(examples.resolve("train.csv"), folder, report);
            ModelBaseline model = model(examples.resolve("model").resolve("predictions.csv.gz"));
            List<Injection> truth = Truth.read(examples.resolve("truth.json"));
            LiveRun live = runLive(examples, new Baselines(baseline, model), truth, folder, report);
            report.step("Audit: the same files, without Kafka");
            AuditResult audit = Audit.run(AuditPlan.of(examples.resolve("capture"), baseline, config, Instant.now())
                    .withNames(new CaptureNames(ENDPOINT, null))
                    .withModel(ModelPlan.of(model, ModelConfig.defaults())
                            .withGroundTruth(examples.resolve("groundtruth"), null)));
            boolean same = report.comparison(live.verified(), audit);
            same &= new QualityPage(console).comparison(live.model(), audit);
            report.ending(Duration.between(begun, Instant.now()));
            return same ? ExitCode.CLEAN : ExitCode.MISMATCH;
        } finally {
            Folders.deleteTree(folder);
        }
    }

    /**
     * What the live part gave.
     *
     * @param model what was said of the model
     * @param verified what is on the topics of drift
     */
    private record LiveRun(ModelVerdicts model, LiveDemo.Proof verified) {}

    /** What the inputs and the answers are compared with. */
    private record Baselines(Baseline data, ModelBaseline model) {}

    private Baseline baseline(Path training, Path folder, DemoReport report) throws IOException, InterruptedException {
        Baseline baseline = BaselineJob.run(
                        BaselinePlan.of(training).withLabel("income").onThreads(2))
                .baseline();
        Path file = folder.resolve("baseline.json");
        try (OutputStream out = Files.newOutputStream(file)) {
            BaselineJson.write(baseline, out);
        }
        report.baseline(baseline, Files.size(file));
        return baseline;
    }

    private ModelBaseline model(Path predictions) throws InterruptedException {
        QualityPlan.Answers answers =
                QualityPlan.Answers.binary("income", Fields.parse("predicted_label@0"), Fields.parse("score@1"));
        ModelBaseline model = QualityBaselineJob.run(QualityPlan.of(LabelledFiles.of(predictions), answers)
                        .with(QualityPlan.Sides.of(
                                FacetChoice.parse("sex=Female"),
                                FacetChoice.parse("race=Black"),
                                FacetChoice.parse("age>40"))))
                .baseline();
        new QualityPage(console).baseline(model);
        return model;
    }

    private LiveRun runLive(Path examples, Baselines baselines, List<Injection> truth, Path folder, DemoReport report)
            throws IOException, InterruptedException {
        report.step("Live: four days of traffic through Kafka");
        Path captures = examples.resolve("capture");
        List<Violation> violations = new ArrayList<>();
        MonitorConfig config = MonitorConfig.defaults();
        report.working("starting an embedded Kafka broker, the drift and the labels application");
        try (LiveDemo demo = LiveDemo.start(folder, baselines.data, baselines.model, ENDPOINT, config)) {
            report.started(demo.bootstrapServers());
            Instant from = Instant.now();
            ReplayResult sent =
                    demo.replay(captures, new CaptureNames(ENDPOINT, null), ReplaySpeed.parse(speed), violation -> {
                        violations.add(violation);
                        report.violation(violation);
                    });
            report.replayed(sent, violations.size(), Duration.between(from, Instant.now()));
            LiveDemo.Proof proof = demo.prove();
            report.step("Injected beside found");
            report.scores(new Scoreboard(truth, violations), config);
            report.step("Labels: the truth comes hours to days later");
            Instant last = Objects.requireNonNull(sent.endpointMax().get(ENDPOINT));
            ModelVerdicts verdicts = demo.judge(captures, examples.resolve("groundtruth"), last, proof.windows());
            new QualityPage(console).quality(truth, verdicts);
            return new LiveRun(verdicts, proof);
        }
    }

    private Path examples() {
        Path home = Path.of(System.getProperty("tidemark.home", "."));
        Path examples = home.resolve("examples").resolve("adult");
        if (!Files.isRegularFile(examples.resolve("train.csv"))) {
            throw UserError.usage(Problem.of("the demo's data is not there")
                    .at(examples.toString())
                    .because("the demo reads examples/adult of the clone or installation that ./tidemark belongs to")
                    .fix("run ./tidemark demo from a clone or an unpacked release"));
        }
        return examples;
    }
}
