package io.tidemark.app.config;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what every option is set to. */
@Command(
        name = "config",
        header = "Print the value of every option that has one, and where it comes from.",
        description = {
            "A flag outranks the environment (TIDEMARK_AUDIT_WINDOW, TIDEMARK_WINDOW), which outranks the monitor's"
                    + " file (--file), which outranks the project's tidemark.properties (audit.window=1h, window=1h),"
                    + " which outranks the user's, in XDG_CONFIG_HOME/tidemark or ~/.config/tidemark.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark config",
            "  tidemark config --show-origin --format csv",
            "  tidemark config --show-origin -f examples/adult/monitor.yaml"
        })
public final class ConfigCommand implements Callable<ExitCode> {
    private static final String DEFAULT = "default";

    private final Console console;

    @Option(names = "--show-origin", description = "Say where each value comes from; with the defaults too.")
    private boolean showOrigin;

    @Option(
            names = {"-f", Settings.MONITOR_FILE},
            paramLabel = "FILE",
            description = "Show what this monitor.yaml sets for the commands that take it.")
    private List<Path> files = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        Listing listing = showOrigin
                ? Listing.of(Column.text("key"), Column.text("value"), Column.text("origin"))
                : Listing.of(Column.text("key"), Column.text("value"));
        addAll(spec.root().commandLine(), listing);
        if (spec.root().defaultValueProvider() instanceof Settings settings) {
            settings.onlyMonitored().forEach((key, setting) -> add("monitor." + key, setting, listing));
        }
        FormatOption.print(Report.of("config", listing), format.chosen(FormatOption.DATA), console);
        if (listing.rows().isEmpty()) {
            console.say("nothing is set" + (files.isEmpty() ? "" : ", not even in " + files.get(0))
                    + "; --show-origin lists the defaults too");
        }
        return ExitCode.CLEAN;
    }

    private void addAll(CommandLine line, Listing listing) {
        line.getCommandSpec().options().stream()
                .filter(option -> Settings.isSettable(option) && !option.inherited())
                .forEach(option -> add(option, listing));
        line.getSubcommands().values().forEach(sub -> addAll(sub, listing));
    }

    private void add(OptionSpec option, Listing listing) {
        String key = Settings.keys(option).get(0);
        Optional<Setting> set = spec.root().defaultValueProvider() instanceof Settings settings
                ? settings.find(option)
                : Optional.empty();
        Optional<Setting> shown = showOrigin
                ? set.or(() -> Optional.ofNullable(option.defaultValue()).map(value -> new Setting(value, DEFAULT)))
                : set;
        shown.ifPresent(one -> add(key, one, listing));
    }

    private void add(String key, Setting one, Listing listing) {
        if (showOrigin) {
            listing.add(Cell.text(key), Cell.text(one.value()), Cell.text(one.origin()));
        } else {
            listing.add(Cell.text(key), Cell.text(one.value()));
        }
    }
}
