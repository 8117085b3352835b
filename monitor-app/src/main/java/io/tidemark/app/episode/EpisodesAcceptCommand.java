package io.tidemark.app.episode;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.core.episode.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Say that this is how things are now. */
@picocli.CommandLine.Command(
        name = "accept",
        header = "Say that this is how things are now.",
        description = {
            "Nothing is told of the episode, other than its end, as long as windows are compared with the same"
                    + " baseline.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 done, 2 usage,",
            "4 Kafka or the alerts application does not answer.",
            "",
            "Examples:",
            "  tidemark episodes accept --bootstrap localhost:9092 \\",
            "    --endpoint adult --reason \"new product\""
        })
public final class EpisodesAcceptCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private SayOptions options = new SayOptions();

    EpisodesAcceptCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        return options.say(System.currentTimeMillis(), Command.Accept::new, console);
    }
}
