package io.tidemark.app.audit;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.StopSignal;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.options.BaselineOption;
import io.tidemark.app.options.CaptureOptions;
import io.tidemark.app.options.FileProgress;
import io.tidemark.app.options.ModelOptions;
import io.tidemark.app.options.MonitorOptions;
import io.tidemark.app.options.ThreadsOption;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureFolder;
import io.tidemark.replay.ModelPlan;
import io.tidemark.replay.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges captured files without Kafka. */
@Command(
        name = "audit",
        header = "Judge captured files against a baseline, without Kafka.",
        description = {"The verdicts are those of the live application, hash for hash.", ""},
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 no violation, 1 violations, 3 nothing read or nothing judged.",
            "",
            "Examples:",
            "  tidemark baseline examples/adult/train.csv --label income -o adult.json",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult -o out",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult \\",
            "    --window 6h --fail-on critical --format sarif > audit.sarif",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult \\",
            "    -o by-window --service-files",
            "  tidemark baseline quality examples/adult/model/predictions.csv.gz \\",
            "    --label income --predicted predicted_label@0 --probability score@1 \\",
            "    --facet sex=Female -o adult.model.json",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult \\",
            "    --model adult.model.json --ground-truth examples/adult/groundtruth \\",
            "    --label-conflict first --window 2h",
            "  tidemark audit examples/adult/capture -b adult.json \\",
            "    -f examples/adult/monitor.yaml",
            "  tidemark audit examples/adult/capture --endpoint adult --window 2h \\",
            "    --baseline-as-of window --bootstrap localhost:9092"
        })
public final class AuditCommand implements Callable<ExitCode> {
    private static final int MOST_THREADS = 1_024;
    private static final int ID_DIGITS = 8;

    private final Console console;

    @Mixin
    private CaptureOptions captures = new CaptureOptions();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private AsOfOptions asOf = new AsOfOptions();

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private MonitorOptions monitor = new MonitorOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Leave reports, violations, dead letters and a summary here, as JSON.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Put them beside files that no audit wrote.")
    private boolean force;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit with 1 if a violation is at least minor, major or critical; alarm: any; never: with 0."
                    + " Default: alarm")
    private @Nullable FailOn failOn;

    @Option(names = "--exit-zero", description = "The same as --fail-on never.")
    private boolean exitZero;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        requireNoConflict();
        Optional<MonitorFile> base = file.monitor("an audit");
        MonitorConfig config = monitor.config(MonitorFileOption.config(base), Given.of(spec));
        base.ifPresent(one -> captures.expect(one.endpoint()));
        Format form = format.chosen(FormatOption.JUDGEMENT);
        AuditPlan plan = judgedBy(captures.open(console), config, MonitorFileOption.model(base))
                .withNames(captures.names());
        try (StopSignal stop = StopSignal.listening()) {
            ExitCode code = auditAndTell(plan, form, stop);
            console.flush();
            return code;
        }
    }

    private ExitCode auditAndTell(AuditPlan plan, Format form, StopSignal stop) throws InterruptedException {
        AuditResult result;
        String taken;
        boolean isPartial;
        try (FileProgress progress = new FileProgress(console, "audit", stop)) {
            result = run(plan.withProgress(progress));
            isPartial = progress.files() < progress.allFiles();
            taken = Figures.count(progress.files(), "file") + ", " + Figures.megabytes(progress.bytes()) + " in "
                    + Figures.taken(progress.taken());
        }
        if (isPartial) {
            console.warn("stopped early: this is a partial result, and no files are left");
        }
        switch (form) {
            case TABLE -> new AuditSummary(console, plan, result, isPartial).print(taken);
            case JSON -> console.out().println(new AuditSummaryJson(result, isPartial).text());
            default -> FormatOption.print(new AuditReport(plan.captures(), result, isPartial).report(), form, console);
        }
        if (isPartial) {
            return ExitCode.INTERRUPTED;
        }
        tellNext(result);
        return exitCode(result);
    }

    private void requireNoConflict() {
        if (force && out == null) {
            throw UserError.usage(Problem.of("--force without --out").fix("add --out DIR, or leave --force out"));
        }
        service.requireNoConflict(out != null);
        if (exitZero && failOn != null && failOn != FailOn.NEVER) {
            throw UserError.usage(Problem.of("--exit-zero and --fail-on "
                            + failOn.name().toLowerCase(Locale.ROOT) + " contradict each other")
                    .fix("leave one of them out"));
        }
    }

    private AuditPlan judgedBy(CaptureFolder folder, MonitorConfig config, ModelConfig models)
            throws InterruptedException {
        Optional<AsOfOptions.Published> published = asOf.read(baseline, folder);
        if (published.isEmpty()) {
            return plan(baseline.required(), config)
                    .withModel(model.plan(models).orElse(null));
        }
        AsOfOptions.Published known = published.get();
        service.requireOneBaseline();
        Optional<ModelPlan> ofModel = model.plan(models, known.model());
        boolean isFile = model.hasFile() && ofModel.isPresent();
        return plan(known.baseline(), config)
                .withModel(ofModel.orElse(null))
                .withActive(isFile ? known.withModel(ofModel.get().baseline()) : known.active());
    }

    private AuditPlan plan(Baseline against, MonitorConfig config) {
        AuditPlan plan = AuditPlan.of(captures.path(), against, config, Instant.now())
                .withThreads(threads.threads(MOST_THREADS));
        return out == null ? plan : plan.withOutput(service.addTo(new OutputFolder(out, force), against));
    }

    private AuditResult run(AuditPlan plan) throws InterruptedException {
        try {
            return Audit.run(plan);
        } catch (IOException e) {
            throw captures.unreadable(e);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            if (message.startsWith("--out ") || message.contains("--label-") || message.startsWith("endpoint ")) {
                throw UserError.usage(Problem.of(message));
            }
            throw e;
        }
    }

    private void tellNext(AuditResult result) {
        console.out().flush();
        Optional<Violation> worst = result.allViolations().stream().min(ViolationTable.WORST_FIRST);
        if (out == null) {
            console.say("next: add --out DIR to keep reports and violations as JSON");
        } else if (worst.isPresent()) {
            console.say("next: tidemark explain V-" + worst.get().id().hex().substring(0, ID_DIGITS) + " --from "
                    + ShellWord.quoted(out) + (isOfModel(worst.get()) ? model.again() : baseline.again()));
        }
    }

    private static boolean isOfModel(Violation violation) {
        return CheckType.ofCode(violation.outcome().code()).isOfModels();
    }

    private ExitCode exitCode(AuditResult result) {
        FailOn level = exitZero ? FailOn.NEVER : Objects.requireNonNullElse(failOn, FailOn.ALARM);
        ExitCode code = level.exitCode(result);
        if (code == ExitCode.INSUFFICIENT_DATA) {
            console.warn(
                    result.accounting().counted() == 0
                            ? "no record was counted, so nothing was judged"
                            : "no window has enough rows for a verdict; a longer --window has more");
        }
        return code;
    }
}
