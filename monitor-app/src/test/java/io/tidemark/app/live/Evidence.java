package io.tidemark.app.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what a test measured or chose by its seed, where a person can read it after the build. */
final class Evidence {
    private static final Path FOLDER = Path.of("target", "evidence");

    private Evidence() {}

    /** Writes the lines of one test; replaces those of its last run. */
    static void keep(Class<?> test, String... lines) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(test.getSimpleName() + ".txt"), String.join("\n", lines) + "\n");
    }
}
