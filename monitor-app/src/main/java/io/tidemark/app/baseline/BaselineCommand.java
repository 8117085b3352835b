package io.tidemark.app.baseline;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ProgressLine;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.app.options.ThreadsOption;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.baseline.BaselineResult;
import io.tidemark.baseline.CapturePlan;
import io.tidemark.baseline.ColumnListeners;
import io.tidemark.baseline.ServiceStatisticsListeners;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.service.ConstraintSuggestion;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.wire.json.ServiceBaselines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a baseline from training data. */
@Command(
        name = "baseline",
        header = "Make a baseline from training data.",
        footer = {
            "",
            "Exit codes: 0 made of every row, 1 made, but rows were left out (--max-bad-rows),",
            "2 usage, 4 Kafka does not answer (--publish).",
            "",
            "Examples:",
            "  tidemark baseline examples/adult/train.csv --label income -o adult.json",
            "  tidemark baseline examples/adult/train.csv --ignore fnlwgt \\",
            "    --missing '?' -o model.json",
            "  tidemark baseline examples/adult/train.csv --label income -o adult.json \\",
            "    --publish --endpoint adult --bootstrap localhost:9092",
            "  sed 's/,/;/g' examples/adult/train.csv | \\",
            "    tidemark baseline - --delimiter ';' --label income -o old.json",
            "  tidemark baseline --from-captures examples/adult/capture --endpoint adult \\",
            "    --like adult.json --to 2026-03-03T00:00:00Z --max-bad-rows 10 \\",
            "    -o traffic.json",
            "  tidemark baseline show adult.json"
        },
        subcommands = {
            BaselineShowCommand.class,
            BaselineDiffCommand.class,
            BaselineListCommand.class,
            BaselineImportCommand.class,
            BaselineExportCommand.class,
            BaselineQualityCommand.class,
            BaselineBiasCommand.class,
            BaselineAttributionCommand.class,
            BaselineProposalsCommand.class,
            BaselineApproveCommand.class,
            BaselineRejectCommand.class
        })
public final class BaselineCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "TRAIN",
            description =
                    "CSV files with a header, also .gz and .zst, folders of them, or - for standard input: one table.")
    private List<Path> inputs = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where the baseline goes.")
    private @Nullable Path out;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column that the model predicts: no feature.")
    private @Nullable String label;

    @Option(names = "--ignore", paramLabel = "COLUMN", description = "Leave out a column; may be repeated.")
    private List<String> ignored = List.of();

    @Option(
            names = "--missing",
            paramLabel = "TEXT",
            description = "A text that stands for a missing value, beside the empty one; may be repeated.")
    private List<String> missing = List.of();

    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE",
            description = "Set a column's type: Integral, Fractional or String; may be repeated.")
    private Map<String, String> types = Map.of();

    @Option(
            names = "--service-files",
            paramLabel = "DIR",
            description = "Also leave statistics.json and constraints.json of Amazon SageMaker Model Monitor here.")
    private @Nullable Path serviceFolder;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private CaptureLearning learning = new CaptureLearning();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private PublishOptions publishing = new PublishOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BaselineCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException, IOException {
        @Nullable CapturePlan captures = learning.plan(inputs, table, Given.of(spec));
        BaselinePlan plan = plan(captures == null ? inputs : List.of(captures.captures()));
        BaselineFile file = BaselineFile.at(requiredOut(), inputs);
        PublishOptions.@Nullable Prepared publication = publishing.isWanted() ? publishing.prepare() : null;
        ServiceFilesFolder service = serviceFolder == null ? null : ServiceFilesFolder.at(serviceFolder);
        ServiceStatisticsListeners listeners = new ServiceStatisticsListeners();
        boolean isWhole;
        try (TrainingSource source = source(plan, captures)) {
            BaselineResult result = run(source.plan(), service == null ? ColumnListeners.NONE : listeners);
            result.warnings().forEach(console::warn);
            isWhole = tellBad(source, result.badRows());
            file.write(result.baseline());
            if (service != null) {
                ServiceStatistics statistics = listeners.statistics();
                service.write(ServiceBaselines.files(statistics, ConstraintSuggestion.of(statistics)));
            }
            tell(result.baseline(), file);
            if (publication != null) {
                publication.publish(result.baseline(), console);
            }
        } catch (CsvException problem) {
            throw UserError.usage(BaselineProblems.of(problem));
        }
        suggestNext(file);
        return isWhole ? ExitCode.CLEAN : ExitCode.VIOLATIONS;
    }

    private TrainingSource source(BaselinePlan plan, @Nullable CapturePlan captures) {
        return captures == null
                ? TrainingSource.files(plan, System.in, table.stdinBytes())
                : TrainingSource.captures(plan, captures, console);
    }

    private BaselinePlan plan(List<Path> paths) {
        if (paths.isEmpty()) {
            throw UserError.usage(Problem.of("no training data given")
                    .because("a baseline is made from the rows that the model was trained on")
                    .fix("tidemark baseline train.csv -o baseline.json"));
        }
        int most = threads.threads(BaselinePlan.MOST_THREADS);
        return new BaselinePlan(paths, label, ignored, missing, typesByColumn(), most, table.options());
    }

    /** Names what was left out; true if nothing was. */
    private boolean tellBad(TrainingSource source, BadRows badRows) {
        long count = badRows.count() + source.badRecords();
        if (count == 0) {
            return true;
        }
        console.warn(Figures.grouped(count) + (count == 1 ? " row was" : " rows were")
                + " left out, unreadable; the first:");
        source.firstBad().forEach(each -> console.warn("  " + each));
        badRows.first()
                .forEach(each ->
                        console.warn("  " + each.file() + ":" + each.line().orElse(0) + ": " + each.what()));
        return false;
    }

    private Map<String, FeatureType> typesByColumn() {
        Map<String, FeatureType> byColumn = new LinkedHashMap<>();
        types.forEach((column, name) -> byColumn.put(column, type(column, name)));
        return byColumn;
    }

    private static FeatureType type(String column, String name) {
        List<FeatureType> known = Stream.of(FeatureType.values())
                .filter(type -> type != FeatureType.UNKNOWN)
                .toList();
        Optional<FeatureType> type = known.stream()
                .filter(each -> each.wireName().equalsIgnoreCase(name))
                .findFirst();
        return type.orElseThrow(() -> {
            List<String> names = known.stream().map(FeatureType::wireName).toList();
            Problem problem = Problem.of("--type " + column + "=" + name + " names no type");
            return UserError.usage(
                    problem.fix(Suggestions.didYouMean(name, names).orElse("one of " + String.join(", ", names))));
        });
    }

    private Path requiredOut() {
        if (out == null) {
            throw UserError.usage(Problem.of("where is the baseline to go?")
                    .because("-o, --out is missing")
                    .fix("add -o " + (label == null ? "model" : label) + ".baseline.json"));
        }
        return out;
    }

    private BaselineResult run(BaselinePlan plan, ColumnListeners listeners) throws InterruptedException {
        try (ProgressLine progress = ProgressLine.on(console, "baseline")) {
            return BaselineJob.run(plan, progress::advanced, listeners);
        }
    }

    private void tell(Baseline baseline, BaselineFile file) {
        long columns = baseline.features().size();
        String named = baseline.label()
                .map(FeatureBaseline::name)
                .map(name -> " and the label " + name)
                .orElse("");
        console.out().println(console.paint(Style.STRONG, file.path().toString()));
        Arrays.asList(
                        "hash      " + baseline.hash().hex(),
                        "rows      " + Figures.grouped(baseline.rows()),
                        "features  " + Figures.grouped(columns) + named)
                .forEach(line -> console.out().println("  " + line));
    }

    private void suggestNext(BaselineFile file) {
        console.out().flush();
        console.say("next: tidemark baseline show " + file.path() + "  or  tidemark audit CAPTURES --baseline "
                + file.path());
    }
}
