package io.tidemark.app;

import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish: a line per command and per option. */
final class FishCompletion {
    private static final String HEAD = "complete -c tidemark";

    private final StringBuilder script = new StringBuilder();

    /** The script for all commands below the root. */
    String script(CommandLine root) {
        script.append("complete -c tidemark -e\n");
        List<String> commands = List.copyOf(root.getSubcommands().keySet());
        for (CommandLine command : root.getSubcommands().values()) {
            String name = command.getCommandName();
            line("-f -n '__fish_use_subcommand' -a " + name + described(header(command.getCommandSpec())));
            String seen = "__fish_seen_subcommand_from " + name;
            for (CommandLine sub : command.getSubcommands().values()) {
                line("-f -n '" + seen + "' -a " + sub.getCommandName() + described(header(sub.getCommandSpec())));
            }
            command.getCommandSpec().options().forEach(option -> addOption(option, seen));
        }
        line("-n 'not __fish_seen_subcommand_from " + String.join(" ", commands) + "' -l version");
        return script.toString();
    }

    private void addOption(OptionSpec option, String seen) {
        StringBuilder line = new StringBuilder("-n '" + seen + "'");
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(" -r");
        }
        if (option.completionCandidates() != null) {
            List<String> values = StreamSupport.stream(
                            option.completionCandidates().spliterator(), false)
                    .toList();
            line.append(" -f -a '").append(String.join(" ", values)).append('\'');
        }
        line(line + described(String.join(" ", option.description())));
    }

    private void line(String rest) {
        script.append(HEAD).append(' ').append(rest).append('\n');
    }

    private static String header(CommandSpec command) {
        return String.join(" ", command.usageMessage().header());
    }

    private static String described(String text) {
        return text.isEmpty() ? "" : " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
