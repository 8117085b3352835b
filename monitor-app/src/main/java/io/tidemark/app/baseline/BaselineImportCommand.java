package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.app.options.ServiceFilesInput;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.service.MonitoringSettings;
import io.tidemark.wire.json.ServiceBaselines;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a baseline from the files of Amazon SageMaker Model Monitor. */
@Command(
        name = "import",
        header = "Make a baseline from a statistics.json and a constraints.json.",
        description = {
            "The files are kept in the baseline word for word, so that `audit --service-files` checks exactly by them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark baseline export adult.json --service-files service",
            "  tidemark baseline import service/statistics.json service/constraints.json \\",
            "    --label income -o imported.json",
            "  tidemark audit examples/adult/capture -b imported.json --endpoint adult \\",
            "    -o checked --service-files"
        })
final class BaselineImportCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "STATISTICS", description = "A statistics.json with distributions.")
    private Path statistics = Path.of("");

    @Parameters(index = "1", paramLabel = "CONSTRAINTS", description = "The constraints.json beside it.")
    private Path constraints = Path.of("");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Where the baseline goes.")
    private Path out = Path.of("");

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column that the model predicts: no feature.")
    private @Nullable String label;

    @Mixin
    private PublishOptions publishing = new PublishOptions();

    BaselineImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        PublishOptions.@Nullable Prepared publication = publishing.isWanted() ? publishing.prepare() : null;
        BaselineFile file = BaselineFile.at(out, List.of(statistics, constraints));
        ServiceFilesInput input = new ServiceFilesInput(statistics, constraints);
        Baseline baseline = input.read(files -> ServiceBaselines.read(files, input.names(), label));
        file.write(baseline);
        console.out().println(console.paint(Style.STRONG, out.toString()));
        console.out().println("  hash      " + baseline.hash().hex());
        console.out().println("  rows      " + Figures.grouped(baseline.rows()));
        console.out()
                .println("  features  " + Figures.grouped(baseline.features().size()));
        if (publication != null) {
            publication.publish(baseline, console);
        }
        console.out().flush();
        MonitoringSettings settings =
                ServiceBaselines.of(baseline).constraints().settings();
        console.say("live rules take their limits from --rule; the file's drift threshold is --rule DR002="
                + settings.distribution().numericLimit());
        return ExitCode.CLEAN;
    }
}
