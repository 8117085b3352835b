package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ProgressLine;
import io.tidemark.app.console.UserError;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.app.options.ModelFile;
import io.tidemark.app.options.WholeFile;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.model.BiasJob;
import io.tidemark.baseline.model.BiasPlan;
import io.tidemark.baseline.model.BiasResult;
import io.tidemark.baseline.model.Fields;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.wire.json.BiasAnalysisJson;
import io.tidemark.wire.json.ServiceBias;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Analyses the bias of labels and predictions. */
@Command(
        name = "bias",
        header = "Analyse the bias of labels and predictions.",
        description = {
            "All metrics of Amazon SageMaker Clarify, with the same names and signs: those of the labels, and with",
            "--predicted those of the model too.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 of every row, 1 rows were left out (--max-bad-rows), 2 usage.",
            "",
            "Examples:",
            "  tidemark baseline bias examples/adult/train.csv \\",
            "    --label income --positive 1 \\",
            "    --facet sex=Female --group education -o analysis.json",
            "  tidemark baseline bias examples/credit/predictions.csv.gz \\",
            "    --label credit_risk --positive 1 \\",
            "    --predicted predicted_risk --facet 'age>40' --facet housing --format csv",
            "  tidemark baseline bias examples/credit/predictions.csv.gz \\",
            "    --label credit_risk --positive 1 \\",
            "    --predicted predicted_risk --facet foreign_worker=A202 \\",
            "    --model credit.model.json"
        })
final class BaselineBiasCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private LabelledOptions table = new LabelledOptions();

    @Option(names = "--label", paramLabel = "COLUMN", required = true, description = "The true answer.")
    private String label = "";

    @Option(
            names = "--positive",
            paramLabel = "VALUE",
            split = ",",
            description = "The favourable answers, with commas.")
    private List<String> positives = List.of();

    @Option(
            names = "--positive-above",
            paramLabel = "X",
            description = "Answers are numbers, and those above this are favourable.")
    private double positiveAbove = Double.NaN;

    @Option(names = "--predicted", paramLabel = "COLUMN", description = "The model's answer.")
    private String predicted = "";

    @Mixin
    private SideOptions sides = new SideOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write an analysis.json as Amazon SageMaker Clarify does.")
    private @Nullable Path out;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Put the figures into this model baseline, in place of its own.")
    private @Nullable Path model;

    @Mixin
    private FormatOption format = new FormatOption();

    BaselineBiasCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException, IOException {
        Format form = format.chosen(FormatOption.DATA);
        if (!sides.hasFacets()) {
            throw UserError.usage(Problem.of("no facet given")
                    .because("bias is what a group gets against the rest")
                    .fix("add --facet and the group, for example --facet sex=Female"));
        }
        if (positives.isEmpty() == Double.isNaN(positiveAbove)) {
            throw UserError.usage(
                    Problem.of("it takes either --positive or --positive-above to tell favourable answers")
                            .fix("add for example --positive 1"));
        }
        if (out != null) {
            WholeFile.require(out, table.inputs(), "analysis");
        }
        ModelBaseline before = model == null ? null : new ModelFile(model).read();
        try (LabelledOptions.Opened opened = table.open(
                System.in, "tidemark baseline bias data.csv --label COLUMN --positive 1 --facet sex=Female")) {
            BiasResult result = run(plan(opened));
            ExitCode code = LabelledReports.tell(result.warnings(), result.badRows(), console);
            if (out != null) {
                WholeFile.write(out, "analysis", stream -> BiasAnalysisJson.write(result.analysis(), stream));
            }
            FormatOption.print(report(result), form, console);
            if (model != null && before != null) {
                putInto(before, new ModelFile(model), result);
            }
            return code;
        } catch (CsvException problem) {
            throw UserError.usage(BaselineProblems.of(problem));
        }
    }

    private BiasPlan plan(LabelledOptions.Opened opened) {
        return new BiasPlan(
                opened.files(),
                Fields.parse(label),
                positives,
                positiveAbove,
                Fields.parse(predicted),
                sides.sides(""));
    }

    private BiasResult run(BiasPlan plan) throws InterruptedException {
        try (ProgressLine progress = ProgressLine.on(console, "baseline bias")) {
            return BiasJob.run(plan, progress::advanced);
        }
    }

    private static Report report(BiasResult result) {
        Listing rows = Listing.of(
                Column.text("facet"),
                Column.text("metric"),
                Column.number("value"),
                Column.number("disadvantaged"),
                Column.number("advantaged"),
                Column.text("reason"));
        for (BiasResult.Group group : result.groups()) {
            group.values()
                    .forEach((metric, value) -> rows.add(
                            Cell.text(group.facet().label()),
                            Cell.text(metric),
                            value instanceof BiasValue.Defined defined ? Cell.figure(defined.value()) : Cell.none(),
                            Cell.count(group.sides().disadvantaged().rows()),
                            Cell.count(group.sides().advantaged().rows()),
                            Cell.text(
                                    value instanceof BiasValue.Undefined none
                                            ? none.reason().name()
                                            : "")));
        }
        return Report.of("bias", rows).fact("rows", Cell.count(result.rows()));
    }

    private void putInto(ModelBaseline before, ModelFile file, BiasResult result) {
        List<String> known = before.spec().facets().stream().map(Facet::label).toList();
        for (String each : result.labels()) {
            if (!known.contains(each)) {
                throw UserError.usage(Problem.of("the model baseline has no facet " + each)
                        .at(file.path().toString())
                        .because(known.isEmpty() ? "it has none" : "it has " + String.join(", ", known))
                        .fix("make it with --facet, or analyse without --model"));
            }
        }
        ModelBaseline after = before.withBias(ServiceBias.merged(before.biasBaseline(), result.baseline()));
        file.write(after);
        console.out().flush();
        console.say(file.path() + " has the figures of "
                + Figures.count(result.groups().size(), "facet") + " now, and hash "
                + after.hash().hex());
    }
}
