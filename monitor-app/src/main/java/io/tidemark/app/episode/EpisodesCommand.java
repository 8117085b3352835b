package io.tidemark.app.episode;

import picocli.CommandLine.Command;

/** What is wrong, since when, and what people say of it. */
@Command(
        name = "episodes",
        header = "List what is wrong since when, and say what is to become of it.",
        description = {
            "An episode is the violations of one rule on one feature of one endpoint, from the first to the last."
                    + " It is never edited: what you say is a record of its own.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EpisodesListCommand.class,
            EpisodesAckCommand.class,
            EpisodesSnoozeCommand.class,
            EpisodesAcceptCommand.class,
            EpisodesReleaseCommand.class
        },
        footer = {"", "Examples:", "  tidemark episodes list --bootstrap localhost:9092"})
public final class EpisodesCommand {
    EpisodesCommand() {}
}
