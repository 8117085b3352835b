package io.tidemark.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A path that leads nowhere, with the names that were probably meant. */
public final class MissingPath {
    private MissingPath() {}

    /** The problem: which step of the path is not there, and what is like it in the last folder that is. */
    public static Problem problem(Path typed) {
        Path missing = typed.toAbsolutePath().normalize();
        Path folder = missing.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            missing = folder;
            folder = missing.getParent();
        }
        Problem problem = Problem.of("no such file or folder: " + typed);
        if (folder == null) {
            return problem;
        }
        String name = String.valueOf(missing.getFileName());
        Problem known = problem.because(folder + " has no \"" + name + "\"");
        return Suggestions.didYouMean(name, names(folder)).map(known::fix).orElse(known);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        } catch (IOException e) {
            // A folder that cannot be listed gives no proposal; the path is missing all the same.
            return List.of();
        }
    }
}
