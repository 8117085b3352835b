package io.tidemark.app.ledger;

import picocli.CommandLine.Command;

/** What is done with the ledger. */
@Command(
        name = "ledger",
        header = "Check that every record is accounted for.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LedgerCheckCommand.class},
        footer = {"", "Examples:", "  tidemark ledger check --bootstrap localhost:9092"})
public final class LedgerCommand {
    LedgerCommand() {}
}
