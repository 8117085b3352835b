package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.StandardInput;
import io.tidemark.baseline.csv.CsvOptions;
import io.tidemark.baseline.model.LabelledFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A table with a row per prediction, and how it is read. */
final class LabelledOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "TABLE",
            description =
                    "CSV files with a header, also .gz and .zst, folders of them, or - for standard input: one table.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--missing",
            paramLabel = "TEXT",
            description = "A text that stands for a missing value, beside the empty one; may be repeated.")
    private List<String> missing = List.of();

    @Mixin
    private TableOptions table = new TableOptions();

    /** The paths as they were given. */
    List<Path> inputs() {
        return inputs;
    }

    /**
     * The table, standard input copied first.
     *
     * @param example a command line that names a table
     */
    Opened open(InputStream stdin, String example) {
        if (inputs.isEmpty()) {
            throw UserError.usage(Problem.of("no table given").fix(example));
        }
        CsvOptions csv = table.options();
        if (!inputs.contains(TrainingSource.STDIN)) {
            return new Opened(new LabelledFiles(inputs, csv, missing), null);
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        StandardInput copy = StandardInput.spool(stdin, folder, table.stdinBytes());
        List<Path> files = new ArrayList<>(inputs);
        files.replaceAll(path -> path.equals(TrainingSource.STDIN) ? copy.path() : path);
        CsvOptions named = csv.withNames(Map.of(copy.path(), StandardInput.NAME));
        return new Opened(new LabelledFiles(files, named, missing), copy);
    }

    /**
     * A table with the temporary file that a stream needed; removed on close.
     *
     * @param files the table
     * @param temporary what is removed
     */
    record Opened(LabelledFiles files, @Nullable Closeable temporary) implements Closeable {
        @Override
        public void close() throws IOException {
            if (temporary != null) {
                temporary.close();
            }
        }
    }
}
