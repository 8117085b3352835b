package io.tidemark.app.options;

import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder of labels that a command reads. What can be wrong with it is found before any work is done. */
public final class GroundTruthOptions {
    @Option(
            names = "--ground-truth",
            paramLabel = "DIR",
            description = "Folder of labels (.jsonl, .json, .csv, also .gz, .zst or in .zip), or one file.")
    private @Nullable Path folder;

    @Option(
            names = "--label-time",
            paramLabel = "TIME",
            description =
                    "When its labels came (2026-03-01T00:00:00Z). Default: what a label says, else the hour of the"
                            + " folder yyyy/MM/dd/HH, else the end of the month of a file yyyy-MM.jsonl.")
    private @Nullable Instant arrival;

    /** The folder, if one was given and is there. */
    public Optional<Path> folder() {
        Path given = folder;
        if (given != null && !Files.exists(given)) {
            throw UserError.usage(MissingPath.problem(given));
        }
        return Optional.ofNullable(given);
    }

    /** When its labels came, or null to take it from them and their paths. */
    public @Nullable Instant arrival() {
        return arrival;
    }

    /** Whether any of the options was given. */
    boolean isGiven() {
        return folder != null || arrival != null;
    }
}
