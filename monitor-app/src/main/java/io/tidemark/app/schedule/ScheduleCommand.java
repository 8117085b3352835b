package io.tidemark.app.schedule;

import picocli.CommandLine.Command;

/** Work at stated times. */
@Command(
        name = "schedule",
        header = "Run the schedules of a monitor: audits, and baselines that stay current.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ScheduleListCommand.class, ScheduleRunCommand.class, ScheduleRunNowCommand.class},
        footer = {"", "Examples:", "  tidemark schedule list --help", "  tidemark schedule run --help"})
public final class ScheduleCommand {
    ScheduleCommand() {}
}
