package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.json.ServiceBaselines;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a baseline as the files of Amazon SageMaker Model Monitor. */
@Command(
        name = "export",
        header = "Write a baseline as statistics.json and constraints.json.",
        description = {
            "An imported baseline gives back its files word for word. Of any other the sketches are made from its grids;",
            "`tidemark baseline --service-files` makes exact ones from the training data.",
            ""
        },
        footer = {"", "Examples:", "  tidemark baseline export adult.json --service-files exported"})
final class BaselineExportCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "A baseline file.")
    private Path file = Path.of("");

    @Option(names = "--service-files", paramLabel = "DIR", required = true, description = "Where both files go.")
    private Path folder = Path.of("");

    BaselineExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        Baseline baseline = new BaselineFile(file).read();
        ServiceFilesFolder.at(folder).write(ServiceBaselines.export(baseline));
        console.out().println(folder.resolve(ServiceFilesFolder.STATISTICS));
        console.out().println(folder.resolve(ServiceFilesFolder.CONSTRAINTS));
        if (baseline.serviceFiles().isEmpty()) {
            console.warn("the sketches are made from the baseline's grids, not from its rows");
        }
        return ExitCode.CLEAN;
    }
}
