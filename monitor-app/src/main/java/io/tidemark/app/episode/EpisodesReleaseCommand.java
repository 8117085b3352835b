package io.tidemark.app.episode;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.core.episode.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Take back what was said. */
@picocli.CommandLine.Command(
        name = "release",
        header = "Take back what was said.",
        description = {"The episode is told of as if nobody had said anything.", ""},
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 done, 2 usage,",
            "4 Kafka or the alerts application does not answer.",
            "",
            "Examples:",
            "  tidemark episodes release --bootstrap localhost:9092 \\",
            "    --endpoint adult"
        })
public final class EpisodesReleaseCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private SayOptions options = new SayOptions();

    EpisodesReleaseCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        return options.say(System.currentTimeMillis(), Command.Release::new, console);
    }
}
