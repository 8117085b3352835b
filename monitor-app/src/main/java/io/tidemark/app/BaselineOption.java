package io.tidemark.app;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.json.BaselineJson;
import io.tidemark.wire.json.UnreadableBaselineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The baseline file that captures are compared with. */
final class BaselineOption {
    private static final String MAKE_ONE = "make one: tidemark baseline TRAIN.csv -o baseline.json";

    @Option(
            names = {"-b", "--baseline"},
            paramLabel = "FILE",
            description = "The baseline that `tidemark baseline` wrote.")
    private @Nullable Path file;

    /** The path as typed, if one was. */
    Optional<Path> path() {
        return Optional.ofNullable(file);
    }

    /** The baseline; without the option the command line is wrong. */
    Baseline required() {
        return given().orElseThrow(() -> UserError.usage(Problem.of("no baseline given")
                .because("an audit compares captures with the data that the model was trained on")
                .fix("add --baseline FILE")
                .fix(MAKE_ONE)));
    }

    /** The baseline, if the option was given. */
    Optional<Baseline> given() {
        return path().map(BaselineOption::read);
    }

    private static Baseline read(Path path) {
        if (Files.isDirectory(path)) {
            throw UserError.usage(
                    Problem.of("the baseline is a folder: " + path).fix("name the file in it"));
        }
        if (!Files.exists(path)) {
            throw UserError.usage(MissingPath.problem(path).fix(MAKE_ONE));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return BaselineJson.read(in, path.toString());
        } catch (UnreadableBaselineException e) {
            throw UserError.usage(Problem.of("the baseline cannot be used")
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage())
                            .substring(path.toString().length() + 2))
                    .fix(MAKE_ONE));
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the baseline cannot be read")
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage())));
        }
    }
}
