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
        assertThat(Main.run(recorded.console(), "completion", "tcsh")).isEqualTo(2);
        assertThat(recorded.err()).contains("tcsh");
    }

    @Test
    void fishScriptHasAllCommandsAndTheirOptions() {
        assertThat(Main.run(recorded.console(), "completion", "fish")).isZero();
        assertThat(recorded.out())
                .contains("complete -c tidemark -f -n '__fish_use_subcommand' -a audit -d 'Judge captured files")
                .contains("-n '__fish_seen_subcommand_from baseline' -a show")
                .contains("-n '__fish_seen_subcommand_from audit' -s b -l baseline -r")
                .contains("-l format -r -f -a 'table json ndjson csv md sarif junit github'");
    }
}
