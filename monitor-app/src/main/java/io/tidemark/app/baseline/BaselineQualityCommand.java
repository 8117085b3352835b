package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ProgressLine;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.ModelFile;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.model.QualityBaselineJob;
import io.tidemark.baseline.model.QualityPlan;
import io.tidemark.baseline.model.QualityResult;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelInputs;
import io.tidemark.wire.json.ServiceQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model baseline of labelled predictions. */
@Command(
        name = "quality",
        header = "Make a model baseline from labelled predictions.",
        description = {
            "The rows should be ones that the model was not trained on. The file holds the model, what its quality and",
            "its bias are, and the limits that follow from them.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 made of every row, 1 made, but rows were left out",
            "(--max-bad-rows), 2 usage, 4 Kafka does not answer (--publish).",
            "",
            "Examples:",
            "  tidemark baseline quality examples/credit/predictions.csv.gz \\",
            "    --label credit_risk \\",
            "    --predicted predicted_risk --probability score \\",
            "    --facet foreign_worker=A202 \\",
            "    --facet 'age>40' --group housing --segment purpose -o credit.model.json",
            "  tidemark baseline show credit.model.json",
            "  tidemark baseline quality examples/credit/predictions.csv.gz \\",
            "    --label credit_risk \\",
            "    --probability score --threshold 0.7 \\",
            "    -o strict.model.json --service-files quality",
            "  tidemark baseline quality examples/credit/predictions.csv.gz \\",
            "    --label credit_risk \\",
            "    --predicted predicted_risk \\",
            "    --constraints quality/constraints.json -o own.model.json",
            "  tidemark baseline quality examples/credit/predictions.csv.gz \\",
            "    --label credit_risk \\",
            "    --probability score@0 -o credit.model.json \\",
            "    --publish --endpoint credit --bootstrap localhost:9092"
        })
final class BaselineQualityCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private LabelledOptions table = new LabelledOptions();

    @Mixin
    private AnswerOptions answers = new AnswerOptions();

    @Mixin
    private SideOptions sides = new SideOptions();

    @Option(
            names = "--segment",
            paramLabel = "COLUMN",
            description = "Also look at each value of this column separately, at most 50 of them.")
    private String segment = "";

    @Option(
            names = "--request-columns",
            paramLabel = "COLUMN",
            split = ",",
            description = {
                "The fields of requests without names, such as CSV, in their order. Needed where the table has other",
                "columns beside label and answers than requests have, and no data baseline is published."
            })
    private List<String> requestColumns = List.of();

    @Option(
            names = "--flip-test",
            paramLabel = "ROWS",
            arity = "0..1",
            fallbackValue = "" + ModelInputs.DEFAULT_ROWS,
            description = {
                "Have windows keep so many rows of each facet's side for the flip test (FT), 200 if no number is given.",
                "Rows are about persons: their numbers stay in the monitor's state until their window is final, and in",
                "the evidence of violations. Without this option windows hold counts only."
            })
    private int flipRows;

    @Option(
            names = "--attributions",
            paramLabel = "PREFIX",
            description = "Columns that begin with this hold the attribution of the feature that the rest names.")
    private String attributions = "";

    @Option(
            names = "--constraints",
            paramLabel = "FILE",
            description = "Take the limits from a constraints.json of Amazon SageMaker Model Monitor's model quality.")
    private @Nullable Path constraints;

    @Option(
            names = "--bias-constraints",
            paramLabel = "FILE",
            description = "Take the bias figures from an analysis.json of Amazon SageMaker Clarify.")
    private @Nullable Path biasConstraints;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Where the model baseline goes.")
    private Path out = Path.of("");

    @Option(
            names = "--service-files",
            paramLabel = "DIR",
            description = "Also leave statistics.json and constraints.json of Amazon SageMaker Model Monitor here.")
    private @Nullable Path serviceFolder;

    @Mixin
    private PublishOptions publishing = new PublishOptions();

    BaselineQualityCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException, IOException {
        ModelFile file = ModelFile.at(out, table.inputs());
        PublishOptions.@Nullable Prepared publication = publishing.isWanted() ? publishing.prepare() : null;
        ModelServiceFiles service = new ModelServiceFiles(console);
        ServiceFilesFolder folder = serviceFolder == null ? null : ServiceFilesFolder.at(serviceFolder);
        try (LabelledOptions.Opened opened =
                table.open(System.in, "tidemark baseline quality predictions.csv --label COLUMN -o model.json")) {
            QualityResult result = run(plan(opened));
            ModelBaseline baseline = service.imported(result.baseline(), constraints, biasConstraints);
            ExitCode code = LabelledReports.tell(result.warnings(), result.badRows(), console);
            file.write(baseline);
            if (folder != null) {
                folder.write(ModelServiceFiles.of(baseline, ServiceQuality.statistics(baseline.reference(), "")));
            }
            tell(baseline, file);
            if (publication != null) {
                publication.publish(baseline, console);
            }
            console.out().flush();
            console.say("next: tidemark audit CAPTURES --baseline BASELINE --model " + file.path()
                    + " --ground-truth LABELS");
            return code;
        } catch (CsvException problem) {
            throw UserError.usage(BaselineProblems.of(problem));
        }
    }

    private QualityPlan plan(LabelledOptions.Opened opened) {
        return QualityPlan.of(opened.files(), answers.answers())
                .with(sides.sides(segment))
                .with(new QualityPlan.Attributions(List.of(), List.of(), attributions))
                .withRequest(requestColumns)
                .withFlipTest(flipRows);
    }

    private QualityResult run(QualityPlan plan) throws InterruptedException {
        try (ProgressLine progress = ProgressLine.on(console, "baseline quality")) {
            return QualityBaselineJob.run(plan, progress::advanced);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the model cannot be described like this")
                    .because(String.valueOf(e.getMessage()))
                    .fix("see tidemark baseline quality --help"));
        }
    }

    private void tell(ModelBaseline baseline, ModelFile file) {
        console.out().println(console.paint(Style.STRONG, file.path().toString()));
        console.out().println("  hash      " + baseline.hash().hex());
        console.out()
                .println("  rows      " + Figures.grouped(baseline.rows()) + ", "
                        + Figures.grouped(baseline.reference().labelled()) + " with a label");
        console.out()
                .println("  model     " + baseline.spec().problem().wireName()
                        + (baseline.spec().classes().isEmpty()
                                ? ""
                                : ", "
                                        + Figures.grouped(
                                                baseline.spec().classes().size()) + " classes"));
        console.out()
                .println("  limits    "
                        + Figures.grouped(baseline.constraints().byMetric().size()) + ", facets "
                        + baseline.spec().facets().size() + ", segments "
                        + baseline.spec().segmentCount());
    }
}
