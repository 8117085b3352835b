package io.tidemark.core.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the pending and active episodes are kept: one row each, as a window may open a hundred thousand. */
public interface EpisodeShelf {
    /** Returns the episode of a fingerprint, or null if there is none. */
    @Nullable
    Episode get(Fingerprint fingerprint);

    /** Keeps an episode in the place of the one of its fingerprint. */
    void put(Episode episode);

    /** Forgets the episode of a fingerprint, if there is one. */
    void remove(Fingerprint fingerprint);

    /** Gives every episode of a stream, always in the same order; the taker may put and remove. */
    void forEach(VerdictStream stream, Consumer<Episode> taker);

    /** Returns a shelf in memory. */
    static EpisodeShelf inMemory() {
        SortedMap<Fingerprint, Episode> episodes = new TreeMap<>();
        return new EpisodeShelf() {
            @Override
            public @Nullable Episode get(Fingerprint fingerprint) {
                return episodes.get(fingerprint);
            }

            @Override
            public void put(Episode episode) {
                episodes.put(episode.fingerprint(), episode);
            }

            @Override
            public void remove(Fingerprint fingerprint) {
                episodes.remove(fingerprint);
            }

            @Override
            public void forEach(VerdictStream stream, Consumer<Episode> taker) {
                List<Episode> snapshot = new ArrayList<>(episodes.values());
                snapshot.stream()
                        .filter(episode -> episode.fingerprint().stream().equals(stream))
                        .forEach(taker);
            }
        };
    }
}
