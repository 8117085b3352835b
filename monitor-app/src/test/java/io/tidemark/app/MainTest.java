package io.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class MainTest {
    private final RecordedConsole recorded = RecordedConsole.piped();

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    /** Runs a command of the test's own, named {@code probe}. */
    private ExitCode runProbe(Callable<ExitCode> body, String... args) {
        CommandLine line = Main.commandLine(recorded.console());
        line.addSubcommand(new Probe(body));
        String[] all = new String[args.length + 1];
        all[0] = "probe";
        System.arraycopy(args, 0, all, 1, args.length);
        return Main.run(line, recorded.console(), all);
    }

    @Test
    void helpGoesToStandardOutputAndIsClean() {
        assertThat(run("--help")).isZero();
        assertThat(recorded.out())
                .contains("Usage: tidemark")
                .contains("completion")
                .contains("Examples:");
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void helpFitsTheWidthOfTheTerminal() {
        assertThat(run("--help")).isZero();
        assertThat(recorded.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void versionNamesTheReleaseAndTheJava() {
        assertThat(run("--version")).isZero();
        assertThat(recorded.out()).startsWith("tidemark ").contains("java " + Runtime.version());
    }

    @Test
    void helpOfACommandIsClean() {
        assertThat(run("completion", "--help")).isZero();
        assertThat(recorded.out()).contains("Usage: tidemark completion");
    }

    @Test
    void noCommandIsAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(recorded.err()).isEqualTo("error: no command given\n  fix: tidemark --help\n");
        assertThat(recorded.out()).isEmpty();
    }

    @Test
    void mistypedCommandGetsASuggestion() {
        assertThat(run("compeltion", "bash")).isEqualTo(2);
        assertThat(recorded.err()).isEqualTo("""
                        error: unknown command "compeltion"
                          fix: did you mean "completion"?
                          fix: tidemark --help
                        """);
    }

    @Test
    void mistypedOptionGetsASuggestion() {
        assertThat(run("completion", "bash", "--colr=never")).isEqualTo(2);
        assertThat(recorded.err()).isEqualTo("""
                        error: unknown option "--colr"
                          fix: did you mean "--color"?
                          fix: tidemark completion --help
                        """);
    }

    @Test
    void unexpectedArgumentIsNamed() {
        assertThat(run("completion", "bash", "fish")).isEqualTo(2);
        assertThat(recorded.err()).startsWith("error: unexpected argument \"fish\"\n");
    }

    @Test
    void wrongValueOfAnOptionIsAUsageError() {
        assertThat(run("--color=mauve", "completion", "bash")).isEqualTo(2);
        assertThat(recorded.err()).contains("mauve").contains("fix: tidemark --help");
        assertThat(recorded.out()).isEmpty();
    }

    @Test
    void missingArgumentIsAUsageError() {
        assertThat(run("completion")).isEqualTo(2);
        assertThat(recorded.err()).startsWith("error: missing required parameter");
    }

    @Test
    void resultOfACommandIsTheExitCode() {
        assertThat(runProbe(() -> ExitCode.INSUFFICIENT_DATA)).isEqualTo(ExitCode.INSUFFICIENT_DATA);
    }

    @Test
    void userErrorIsPrintedWithoutAStackTrace() {
        Problem problem =
                Problem.of("unknown key \"windw\"").at("monitor.yaml:3:1").fix("write window");
        ExitCode code = runProbe(() -> {
            throw UserError.usage(problem);
        });
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(recorded.err()).isEqualTo("""
                        error: unknown key "windw"
                          at:  monitor.yaml:3:1
                          fix: write window
                        """);
    }

    @Test
    void allProblemsOfAUserErrorArePrintedAndItsCodeIsReturned() {
        ExitCode code = runProbe(() -> {
            throw new UserError(ExitCode.UNREACHABLE, List.of(Problem.of("first"), Problem.of("second")));
        });
        assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(recorded.err()).isEqualTo("error: first\nerror: second\n");
    }

    @Test
    void defectIsInternalAndItsDetailsAreInAFile() throws Exception {
        ExitCode code = runProbe(() -> {
            throw new IllegalStateException("window closed twice");
        });
        assertThat(code).isEqualTo(ExitCode.INTERNAL);
        assertThat(recorded.err())
                .startsWith("error: internal error: java.lang.IllegalStateException: window closed twice\n")
                .doesNotContain("at io.tidemark");
        String place = recorded.err().lines().toList().get(1).replace("  at:  ", "");
        Path details = Path.of(place);
        assertThat(details).content().contains("window closed twice").contains("MainTest");
        Files.delete(details);
    }

    @Test
    void interruptionHasItsOwnExitCode() {
        ExitCode code = runProbe(() -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void globalOptionsAreTakenAfterTheCommand() {
        ExitCode code = runProbe(
                () -> {
                    recorded.console().say("talk");
                    recorded.console().out().println(recorded.console().paint(Style.GOOD, "data"));
                    return ExitCode.CLEAN;
                },
                "--quiet",
                "--color",
                "always");
        assertThat(code).isEqualTo(ExitCode.CLEAN);
        assertThat(recorded.err()).isEmpty();
        assertThat(recorded.out()).isEqualTo("\u001b[32mdata\u001b[0m\n");
    }

    @Test
    void helpOnATerminalIsColouredUnlessRefused() {
        RecordedConsole coloured = RecordedConsole.onTerminal();
        RecordedConsole refused = RecordedConsole.onTerminal();

        Main.run(coloured.console(), "--help");
        Main.run(refused.console(), "--help", "--color=never");

        assertThat(coloured.out()).contains("\u001b[");
        assertThat(refused.out()).doesNotContain("\u001b[");
    }

    @Test
    void exitCodesAreAnInterface() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2, 3, 4, 5, 70, 130);
    }

    @Command(name = "probe")
    private static final class Probe implements Callable<ExitCode> {
        private final Callable<ExitCode> body;

        Probe(Callable<ExitCode> body) {
            this.body = body;
        }

        @Override
        public ExitCode call() throws Exception {
            return body.call();
        }
    }
}
