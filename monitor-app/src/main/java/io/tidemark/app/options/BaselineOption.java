package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.core.baseline.Baseline;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The baseline file that captures are compared with. */
public final class BaselineOption {
    @Option(
            names = {"-b", "--baseline"},
            paramLabel = "FILE",
            description = "The baseline that `tidemark baseline` wrote.")
    private @Nullable Path file;

    /** The path as typed, if one was. */
    Optional<Path> path() {
        return Optional.ofNullable(file);
    }

    /** Whether the option was given. */
    public boolean isGiven() {
        return file != null;
    }

    /** The baseline; without the option the command line is wrong. */
    public Baseline required() {
        return given().orElseThrow(() -> UserError.usage(Problem.of("no baseline given")
                .because("an audit compares captures with the data that the model was trained on")
                .fix("add --baseline FILE")
                .fix(BaselineFile.MAKE_ONE)));
    }

    /** The baseline, if the option was given. */
    public Optional<Baseline> given() {
        return path().map(path -> new BaselineFile(path).read());
    }

    /** The option as it has to be typed again, with a space before it; empty if it was not given. */
    public String again() {
        return file == null ? "" : " -b " + ShellWord.quoted(file);
    }
}
