package io.tidemark.alerts.stream;

import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeCodec;
import io.tidemark.core.episode.EpisodeShelf;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.VerdictStream;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The episodes in their store. */
final class StoredEpisodes implements EpisodeShelf {
    private final KeyValueStore<Bytes, byte[]> rows;

    StoredEpisodes(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    @Override
    public @Nullable Episode get(Fingerprint fingerprint) {
        byte[] row = rows.get(PlaceKey.of(fingerprint));
        return row == null ? null : EpisodeCodec.decode(row);
    }

    @Override
    public void put(Episode episode) {
        rows.put(PlaceKey.of(episode.fingerprint()), EpisodeCodec.encode(episode));
    }

    @Override
    public void remove(Fingerprint fingerprint) {
        rows.delete(PlaceKey.of(fingerprint));
    }

    /** Both kinds of stores iterate over what was there when the iteration began. */
    @Override
    public void forEach(VerdictStream stream, Consumer<Episode> taker) {
        Bytes prefix = PlaceKey.of(stream);
        try (KeyValueIterator<Bytes, byte[]> found = rows.range(prefix, PlaceKey.end(prefix))) {
            while (found.hasNext()) {
                taker.accept(EpisodeCodec.decode(found.next().value));
            }
        }
    }
}
