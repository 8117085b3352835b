package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ProgressLine;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.ModelFile;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.model.AttributionJob;
import io.tidemark.baseline.model.Fields;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.AttributionReference;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.json.GlobalAttributions;
import io.tidemark.wire.json.GlobalAttributionsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a ranking of attributions into a model baseline. */
@Command(
        name = "attribution",
        header = "Put the ranking of attributions (SHAP) into a model baseline.",
        description = {
            "The table has a row per prediction and a column per feature. An analysis.json of Amazon SageMaker Clarify,",
            "which has global values only, serves too.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 of every row, 1 rows were left out (--max-bad-rows), 2 usage.",
            "",
            "Examples:",
            "  tidemark baseline attribution examples/credit/attributions.csv.gz \\",
            "    --model credit.model.json --field shap -o explained.model.json"
        })
final class BaselineAttributionCommand implements Callable<ExitCode> {
    private static final int SHOWN = 5;

    private final Console console;

    @Mixin
    private LabelledOptions table = new LabelledOptions();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            description = "The model baseline; it is replaced unless --out names another place.")
    private Path model = Path.of("");

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            description = {
                "Where responses hold the attributions of a row: a field with an array in the order of the columns,",
                "or an object by feature. Not needed where the model baseline says it."
            })
    private String field = "";

    @Option(names = "--prefix", paramLabel = "TEXT", description = "What column names have before those of features.")
    private String prefix = "";

    @Option(
            names = "--of",
            paramLabel = "LABEL",
            description = "Which label's values of an analysis.json. Default: the first")
    private String label = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where the model baseline goes. Default: its place")
    private @Nullable Path out;

    BaselineAttributionCommand(Console console) {
        this.console = console;
    }

    /** A ranking, and what of the input was left out. */
    private record Ranking(List<String> features, AttributionReference reference, BadRows bad) {}

    @Override
    public ExitCode call() throws InterruptedException, IOException {
        ModelBaseline before = new ModelFile(model).read();
        ModelFile file = out == null ? new ModelFile(model) : ModelFile.at(out, table.inputs());
        try (LabelledOptions.Opened opened = table.open(
                System.in, "tidemark baseline attribution attributions.csv --model model.json --field FIELD")) {
            Ranking ranking = isAnalysis() ? ofAnalysis(table.inputs().get(0)) : ofTable(opened, before);
            ModelBaseline after = before.withAttributions(fields(before, ranking.features()), ranking.reference());
            file.write(after);
            tell(after, file);
            return LabelledReports.tell(List.of(), ranking.bad(), console);
        } catch (CsvException problem) {
            throw UserError.usage(BaselineProblems.of(problem));
        }
    }

    private boolean isAnalysis() {
        return table.inputs().size() == 1 && table.inputs().get(0).toString().endsWith(".json");
    }

    private Ranking ofTable(LabelledOptions.Opened opened, ModelBaseline before) throws InterruptedException {
        List<String> known = before.spec().attributions().features();
        try (ProgressLine progress = ProgressLine.on(console, "baseline attribution")) {
            AttributionJob.Result result = AttributionJob.run(opened.files(), known, prefix, progress::advanced);
            return new Ranking(result.features(), result.reference(), result.badRows());
        }
    }

    private Ranking ofAnalysis(Path path) {
        GlobalAttributions global = ModelServiceFiles.read(path, GlobalAttributionsJson::read);
        Optional<Map<String, Double>> values = global.byLabel().entrySet().stream()
                .filter(each -> label.isEmpty() || each.getKey().equals(label))
                .map(Map.Entry::getValue)
                .findFirst();
        if (values.isEmpty()) {
            throw UserError.usage(Problem.of("the analysis has no label " + label)
                    .at(path.toString())
                    .because("it has " + String.join(", ", global.byLabel().keySet())));
        }
        List<String> features = new ArrayList<>(values.get().keySet());
        List<Double> means = values.get().values().stream().map(Math::abs).toList();
        return new Ranking(features, AttributionReference.ofMeans(means), new BadRows(0));
    }

    private AttributionFields fields(ModelBaseline before, List<String> features) {
        AttributionFields known = before.spec().attributions();
        if (!known.isNone() && !known.features().equals(features)) {
            throw UserError.usage(Problem.of("the model baseline has attributions of other features")
                    .because("it has " + String.join(", ", known.features()))
                    .fix("make the model baseline anew, without them"));
        }
        if (!field.isEmpty()) {
            FieldRef where = Fields.parse(field);
            return new AttributionFields(features, List.of(where));
        }
        if (known.isNone()) {
            throw UserError.usage(Problem.of("it is not known where responses hold attributions")
                    .fix("add --field and the name of that field"));
        }
        return known;
    }

    private void tell(ModelBaseline baseline, ModelFile file) {
        List<String> features = baseline.spec().attributions().features();
        List<Double> means = baseline.attribution().orElseThrow().means();
        List<String> first = IntStream.range(0, features.size())
                .boxed()
                .sorted(Comparator.comparing(means::get, Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(features::get)
                .toList();
        console.out().println(console.paint(Style.STRONG, file.path().toString()));
        console.out().println("  hash      " + baseline.hash().hex());
        console.out()
                .println("  features  " + Figures.grouped(features.size()) + ", first " + String.join(", ", first));
    }
}
