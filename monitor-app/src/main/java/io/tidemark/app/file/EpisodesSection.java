package io.tidemark.app.file;

import io.tidemark.core.episode.EpisodePolicy;

/** {@code episodes}: how many windows it takes to change one's mind about a violation. */
final class EpisodesSection {
    private EpisodesSection() {}

    static EpisodePolicy policy(ConfigSection root) {
        ConfigSection episodes = root.section("episodes");
        return new EpisodePolicy(count(episodes, "open"), count(episodes, "better"), count(episodes, "resolve"));
    }

    private static int count(ConfigSection episodes, String key) {
        return Math.toIntExact(episodes.whole(key));
    }
}
