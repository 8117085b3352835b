package io.tidemark.app.audit;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.BaselineOption;
import io.tidemark.app.options.CaptureOptions;
import io.tidemark.app.options.FileProgress;
import io.tidemark.app.options.MonitorOptions;
import io.tidemark.app.options.ThreadsOption;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult --out out",
            "  tidemark audit captures -b churn.json --endpoint churn --out out --service-files"
        })
public final class AuditCommand implements Callable<ExitCode> {
    private static final int MOST_THREADS = 1_024;

    private final Console console;

    @Mixin
    private CaptureOptions captures = new CaptureOptions();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

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
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "alarm: exit with 1 if a rule fired; never: with 0. Default: alarm")
    private @Nullable FailOn failOn;

    @Option(names = "--exit-zero", description = "The same as --fail-on never.")
    private boolean exitZero;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json. Default: table")
    private AuditFormat format = AuditFormat.TABLE;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        requireNoConflict();
        MonitorConfig config = monitor.config();
        CaptureNames capturedBy = captures.names();
        captures.open(console);
        AuditPlan plan = plan(baseline.required(), config).withNames(capturedBy);
        AuditResult result;
        String taken;
        try (FileProgress progress = new FileProgress(console, "audit")) {
            result = run(plan.withProgress(progress));
            taken = Figures.count(progress.files(), "file") + ", " + Figures.megabytes(progress.bytes()) + " in "
                    + Figures.taken(progress.taken());
        }
        if (format == AuditFormat.JSON) {
            console.out().println(new AuditSummaryJson(result).text());
        } else {
            new AuditSummary(console, plan, result).print(taken);
        }
        tellNext();
        return exitCode(result);
    }

    private void requireNoConflict() {
        if (force && out == null) {
            throw UserError.usage(Problem.of("--force without --out").fix("add --out DIR, or leave --force out"));
        }
        service.requireNoConflict(out != null);
        if (exitZero && failOn == FailOn.ALARM) {
            throw UserError.usage(Problem.of("--exit-zero and --fail-on alarm contradict each other")
                    .fix("leave one of them out"));
        }
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
            if (message.startsWith("--out ")) {
                throw UserError.usage(Problem.of(message));
            }
            throw e;
        }
    }

    private void tellNext() {
        if (out == null) {
            console.say("next: add --out DIR to keep reports and violations as JSON");
        } else {
            console.say("next: head -n 1 " + ShellWord.quoted(out.resolve("violations.ndjson")));
        }
    }

    private ExitCode exitCode(AuditResult result) {
        Map<WindowState, Long> states = result.windowsByState();
        if (result.violations() > 0) {
            return exitZero || failOn == FailOn.NEVER ? ExitCode.CLEAN : ExitCode.VIOLATIONS;
        }
        if (states.containsKey(WindowState.OK)) {
            return ExitCode.CLEAN;
        }
        console.warn(
                result.accounting().counted() == 0
                        ? "no record was counted, so nothing was judged"
                        : "no window has enough rows for a verdict; a longer --window has more");
        return ExitCode.INSUFFICIENT_DATA;
    }

    /** The values of {@code --fail-on}. */
    enum FailOn {
        ALARM,
        NEVER
    }

    /** The values of {@code --format}. */
    enum AuditFormat {
        TABLE,
        JSON
    }
}
