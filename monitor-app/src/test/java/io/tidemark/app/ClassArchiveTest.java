package io.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.console.Console;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive holds what its commands load, so each of them has to come to its end. */
final class ClassArchiveTest {
    @Test
    void everyCommandReachesItsEnd(@TempDir Path folder) throws Exception {
        ClassArchive.runAll(Console.ofProcess(Map.of()), folder);

        assertThat(folder.resolve("baseline.json")).isNotEmptyFile();
        assertThat(folder.resolve("out/violations.ndjson")).isNotEmptyFile();
        assertThat(folder.resolve("out/dead-letters.ndjson")).isNotEmptyFile();
    }
}
