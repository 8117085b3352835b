package io.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.console.RecordedConsole;
import org.junit.jupiter.api.Test;

final class CompletionCommandTest {
    private final RecordedConsole recorded = RecordedConsole.piped();

    @Test
    void bashScriptCompletesCommandsAndOptions() {
        assertThat(Main.run(recorded.console(), "completion", "bash")).isZero();
        assertThat(recorded.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_tidemark -o default tidemark")
                .contains("--log-file")
                .contains("completion");
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void zshScriptLoadsBashCompletionFirst() {
        assertThat(Main.run(recorded.console(), "completion", "zsh")).isZero();
        assertThat(recorded.out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("bashcompinit"));
    }

    @Test
    void unknownShellIsAUsageError() {
        assertThat(Main.run(recorded.console(), "completion", "fish")).isEqualTo(2);
        assertThat(recorded.err()).contains("fish");
    }
}
