package io.tidemark.app.ledger;

import picocli.CommandLine.Command;

/** What is done with dead letters. */
@Command(
        name = "dead-letters",
        header = "List what was not counted, or send it again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LettersListCommand.class, LettersReplayCommand.class},
        footer = {"", "Examples:", "  tidemark dead-letters list --bootstrap localhost:9092 --since 1d"})
public final class DeadLettersCommand {
    DeadLettersCommand() {}
}
