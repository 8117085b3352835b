package io.tidemark.app.config;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which options of a command have a value that outranks the monitor's file: typed, or set by the environment. */
public final class Given {
    /** Every option counts: there is no file. */
    public static final Given ALL = new Given(null);

    private final @Nullable CommandSpec command;

    private Given(@Nullable CommandSpec command) {
        this.command = command;
    }

    /** Those of a command line that has been parsed. */
    public static Given of(CommandSpec command) {
        return new Given(command);
    }

    /** Whether an option, by its long name, outranks the file. */
    public boolean has(String option) {
        if (command == null) {
            return true;
        }
        OptionSpec spec = command.findOption(option);
        if (spec == null) {
            return false;
        }
        boolean isTyped = command.commandLine().getParseResult().hasMatchedOption(spec);
        boolean isSet =
                command.defaultValueProvider() instanceof Settings settings && settings.defaultValue(spec) != null;
        return isTyped || isSet;
    }
}
