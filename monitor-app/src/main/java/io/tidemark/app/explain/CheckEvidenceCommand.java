package io.tidemark.app.explain;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.options.BaselineOption;
import io.tidemark.app.options.JudgedModelOption;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelEvidence;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Recomputes a violation from the evidence that it carries. */
@Command(
        name = "check-evidence",
        header = "Recompute a violation from the counts that it carries.",
        description = {
            "Needs no captures: the counts and the baseline are enough. Violations of",
            "quality, bias and attribution (MQ, BI, FA) need the model's: --model FILE.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 the evidence proves it, 5 it does not, or --file is not what judged it.",
            "",
            "Examples:",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult -o out",
            "  tidemark check-evidence V-8a348cb1 --from out --baseline adult.json",
            "  tidemark check-evidence V-8a348cb1 -b adult.json --bootstrap localhost:9092",
            "  tidemark check-evidence V-8a348cb1 --from out -b adult.json \\",
            "    -f examples/adult/monitor.yaml"
        })
public final class CheckEvidenceCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "ID", description = "The violation's id; its first digits will do.")
    private String id = "";

    @Mixin
    private ViolationSource source = new ViolationSource();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private JudgedModelOption model = new JudgedModelOption();

    CheckEvidenceCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (!ViolationSource.isId(id)) {
            throw UserError.usage(Problem.of("\"" + id + "\" is no id of a violation")
                    .fix("give at least four of its hexadecimal digits"));
        }
        Optional<Baseline> features = baseline.given();
        Optional<ModelBaseline> ofModel = model.given();
        if (features.isEmpty() && ofModel.isEmpty()) {
            throw UserError.usage(Problem.of("no baseline given")
                    .because("the counts are compared with it once more")
                    .fix("add --baseline FILE, or --model FILE for a violation of quality, bias or attribution"));
        }
        Optional<MonitorFile> monitor = file.monitor("a check of evidence");
        Violation violation = source.find(id);
        EvidenceCheck check = ViolationPage.isOfModel(violation)
                ? check(
                        violation,
                        () -> ModelEvidence.check(violation, ofModel.orElseThrow(() -> missingModel(violation))))
                : check(violation, () -> EvidenceCheck.of(violation, baseline.required()));
        console.out().println(violation.description());
        console.out()
                .println("  recorded    " + Figures.digits(violation.outcome().value()) + ", limit "
                        + Figures.digits(violation.outcome().threshold()));
        console.out()
                .println("  recomputed  " + Figures.digits(check.value()) + " from "
                        + Figures.count(violation.rows(), "row"));
        console.out()
                .println("  "
                        + (check.holds()
                                ? console.paint(Style.GOOD, "proven:")
                                        + " the same number, bit for bit, and it is a violation"
                                : console.paint(Style.ERROR, "not proven:") + " " + difference(check)));
        boolean isSame = monitor.isEmpty() || isOfMonitor(violation, monitor.get());
        return check.holds() && isSame ? ExitCode.CLEAN : ExitCode.MISMATCH;
    }

    private boolean isOfMonitor(Violation violation, MonitorFile monitor) {
        ContentHash hash = ViolationPage.isOfModel(violation)
                ? monitor.model()
                        .hash(monitor.config().windows(), monitor.config().capture())
                : monitor.config().hash();
        boolean isSame = hash.equals(violation.configHash());
        String written = monitor.document().file() + " (" + hash.brief() + ")";
        console.out()
                .println("  monitor     "
                        + (isSame
                                ? "judged by " + written
                                : "judged by another configuration, "
                                        + violation.configHash().brief() + ", than " + written));
        return isSame;
    }

    private static String difference(EvidenceCheck check) {
        if (!check.isSameValue()) {
            return "the number differs";
        }
        return check.isBad() ? "the severity differs" : "the number is within the limit";
    }

    private static UserError missingModel(Violation violation) {
        return UserError.usage(Problem.of(violation.outcome().code() + " needs the model baseline")
                .because("it was judged with model baseline "
                        + violation.baselineHash().brief())
                .fix("add --model FILE, the one that `tidemark baseline quality` wrote"));
    }

    private static EvidenceCheck check(Violation violation, Supplier<EvidenceCheck> recomputing) {
        try {
            return recomputing.get();
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the evidence cannot be checked")
                    .because(String.valueOf(e.getMessage()))
                    .fix("give the " + (ViolationPage.isOfModel(violation) ? "--model" : "--baseline")
                            + " that the violation names: "
                            + violation.baselineHash().hex()));
        }
    }
}
