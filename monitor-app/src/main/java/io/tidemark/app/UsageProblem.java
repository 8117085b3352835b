package io.tidemark.app;

import io.tidemark.app.config.Setting;
import io.tidemark.app.config.Settings;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what picocli says about a wrong command line into a {@link Problem} with the way out. */
final class UsageProblem {
    private UsageProblem() {}

    static Problem of(ParameterException mistake) {
        CommandLine line = mistake.getCommandLine();
        Problem problem = mistake instanceof UnmatchedArgumentException unmatched
                ? unknown(line, unmatched)
                : Problem.of(decapitalized(String.valueOf(mistake.getMessage())));
        return origin(mistake)
                .map(problem::at)
                .orElse(problem)
                .fix(line.getCommandSpec().qualifiedName() + " --help");
    }

    /** Where the wrong value stands, if it was not typed. */
    private static Optional<String> origin(ParameterException mistake) {
        return mistake.getArgSpec() instanceof OptionSpec option
                        && mistake.getCommandLine().getDefaultValueProvider() instanceof Settings settings
                        && mistake.getValue() != null
                ? settings.find(option)
                        .filter(setting -> setting.value().equals(mistake.getValue()))
                        .map(Setting::origin)
                : Optional.empty();
    }

    private static Problem unknown(CommandLine line, UnmatchedArgumentException mistake) {
        String word = mistake.getUnmatched().get(0);
        if (mistake.isUnknownOption()) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return unknown("option", name, line.getCommandSpec().optionsMap().keySet());
        }
        Collection<String> commands = line.getSubcommands().keySet();
        return commands.isEmpty()
                ? Problem.of("unexpected argument \"" + word + "\"")
                : unknown("command", word, commands);
    }

    private static Problem unknown(String kind, String word, Collection<String> names) {
        Problem problem = Problem.of("unknown " + kind + " \"" + word + "\"");
        return Suggestions.didYouMean(word, names).map(problem::fix).orElse(problem);
    }

    private static String decapitalized(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
