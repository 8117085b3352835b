package io.tidemark.app.alerts;

import picocli.CommandLine.Command;

/** What tells people. */
@Command(
        name = "alerts",
        header = "Turn verdicts into episodes, and tell people.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsRunCommand.class, AlertsShowCommand.class, AlertsTestCommand.class},
        footer = {"", "Examples:", "  tidemark alerts run --help", "  tidemark alerts show -f examples/alerts.yaml"})
public final class AlertsCommand {
    AlertsCommand() {}
}
