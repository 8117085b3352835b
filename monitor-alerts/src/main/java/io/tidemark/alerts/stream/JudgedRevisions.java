package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The newest revision judged of each window that is judged again, so that an older one, or the same one read again,
 * changes nothing. A window is forgotten when its reports have left their topic, 400 days behind a newer one.
 */
final class JudgedRevisions {
    private static final int VERSION = 1;
    private static final long KEPT_MS = Duration.ofDays(400).toMillis();

    private final KeyValueStore<Bytes, byte[]> rows;

    JudgedRevisions(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    boolean isPassed(Piece.Place place) {
        byte[] row = rows.get(PlaceKey.of(place.stream(), place.startMs()));
        if (row == null) {
            return false;
        }
        CanonicalInput in = new CanonicalInput(row);
        in.expectVersion(VERSION, "judged revision");
        return place.revision() <= in.getInt();
    }

    void judged(Piece.Place place) {
        rows.put(
                PlaceKey.of(place.stream(), place.startMs()),
                new CanonicalOutput(5).putByte(VERSION).putInt(place.revision()).toByteArray());
        Bytes from = PlaceKey.of(place.stream(), 0);
        Bytes to = PlaceKey.of(place.stream(), Math.max(0, place.startMs() - KEPT_MS));
        try (KeyValueIterator<Bytes, byte[]> old = rows.range(from, to)) {
            while (old.hasNext()) {
                Bytes key = old.next().key;
                if (!key.equals(to)) {
                    rows.delete(key);
                }
            }
        }
    }
}
