package io.tidemark.app.config;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options that the command line does not give, first found first: a variable
 * {@code TIDEMARK_AUDIT_WINDOW}, then {@code TIDEMARK_WINDOW}; the monitor's file, for commands that take one; the
 * project's file of settings, key {@code audit.window}, then {@code window}; the user's in the same way. What none of
 * them has is left to the option's own default.
 */
public final class Settings implements IDefaultValueProvider {
    /** The option that names files of monitors; what has no such option knows none. */
    public static final String MONITOR_FILE = "--file";

    private static final String PREFIX = "TIDEMARK_";

    /** Variables of the launcher, which mean something else than an option of that name. */
    private static final Set<String> LAUNCHERS = Set.of(
            "TIDEMARK_OPTS", "TIDEMARK_YES", "TIDEMARK_JDKS", "TIDEMARK_TTY", "TIDEMARK_UNICODE", "TIDEMARK_COLUMNS");

    private final Surroundings around;
    private final List<SettingsFile> files = new ArrayList<>();
    private Monitored monitored = Monitored.NOTHING;

    /**
     * What files of monitors say.
     *
     * @param byOption values by the long names of the options that say the same
     * @param others values by key that no option says
     */
    public record Monitored(Map<String, Setting> byOption, Map<String, Setting> others) {
        /** No file was named. */
        public static final Monitored NOTHING = new Monitored(Map.of(), Map.of());

        public Monitored {
            byOption = Collections.unmodifiableMap(new TreeMap<>(byOption));
            others = Collections.unmodifiableMap(new TreeMap<>(others));
        }
    }

    private Settings(Surroundings around) {
        this.around = around;
        SettingsFile.ofProject(around.workingFolder()).ifPresent(files::add);
        SettingsFile.ofUser(around).ifPresent(files::add);
    }

    /** Reads the files; one that cannot be read is a wrong configuration. */
    public static Settings of(Surroundings around) {
        return new Settings(around);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        // A monitor's file is read by type, and not through options: what it says is not handed to them as text.
        return arg instanceof OptionSpec option && isSettable(option)
                ? ofEnvironment(option)
                        .or(() -> ofMonitor(option).isPresent() ? Optional.empty() : ofFiles(option))
                        .map(Setting::value)
                        .orElse(null)
                : null;
    }

    /** Lets the files of monitors that a command line names outrank the files of settings. */
    public void monitor(Monitored values) {
        monitored = values;
    }

    /** What the files of monitors say beside what options say. */
    Map<String, Setting> onlyMonitored() {
        return monitored.others();
    }

    /** The value of an option of a command, if one of the places has it. */
    public Optional<Setting> find(OptionSpec option) {
        return ofEnvironment(option).or(() -> ofMonitor(option)).or(() -> ofFiles(option));
    }

    private Optional<Setting> ofEnvironment(OptionSpec option) {
        for (String key : keys(option)) {
            String name = variable(key);
            if (!around.variable(name).isEmpty() && !LAUNCHERS.contains(name)) {
                return Optional.of(new Setting(around.variable(name), name));
            }
        }
        return Optional.empty();
    }

    private Optional<Setting> ofMonitor(OptionSpec option) {
        return option.command().findOption(MONITOR_FILE) == null
                ? Optional.empty()
                : Optional.ofNullable(monitored.byOption().get(option.longestName()));
    }

    private Optional<Setting> ofFiles(OptionSpec option) {
        for (SettingsFile file : files) {
            for (String key : keys(option)) {
                String value = file.values().get(key);
                if (value != null) {
                    return Optional.of(new Setting(resolved(value, option, file), file.placeOf(key)));
                }
            }
        }
        return Optional.empty();
    }

    /** A path in a file is meant from where the file is, not from wherever the command is started. */
    private static String resolved(String value, OptionSpec option, SettingsFile file) {
        return (option.type() == Path.class || option.auxiliaryTypes()[0] == Path.class) && !value.isEmpty()
                ? file.folder().resolve(value).normalize().toString()
                : value;
    }

    /** Whether an option may be set in these places: all but those that ask for help. */
    static boolean isSettable(OptionSpec option) {
        return !option.usageHelp()
                && !option.versionHelp()
                && option.longestName().startsWith("--");
    }

    /** The keys of an option, the more special first: {@code baseline.show.format}, {@code format}. */
    static List<String> keys(OptionSpec option) {
        String bare = option.longestName().replaceFirst("^--", "");
        String command = option.command().qualifiedName(".").replaceFirst("^[^.]*\\.?", "");
        return command.isEmpty() ? List.of(bare) : List.of(command + "." + bare, bare);
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Ends the command if a file has a key that is no option, and warns of a variable that is probably mistyped. */
    public void check(CommandLine root, Console console) {
        Set<String> known = new TreeSet<>();
        collect(root, known);
        List<Problem> problems = new ArrayList<>();
        for (SettingsFile file : files) {
            for (String key : file.values().keySet()) {
                if (!known.contains(key)) {
                    Problem problem =
                            Problem.of("unknown setting \"" + key + "\"").at(file.placeOf(key));
                    problems.add(Suggestions.didYouMean(key, known)
                            .map(problem::fix)
                            .orElse(problem)
                            .fix("all settings: tidemark config --show-origin"));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems);
        }
        warnOfVariables(known, console);
    }

    private void warnOfVariables(Set<String> known, Console console) {
        Set<String> variables = new TreeSet<>(LAUNCHERS);
        known.forEach(key -> variables.add(variable(key)));
        new TreeSet<>(around.environment().keySet())
                .stream()
                        .filter(name -> name.startsWith(PREFIX) && !variables.contains(name))
                        .forEach(name -> Suggestions.didYouMean(name, variables)
                                .ifPresent(meant -> console.warn("the variable " + name + " sets nothing: " + meant)));
    }

    private static void collect(CommandLine line, Set<String> keys) {
        line.getCommandSpec().options().stream()
                .filter(Settings::isSettable)
                .forEach(option -> keys.addAll(keys(option)));
        line.getSubcommands().values().forEach(sub -> collect(sub, keys));
    }
}
