package io.tidemark.app.episode;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Episode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Finds the episode that an id, or its first digits, stand for. */
final class EpisodeChoice {
    private EpisodeChoice() {}

    /** Gives the taker the episode, or the other one what is wrong with the id. */
    static void of(String id, List<Episode> all, Consumer<Episode> taker, Consumer<Problem> objector) {
        String digits = id.strip().toLowerCase(Locale.ROOT);
        List<Episode> found = digits.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(episode -> episode.id().hex().startsWith(digits))
                        .toList();
        if (found.isEmpty()) {
            objector.accept(unknown(id, all));
        } else if (found.size() > 1) {
            objector.accept(Problem.of("\"" + id + "\" begins " + found.size() + " episodes: "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .map(Episode::id)
                                            .map(ContentHash::brief)
                                            .toList()))
                    .fix("give more digits"));
        } else if (EpisodeBoard.isOver(found.get(0))) {
            objector.accept(
                    Problem.of("episode " + found.get(0).id().brief() + " is over: there is nothing to say of it"));
        } else {
            taker.accept(found.get(0));
        }
    }

    private static Problem unknown(String id, List<Episode> all) {
        Problem problem = Problem.of("there is no episode \"" + id + "\"");
        List<String> open = all.stream()
                .filter(episode -> !EpisodeBoard.isOver(episode))
                .map(episode -> episode.id().brief())
                .toList();
        return Suggestions.didYouMean(id, open)
                .map(problem::fix)
                .orElse(problem)
                .fix("tidemark episodes list shows the ids");
    }
}
