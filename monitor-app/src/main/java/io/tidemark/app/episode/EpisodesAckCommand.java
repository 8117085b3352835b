package io.tidemark.app.episode;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.core.episode.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Say that somebody is at it. */
@picocli.CommandLine.Command(
        name = "ack",
        header = "Say that somebody is at it.",
        description = {
            "Nothing is told of the episode until it gets worse, which ends the acknowledgement, or is over.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 done, 2 usage,",
            "4 Kafka or the alerts application does not answer.",
            "",
            "Examples:",
            "  tidemark episodes ack --bootstrap localhost:9092 \\",
            "    --endpoint adult"
        })
public final class EpisodesAckCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private SayOptions options = new SayOptions();

    EpisodesAckCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        return options.say(System.currentTimeMillis(), Command.Acknowledge::new, console);
    }
}
