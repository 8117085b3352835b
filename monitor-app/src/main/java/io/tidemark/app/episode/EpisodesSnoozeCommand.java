package io.tidemark.app.episode;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.core.episode.Command;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Say that nothing is to be told for a while. */
@picocli.CommandLine.Command(
        name = "snooze",
        header = "Say that nothing is to be told for a while.",
        description = {
            "Then a reminder comes if something was kept back meanwhile. The end of an episode is told at once.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 done, 2 usage,",
            "4 Kafka or the alerts application does not answer.",
            "",
            "Examples:",
            "  tidemark episodes snooze --bootstrap localhost:9092 \\",
            "    --endpoint adult --for 2d"
        })
public final class EpisodesSnoozeCommand implements Callable<ExitCode> {
    private final Console console;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            required = true,
            converter = DurationConverter.class,
            description = "How long, for example 2d.")
    private Duration length = Duration.ZERO;

    @Mixin
    private SayOptions options = new SayOptions();

    EpisodesSnoozeCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (length.isNegative() || length.isZero()) {
            throw UserError.usage(Problem.of("--for must be longer than 0").fix("for example --for 2d"));
        }
        long now = System.currentTimeMillis();
        return options.say(now, note -> new Command.Snooze(now + length.toMillis(), note), console);
    }
}
