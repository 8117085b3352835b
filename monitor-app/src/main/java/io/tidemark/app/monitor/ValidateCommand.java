package io.tidemark.app.monitor;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks monitors as files. */
@Command(
        name = "validate",
        header = "Check monitors as files, and print what they mean.",
        description = {"All problems are shown together, each with line and column.", ""},
        footer = {
            "",
            "Exit codes: 0 every file is right, 2 at least one is not.",
            "",
            "Examples:",
            "  tidemark validate -f examples/adult/monitor.yaml",
            "  tidemark validate -f examples/adult/monitor.yaml --format json"
        })
public final class ValidateCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private FormatOption format = new FormatOption();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        Format form = format.chosen(EnumSet.of(Format.TABLE, Format.JSON));
        if (!file.isGiven()) {
            throw UserError.usage(Problem.of("no monitor given").fix("tidemark validate -f monitor.yaml"));
        }
        List<MonitorFile> monitors = file.monitors();
        if (form == Format.JSON) {
            console.out().println(EffectiveMonitor.json(monitors));
        } else {
            monitors.forEach(this::tell);
        }
        console.out().flush();
        return ExitCode.CLEAN;
    }

    private void tell(MonitorFile monitor) {
        console.out()
                .println(console.paint(Style.GOOD, "right:") + " "
                        + monitor.document().file());
        console.out().println("  endpoint    " + monitor.endpoint());
        console.out()
                .println("  keys        " + Figures.grouped(EffectiveMonitor.keysWritten(monitor)) + " set, "
                        + Figures.grouped(EffectiveMonitor.keys(monitor)) + " in effect");
        console.out().println("  config      " + monitor.config().hash().hex());
        console.out()
                .println("  model       " + EffectiveMonitor.modelHash(monitor).hex());
    }
}
