package io.tidemark.app.ledger;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.app.options.EndpointNames;
import io.tidemark.core.capture.Rejection;
import io.tidemark.replay.DeadLetters;
import io.tidemark.replay.LetterFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only this reason, for example internal. Repeatable.")
    private Set<String> reasons = new LinkedHashSet<>();

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Only this endpoint. Repeatable.")
    private Set<String> endpoints = new LinkedHashSet<>();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Only letters of this last time, for example 2h.")
    private @Nullable Duration since;

    /** Warns of endpoints without any letter, where no letter was found. */
    void warnOfUnknown(DeadLetters letters, Console console) {
        if (!endpoints.isEmpty()) {
            EndpointNames.warnOfUnknown(endpoints, letters.endpoints(), "dead letter", console);
        }
    }

    LetterFilter filter(Instant now) {
        List<String> known =
                Arrays.stream(Rejection.values()).map(Rejection::wireName).toList();
        for (String reason : reasons) {
            if (!known.contains(reason)) {
                Problem problem = Problem.of("--reason " + reason + " is no reason of a dead letter");
                throw UserError.usage(Suggestions.didYouMean(reason, known)
                        .map(problem::fix)
                        .orElse(problem)
                        .fix("reasons are " + String.join(", ", known)));
            }
        }
        return new LetterFilter(reasons, endpoints, since == null ? Instant.EPOCH : now.minus(since));
    }
}
