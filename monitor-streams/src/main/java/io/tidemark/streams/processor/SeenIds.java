package io.tidemark.streams.processor;

import io.tidemark.core.ledger.Duplicates;
import io.tidemark.core.ledger.RecordIdentity;
import io.tidemark.core.ledger.SeenRecords;
import io.tidemark.core.ledger.Sighting;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that an input task has seen, in memory for the look-up and in a store for the next start. What is new
 * since the last commit is written as one chunk for each minute that it touched; a chunk that was committed is never
 * written again, and all chunks of a minute go when the minute is dropped. Not thread-safe.
 */
final class SeenIds implements SeenRecords {
    private final Duplicates duplicates;
    private final WriteBehindStore<IdChunk.Key, IdChunk> store;
    private final Map<Duplicates.Span, Log> logs = new HashMap<>();
    private @Nullable Log lastLog;

    /** The chunk of a minute that takes new records, and the commit at which it was begun. */
    private static final class Log {
        private IdChunk.Key open;
        private long begunAt;

        Log(IdChunk.Key first, long commits) {
            open = first;
            begunAt = commits;
        }

        boolean isOf(String endpoint, long minute) {
            return open.span().startMs() == minute && open.span().endpoint().equals(endpoint);
        }

        IdChunk.Key open(long commits) {
            if (commits != begunAt) {
                open = open.next();
                begunAt = commits;
            }
            return open;
        }
    }

    SeenIds(Duplicates duplicates, WriteBehindStore<IdChunk.Key, IdChunk> store) {
        this.duplicates = duplicates;
        this.store = store;
    }

    /** Reads what was seen before this start. */
    void restore(long floorMs) {
        duplicates.restoreFloor(floorMs);
        long commits = store.commits();
        store.forEach((key, chunk) -> {
            Duplicates.Span span = key.span();
            chunk.forEach((high, low) -> duplicates.restore(span, high, low));
            // A chunk of the last run is whole: new records go into the one behind it.
            logs.put(span, new Log(key.next(), commits));
        });
    }

    @Override
    public Sighting check(String endpoint, long eventTimeMs, long watermarkMs, RecordIdentity id) {
        Sighting sighting = duplicates.check(endpoint, eventTimeMs, watermarkMs, id);
        if (sighting == Sighting.FIRST) {
            append(endpoint, Duplicates.minuteOf(eventTimeMs), id);
            removeDropped();
        }
        return sighting;
    }

    /** Drops the minutes of an endpoint that its watermark has passed. */
    void dropPassed(String endpoint, long watermarkMs) {
        duplicates.dropPassed(endpoint, watermarkMs);
        removeDropped();
    }

    /** Drops the oldest minutes if other tasks of the process need the room. */
    void keepWithinBound() {
        duplicates.keepWithinBound();
        removeDropped();
    }

    /** Gives back its part of what the process may hold, when the task ends. */
    void release() {
        duplicates.release();
    }

    long floorMs() {
        return duplicates.floorMs();
    }

    private void append(String endpoint, long minute, RecordIdentity id) {
        long commits = store.commits();
        Log log = lastLog;
        if (log == null || !log.isOf(endpoint, minute)) {
            log = logs.computeIfAbsent(
                    new Duplicates.Span(endpoint, minute), span -> new Log(new IdChunk.Key(span, 0), commits));
            lastLog = log;
        }
        store.getOrCreate(log.open(commits), key -> new IdChunk()).add(id.high(), id.low());
    }

    private void removeDropped() {
        for (Duplicates.Span span : duplicates.takeDropped()) {
            Log log = logs.remove(span);
            lastLog = null;
            for (int number = 0; log != null && number <= log.open.number(); number++) {
                store.remove(new IdChunk.Key(span, number));
            }
        }
    }
}
