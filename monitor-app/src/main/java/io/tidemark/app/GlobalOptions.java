package io.tidemark.app;

import io.tidemark.app.console.ColorChoice;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ProgressMode;
import io.tidemark.app.log.LogFormat;
import io.tidemark.app.log.Logs;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class GlobalOptions {
    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never. NO_COLOR is honoured.")
    private ColorChoice color = ColorChoice.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Only data, warnings and errors.")
    private boolean quiet;

    @Option(
            names = "--progress",
            scope = ScopeType.INHERIT,
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "auto (on a terminal), plain or json (a line a second), none.")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log more to standard error; twice for still more.")
    private boolean[] verbose = {};

    @Option(
            names = "--log-file",
            scope = ScopeType.INHERIT,
            paramLabel = "PATH",
            description = "Append the log to this file instead.")
    private @Nullable Path logFile;

    @Option(
            names = "--log-format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, or json (an object per line).")
    private LogFormat logFormat = LogFormat.TEXT;

    void applyTo(Console console) {
        console.configure(color, quiet);
        console.configure(progress);
        Logs.configure(verbose.length, logFile, logFormat);
        console.configure(logFormat == LogFormat.JSON);
    }
}
