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
 * @param selection which streams take it
 * @param from the least severity; what is resolved goes wherever the episode could have gone
 * @param sinks names of sinks, at least one
 * @param quiet when messages below critical wait
 */
public record Route(Selection selection, Severity from, List<String> sinks, QuietHours quiet) {
    /**
     * Which streams; all that is set must hold.
     *
     * @param endpoints patterns of endpoints, {@code *} for any characters; empty for all
     * @param owners patterns of owners, {@code *} for any characters; empty for all
     * @param sources who judged; empty for all
     */
    public record Selection(List<String> endpoints, List<String> owners, Set<VerdictStream.Source> sources) {
        /** Every stream. */
        public static final Selection ALL = new Selection(List.of(), List.of(), Set.of());

        public Selection {
            endpoints = List.copyOf(endpoints);
            owners = List.copyOf(owners);
            sources = Set.copyOf(sources);
        }

        boolean takes(AlertMessage message) {
            return (sources.isEmpty() || sources.contains(message.stream().source()))
                    && (isOfAll(message)
                            || matchesOne(endpoints, message.stream().endpoint()))
                    && (isOfAll(message) || matchesOne(owners, message.owner()));
        }

        /** What belongs to no endpoint, such as a sink in trouble, concerns all of them. */
        private static boolean isOfAll(AlertMessage message) {
            return message.stream().endpoint().isEmpty();
        }
    }

    public Route {
        sinks = List.copyOf(sinks);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("a route needs a sink");
        }
    }

    /** Returns whether a message goes this way. */
    public boolean takes(AlertMessage message) {
        boolean isSevere =
                message.items().stream().anyMatch(item -> item.severity().compareTo(from) >= 0);
        return isSevere && selection.takes(message);
    }

    private static boolean matchesOne(List<String> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** Stars are the only signs with a meaning, so no pattern takes long. */
    private static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return name.matches(regex.toString());
    }
}
