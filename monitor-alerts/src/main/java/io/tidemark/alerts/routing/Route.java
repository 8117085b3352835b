package io.tidemark.alerts.routing;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Severity;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which messages go to which sinks.
 *
 * @param endpoints patterns of endpoints, {@code *} for any characters; empty for all
 * @param sources who judged; empty for all
 * @param from the least severity; what is resolved goes wherever the episode could have gone
 * @param sinks names of sinks, at least one
 * @param quiet when messages below critical wait
 */
public record Route(
        List<String> endpoints,
        Set<VerdictStream.Source> sources,
        Severity from,
        List<String> sinks,
        QuietHours quiet) {
    public Route {
        endpoints = List.copyOf(endpoints);
        sources = Set.copyOf(sources);
        sinks = List.copyOf(sinks);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("a route needs a sink");
        }
    }

    /** Returns whether a message goes this way. */
    public boolean takes(AlertMessage message) {
        boolean isSevere =
                message.items().stream().anyMatch(item -> item.severity().compareTo(from) >= 0);
        return isSevere
                && (sources.isEmpty() || sources.contains(message.stream().source()))
                && (endpoints.isEmpty()
                        || endpoints.stream()
                                .anyMatch(pattern ->
                                        matches(pattern, message.stream().endpoint())));
    }

    /** Stars are the only signs with a meaning, so no pattern takes long. */
    private static boolean matches(String pattern, String endpoint) {
        String[] parts = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return endpoint.matches(regex.toString());
    }
}
