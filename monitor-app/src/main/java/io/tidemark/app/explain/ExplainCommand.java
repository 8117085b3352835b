package io.tidemark.app.explain;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Report;
import io.tidemark.app.options.BaselineOption;
import io.tidemark.app.options.JudgedModelOption;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.RuleGuide;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.ModelBaseline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains a rule, or one violation. */
@Command(
        name = "explain",
        header = "Explain a rule by its code, or a violation by its id.",
        description = {
            "The first digits of an id will do. With the baseline both distributions are",
            "shown, with the model baseline what the model did then.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  tidemark explain DR002",
            "  tidemark explain dq001 --format json",
            "  tidemark audit examples/adult/capture -b adult.json --endpoint adult -o out",
            "  tidemark explain V-8a348cb1 --from out --baseline adult.json",
            "  tidemark explain V-8a348cb1 --bootstrap localhost:9092"
        })
public final class ExplainCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "WHAT", description = "A rule's code (DR002) or a violation's id (V-7f3a).")
    private String what = "";

    @Mixin
    private ViolationSource source = new ViolationSource();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private JudgedModelOption model = new JudgedModelOption();

    @Mixin
    private FormatOption format = new FormatOption();

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.DATA);
        Optional<RuleGuide> rule = RuleGuide.all().stream()
                .filter(guide -> guide.code().equalsIgnoreCase(what))
                .findFirst();
        if (rule.isPresent()) {
            explain(rule.get(), form);
        } else if (ViolationSource.isId(what)) {
            explain(source.find(what), form);
        } else {
            throw unknown();
        }
        return ExitCode.CLEAN;
    }

    private void explain(RuleGuide guide, Format form) {
        RulePage page = new RulePage(guide);
        print(form, () -> page.print(console), page.report());
    }

    private void explain(Violation violation, Format form) {
        @Nullable Baseline given = baseline.given().orElse(null);
        boolean isOfModel = ViolationPage.isOfModel(violation);
        if (!isOfModel && given != null && !given.hash().equals(violation.baselineHash())) {
            console.warn("this baseline is not the one that judged: distributions are not shown");
            given = null;
        }
        @Nullable ModelBaseline judged = model.given().orElse(null);
        if (isOfModel && judged != null && !judged.hash().equals(violation.baselineHash())) {
            console.warn("this model baseline is not the one that judged: its figure is not shown");
            judged = null;
        }
        ViolationPage page = new ViolationPage(violation, isOfModel ? null : given, isOfModel ? judged : null);
        print(form, () -> page.print(console), page.report());
        console.out().flush();
        if (form == Format.TABLE) {
            console.say("next: tidemark check-evidence " + what + " with the same options"
                    + (isOfModel && judged == null ? " and --model FILE" : "") + " recomputes it");
        }
    }

    private void print(Format form, Runnable forPeople, Report report) {
        if (form == Format.TABLE) {
            forPeople.run();
        } else {
            FormatOption.print(report, form, console);
        }
    }

    private UserError unknown() {
        List<String> codes =
                Arrays.stream(CheckType.values()).map(CheckType::name).toList();
        Problem problem = Problem.of("\"" + what + "\" is neither a rule's code nor a violation's id");
        Optional<String> meant = Suggestions.didYouMean(what.toUpperCase(Locale.ROOT), codes);
        return UserError.usage(meant.map(problem::fix).orElse(problem).fix("the codes: tidemark rules"));
    }
}
