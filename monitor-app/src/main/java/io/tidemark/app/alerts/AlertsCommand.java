package io.tidemark.app.alerts;

import picocli.CommandLine.Command;

/** What is done with messages. */
@Command(
        name = "alerts",
        header = "Send messages to people and systems.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsShowCommand.class, AlertsTestCommand.class},
        footer = {"", "Examples:", "  tidemark alerts show -f examples/alerts.yaml"})
public final class AlertsCommand {
    AlertsCommand() {}
}
