package io.tidemark.app.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.examples.HelpExamples.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example in the help works as it stands there, one after the other in one folder, as a reader would type them.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class HelpExamplesTest {
    /** Clean, or violations found: the example data has drift. */
    private static final Set<Integer> FINE = Set.of(0, 1);

    private @Nullable Shell shell;

    @BeforeAll
    void openShell(@TempDir Path folder) throws IOException {
        shell = Shell.in(folder);
    }

    static Stream<String> commands() {
        return HelpExamples.commands().stream();
    }

    static Stream<Example> withoutKafka() {
        return HelpExamples.all().stream().filter(example -> !example.needsKafka());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpHasAnExample(String command) {
        assertThat(HelpExamples.of(command)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("withoutKafka")
    void exampleWorksAsItStands(Example example) throws Exception {
        Shell.Outcome outcome = Objects.requireNonNull(shell).run(example.line());
        assertThat(outcome.exitCode()).as(outcome.err()).isIn(FINE);
        assertThat(outcome.err()).doesNotContain("error:");
    }
}
