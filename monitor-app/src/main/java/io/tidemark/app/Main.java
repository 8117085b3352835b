package io.tidemark.app;

import io.tidemark.app.alerts.AlertsCommand;
import io.tidemark.app.audit.AuditCommand;
import io.tidemark.app.baseline.BaselineCommand;
import io.tidemark.app.config.ConfigCommand;
import io.tidemark.app.config.Settings;
import io.tidemark.app.config.Surroundings;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.UserError;
import io.tidemark.app.console.Version;
import io.tidemark.app.demo.DemoCommand;
import io.tidemark.app.doctor.DoctorCommand;
import io.tidemark.app.episode.EpisodesCommand;
import io.tidemark.app.explain.CheckEvidenceCommand;
import io.tidemark.app.explain.ExplainCommand;
import io.tidemark.app.explain.RulesCommand;
import io.tidemark.app.file.MonitorFiles;
import io.tidemark.app.file.WrittenValues;
import io.tidemark.app.ledger.DeadLettersCommand;
import io.tidemark.app.ledger.LedgerCommand;
import io.tidemark.app.live.ReplayCommand;
import io.tidemark.app.live.RunCommand;
import io.tidemark.app.live.VerifyCommand;
import io.tidemark.app.monitor.PlanCommand;
import io.tidemark.app.monitor.SchemaCommand;
import io.tidemark.app.monitor.ValidateCommand;
import io.tidemark.app.schedule.ScheduleCommand;
import io.tidemark.app.watch.WatchCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The {@code tidemark} command. A new command is a class that implements {@code Callable<ExitCode>}, takes a
 * {@link Console} in its constructor, and stands in the list below.
 */
@Command(
        name = "tidemark",
        header = "Drift monitoring for deployed models on Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 clean, 1 violations, 2 usage, 3 insufficient data,",
            "4 Kafka unreachable, 5 mismatch, 70 internal, 130 interrupted.",
            "Data goes to standard output, all else to standard error.",
            "",
            "In a clone ./tidemark setup gets the tools and builds, ./tidemark test runs all tests.",
            "",
            "Examples:",
            "  tidemark audit --help",
            "  tidemark explain DR002"
        },
        subcommands = {
            DemoCommand.class,
            BaselineCommand.class,
            AuditCommand.class,
            RunCommand.class,
            AlertsCommand.class,
            EpisodesCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            LedgerCommand.class,
            DeadLettersCommand.class,
            DoctorCommand.class,
            WatchCommand.class,
            ScheduleCommand.class,
            RulesCommand.class,
            ExplainCommand.class,
            CheckEvidenceCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            SchemaCommand.class,
            ConfigCommand.class,
            CompletionCommand.class
        })
public final class Main {
    private static final int MOST_HELP_WIDTH = 100;

    @Mixin
    private GlobalOptions options = new GlobalOptions();

    private Main() {}

    /** Runs the command and exits with an {@code ExitCode}. */
    public static void main(String[] args) {
        Surroundings around = Surroundings.ofProcess();
        Console console = Console.ofProcess(around.environment());
        int code = run(console, around, args);
        console.flush();
        System.exit(code);
    }

    /**
     * Runs one command line, apart from environment and files of settings; returns its exit status and throws nothing.
     */
    public static int run(Console console, String... args) {
        return run(commandLine(console), console, args).code();
    }

    /** As {@link #run(Console, String...)}, with what the surroundings set. */
    public static int run(Console console, Surroundings around, String... args) {
        CommandLine line = commandLine(console);
        try {
            // Help must come even if a file of settings is broken.
            if (!Arrays.asList(args).contains("--help") && !Arrays.asList(args).contains("-h")) {
                Settings settings = Settings.of(around);
                settings.check(line, console);
                line.setDefaultValueProvider(settings);
            }
        } catch (UserError error) {
            return fail(console, error).code();
        }
        return run(line, console, args).code();
    }

    static CommandLine commandLine(Console console) {
        return new CommandLine(new Main(), new CommandFactory(console));
    }

    /** As {@link #run(Console, String...)}, for a command line that has more commands. */
    static ExitCode run(CommandLine line, Console console, String... args) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Math.min(MOST_HELP_WIDTH, console.terminal().width()));
        line.setUsageHelpAutoWidth(false);
        try {
            return execute(parsed(line, args), console);
        } catch (ParameterException mistake) {
            return fail(console, UserError.usage(UsageProblem.of(mistake)));
        } catch (UserError error) {
            return fail(console, error);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } catch (Throwable defect) {
            return fail(console, crash(defect));
        }
    }

    /** A command that names files of monitors is parsed again, because those outrank files of settings. */
    private static ParseResult parsed(CommandLine line, String... args) {
        ParseResult parsed = line.parseArgs(args);
        ParseResult last = last(parsed);
        OptionSpec option = last.commandSpec().findOption(Settings.MONITOR_FILE);
        if (option == null
                || last.isUsageHelpRequested()
                || !(line.getDefaultValueProvider() instanceof Settings settings)
                || !(option.getValue() instanceof List<?> files)
                || files.isEmpty()) {
            return parsed;
        }
        settings.monitor(WrittenValues.of(
                MonitorFiles.read(files.stream().map(Path.class::cast).toList())));
        return line.parseArgs(args);
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    private static ExitCode execute(ParseResult parsed, Console console) throws Exception {
        CommandLine root = parsed.commandSpec().commandLine();
        ((Main) parsed.commandSpec().userObject()).options.applyTo(console);
        root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        root.setColorScheme(Help.defaultColorScheme(console.paintsOut() ? Ansi.ON : Ansi.OFF));
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return ExitCode.CLEAN;
        }
        ParseResult last = last(parsed);
        if (last.commandSpec().userObject() instanceof Callable<?> command) {
            return (ExitCode) command.call();
        }
        throw new ParameterException(last.commandSpec().commandLine(), "no command given");
    }

    private static ExitCode fail(Console console, UserError error) {
        console.out().flush();
        error.problems().forEach(console::error);
        return error.exitCode();
    }

    private static UserError crash(Throwable defect) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return new UserError(ExitCode.INTERNAL, CrashReport.of(defect, folder));
    }
}
