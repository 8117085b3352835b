package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.Verdict;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.WindowGathering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Windows that are being put together, in their stores: a small row each, and one row per part and per violation. */
final class Gatherings {
    private static final int VERSION = 1;

    private final KeyValueStore<Bytes, byte[]> heads;
    private final KeyValueStore<Bytes, byte[]> rows;

    Gatherings(KeyValueStore<Bytes, byte[]> heads, KeyValueStore<Bytes, byte[]> rows) {
        this.heads = heads;
        this.rows = rows;
    }

    /** Takes a part; returns the window with it, or empty if the part was there before. */
    Optional<Gathered> add(Piece.Reported reported) {
        Bytes place = PlaceKey.of(reported.place());
        Bytes key = PlaceKey.part(place, reported.part().part());
        if (rows.get(key) != null) {
            return Optional.empty();
        }
        CanonicalOutput row = new CanonicalOutput(16 + 8 * reported.unanswered().size());
        row.putByte(VERSION).putInt(reported.unanswered().size());
        reported.unanswered().forEach(row::putLong);
        rows.put(key, row.toByteArray());
        WindowGathering gathering = gathering(place);
        gathering.add(reported.part());
        return Optional.of(keep(place, new Gathered(reported.place(), reported.isFinal(), gathering)));
    }

    /** Takes a violation; returns the window with it, or empty if the violation was there before. */
    Optional<Gathered> add(Piece.Violated violated) {
        Bytes place = PlaceKey.of(violated.place());
        Bytes key = PlaceKey.violation(place, violated.seen().fingerprint());
        if (rows.get(key) != null) {
            return Optional.empty();
        }
        CanonicalOutput row = new CanonicalOutput(512);
        violated.seen().writeTo(row.putByte(VERSION));
        rows.put(key, row.toByteArray());
        byte[] known = heads.get(place);
        boolean isFinal = known != null && Gathered.decode(known).isFinal();
        WindowGathering gathering = gathering(place);
        gathering.addViolation(violated.windowEndMs(), violated.seenMs());
        return Optional.of(keep(place, new Gathered(violated.place(), isFinal, gathering)));
    }

    private WindowGathering gathering(Bytes place) {
        byte[] known = heads.get(place);
        return known == null ? new WindowGathering() : Gathered.decode(known).gathering();
    }

    private Gathered keep(Bytes place, Gathered gathered) {
        heads.put(place, gathered.encode());
        return gathered;
    }

    /** Returns all windows, those of a stream together and in the order of time. */
    List<Gathered> all() {
        List<Gathered> all = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = heads.all()) {
            while (found.hasNext()) {
                all.add(Gathered.decode(found.next().value));
            }
        }
        return all;
    }

    /** Returns the windows of a stream that begin at a time, by revision. */
    List<Gathered> at(VerdictStream stream, long startMs) {
        Bytes prefix = PlaceKey.of(stream, startMs);
        List<Gathered> all = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = heads.range(prefix, PlaceKey.end(prefix))) {
            while (found.hasNext()) {
                all.add(Gathered.decode(found.next().value));
            }
        }
        return all;
    }

    /** Forgets a window with everything that came of it. */
    void remove(Piece.Place place) {
        Bytes prefix = PlaceKey.of(place);
        try (KeyValueIterator<Bytes, byte[]> found = rows.range(prefix, PlaceKey.end(prefix))) {
            while (found.hasNext()) {
                rows.delete(found.next().key);
            }
        }
        heads.delete(prefix);
    }

    /** Returns the verdict on a window with what has come of it. */
    Verdict verdict(Gathered gathered) {
        return new Stored(gathered, unanswered(PlaceKey.of(gathered.place())));
    }

    private Set<Long> unanswered(Bytes place) {
        Set<Long> unanswered = new HashSet<>();
        Bytes from = PlaceKey.joined(place, new byte[] {'p'});
        try (KeyValueIterator<Bytes, byte[]> found = rows.range(from, PlaceKey.end(from))) {
            while (found.hasNext()) {
                CanonicalInput in = new CanonicalInput(found.next().value);
                in.expectVersion(VERSION, "part of a window");
                int count = in.getInt();
                for (int i = 0; i < count; i++) {
                    unanswered.add(in.getLong());
                }
            }
        }
        return unanswered;
    }

    private final class Stored implements Verdict {
        private final Gathered gathered;
        private final Set<Long> unanswered;

        Stored(Gathered gathered, Set<Long> unanswered) {
            this.gathered = gathered;
            this.unanswered = unanswered;
        }

        @Override
        public VerdictStream stream() {
            return gathered.place().stream();
        }

        @Override
        public long startMs() {
            return gathered.place().startMs();
        }

        @Override
        public long endMs() {
            return gathered.gathering().endMs();
        }

        @Override
        public boolean isJudged() {
            return gathered.gathering().isJudged();
        }

        @Override
        public int revision() {
            return gathered.place().revision();
        }

        @Override
        public long seenMs() {
            return gathered.gathering().seenMs();
        }

        @Override
        public long missing() {
            return gathered.gathering().missing();
        }

        @Override
        public void forEachViolation(Consumer<Observation> taker) {
            Bytes from = PlaceKey.joined(PlaceKey.of(gathered.place()), new byte[] {'v'});
            try (KeyValueIterator<Bytes, byte[]> found = rows.range(from, PlaceKey.end(from))) {
                while (found.hasNext()) {
                    CanonicalInput in = new CanonicalInput(found.next().value);
                    in.expectVersion(VERSION, "violation of a window");
                    taker.accept(Observation.readFrom(in));
                }
            }
        }

        @Override
        public boolean isUnanswered(Fingerprint fingerprint) {
            return unanswered.contains(ShortForm.of(fingerprint));
        }
    }
}
