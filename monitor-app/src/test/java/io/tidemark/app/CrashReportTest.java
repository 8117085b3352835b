package io.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.console.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashReportTest {
    @Test
    void detailsAreInAFileOfTheFolder(@TempDir Path folder) {
        Problem problem = CrashReport.of(new IllegalStateException("two grids"), folder);

        assertThat(problem.where()).startsWith(folder.toString());
        assertThat(Path.of(String.valueOf(problem.where())))
                .content()
                .contains("tidemark ")
                .contains("java ")
                .contains("IllegalStateException: two grids")
                .contains("at io.tidemark");
    }

    @Test
    void detailsAreInTheMessageIfThereIsNoFolder(@TempDir Path folder) {
        Problem problem = CrashReport.of(new IllegalStateException("two grids"), folder.resolve("absent"));

        assertThat(problem.where()).isNull();
        assertThat(problem.why()).contains("at io.tidemark");
    }

    @Test
    void fullHeapIsTheUsersToEnlarge(@TempDir Path folder) {
        Problem problem = CrashReport.of(new OutOfMemoryError("Java heap space"), folder);

        assertThat(problem.lines()).first().isEqualTo("error: out of memory: Java heap space");
        assertThat(problem.fixes()).containsExactly("give it more: TIDEMARK_OPTS=-Xmx4g");
        assertThat(folder).isEmptyDirectory();
    }
}
