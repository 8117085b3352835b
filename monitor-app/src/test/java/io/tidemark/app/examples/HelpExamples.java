package io.tidemark.app.examples;

import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The examples that the help of every command shows, read from the help itself. */
final class HelpExamples {
    private HelpExamples() {}

    /**
     * One example.
     *
     * @param of the command whose help shows it, words apart by spaces; empty for the root
     * @param line as shown, lines that end with a backslash joined
     */
    record Example(String of, String line) {
        boolean needsKafka() {
            return line.contains("localhost:9092") || line.contains("--kafka") || line.contains("tidemark demo");
        }

        @Override
        public String toString() {
            return line;
        }
    }

    /** Names of all commands and their sub-commands, in the order in which help lists them. */
    static List<String> commands() {
        List<String> commands = new ArrayList<>(List.of(""));
        for (String command : listed("")) {
            commands.add(command);
            listed(command).forEach(sub -> commands.add(command + " " + sub));
        }
        return commands;
    }

    private static List<String> listed(String command) {
        List<String> names = new ArrayList<>();
        boolean isList = false;
        for (String line : help(command)) {
            if (line.equals("Commands:")) {
                isList = true;
            } else if (line.isEmpty()) {
                isList = false;
            } else if (isList && line.matches("  [a-z].*")) {
                names.add(line.strip().split("[ ,]", 2)[0]);
            }
        }
        return names;
    }

    static List<Example> of(String command) {
        List<Example> examples = new ArrayList<>();
        boolean isExample = false;
        StringBuilder open = new StringBuilder();
        for (String line : help(command)) {
            if (line.equals("Examples:")) {
                isExample = true;
            } else if (isExample && line.startsWith("  ")) {
                open.append(line.strip());
                if (line.endsWith("\\")) {
                    open.setLength(open.length() - 1);
                } else {
                    examples.add(new Example(command, open.toString()));
                    open.setLength(0);
                }
            }
        }
        return examples;
    }

    static List<Example> all() {
        return commands().stream().flatMap(command -> of(command).stream()).toList();
    }

    private static List<String> help(String command) {
        RecordedConsole recorded = RecordedConsole.piped();
        List<String> words = new ArrayList<>(command.isEmpty() ? List.of() : Arrays.asList(command.split(" ", -1)));
        words.add("--help");
        Main.run(recorded.console(), words.toArray(String[]::new));
        return recorded.out().lines().toList();
    }
}
