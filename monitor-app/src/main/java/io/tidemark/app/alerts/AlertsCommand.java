package io.tidemark.app.alerts;

import picocli.CommandLine.Command;

/** What tells people. */
@Command(
        name = "alerts",
        header = "Turn verdicts into episodes, and tell people.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsRunCommand.class},
        footer = {"", "Examples:", "  tidemark alerts run --help"})
public final class AlertsCommand {
    AlertsCommand() {}
}
