package io.tidemark.alerts.stream;

import io.tidemark.core.episode.VerdictStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Since when windows wait, by the clock of the machine. Not stored: after a restart they wait anew. Mutable; not
 * thread-safe.
 */
final class WaitingSince {
    private final Map<Piece.Place, Long> begun = new HashMap<>();
    private final Map<VerdictStream, Long> lastCame = new HashMap<>();

    void clear() {
        begun.clear();
        lastCame.clear();
    }

    /** Something of a window came. */
    void came(Piece.Place place, long nowMs) {
        begun.putIfAbsent(place, nowMs);
        lastCame.put(place.stream(), nowMs);
    }

    /** A window does not wait any more. */
    void gone(Piece.Place place) {
        begun.remove(place);
    }

    /** Returns whether nothing of a stream has come for so long. */
    boolean isQuiet(VerdictStream stream, long nowMs, Duration span) {
        return nowMs - lastCame.computeIfAbsent(stream, s -> nowMs) >= span.toMillis();
    }

    /** Returns whether a window has waited for so long. */
    boolean isOver(Piece.Place place, long nowMs, Duration span) {
        return nowMs - begun.computeIfAbsent(place, p -> nowMs) >= span.toMillis();
    }

    /** Forgets all streams but these. */
    void keepOnly(Set<VerdictStream> streams) {
        lastCame.keySet().retainAll(streams);
    }
}
