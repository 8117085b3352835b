package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemTest {
    @Test
    void linesSayWhatWhereWhyAndHowToFix() {
        Problem problem = Problem.of("threshold = 1.2 is not in [0, 1]")
                .at("monitor.yaml:7:14")
                .because("a distance of shares is at most 1")
                .fix("threshold: 0.2")
                .fix("tidemark validate");
        assertThat(problem.lines())
                .containsExactly(
                        "error: threshold = 1.2 is not in [0, 1]",
                        "  at:  monitor.yaml:7:14",
                        "  why: a distance of shares is at most 1",
                        "  fix: threshold: 0.2",
                        "  fix: tidemark validate");
    }

    @Test
    void whatIsEnough() {
        assertThat(Problem.of("no captures").lines()).containsExactly("error: no captures");
    }

    @Test
    void userErrorNamesAllItsProblems() {
        UserError error = new UserError(ExitCode.USAGE, List.of(Problem.of("a"), Problem.of("b")));
        assertThat(error).hasMessage("a; b");
        assertThat(error.problems()).hasSize(2);
        assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void userErrorWithoutAProblemIsRefused() {
        assertThatThrownBy(() -> new UserError(ExitCode.USAGE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("problems is empty");
    }
}
