package io.tidemark.app.options;

import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.baseline.ServiceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The service's two files of a baseline.
 *
 * @param statistics a {@code statistics.json}
 * @param constraints a {@code constraints.json}
 */
public record ServiceFilesInput(Path statistics, Path constraints) {
    /** Makes something of both files; one that is not there or cannot be used is a wrong command line. */
    public <T> T read(Function<ServiceFiles, T> reading) {
        ServiceFiles files = new ServiceFiles(text(statistics), text(constraints));
        try {
            return reading.apply(files);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(
                    Problem.of("the service's files cannot be used").because(String.valueOf(e.getMessage())));
        }
    }

    /** How messages call the files. */
    public ServiceFiles names() {
        return new ServiceFiles(statistics.toString(), constraints.toString());
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file));
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw UserError.usage(
                    Problem.of("the file cannot be read").at(file.toString()).because(String.valueOf(e.getMessage())));
        }
    }
}
