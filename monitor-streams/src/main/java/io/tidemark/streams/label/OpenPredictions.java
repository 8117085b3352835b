package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.JoinEntry;
import io.tidemark.core.window.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of every join id, and an index by the time at which something of it is to be let go.
 *
 * <pre>
 *   open-predictions           join id          ─► entry
 *   open-predictions-by-time   time, join id    ─► version byte
 * </pre>
 *
 * <p>The index may hold an id at times at which nothing is due any more: a label came, and the entry waits for something
 * else. Such a row is found in its time and goes. An entry that holds anything has a row at the time it waits for, or
 * before it. Belongs to one task.
 */
final class OpenPredictions {
    private static final int VERSION = 1;
    private static final int TIME_BYTES = Long.BYTES;

    private final KeyValueStore<Bytes, byte[]> entries;
    private final KeyValueStore<Bytes, byte[]> times;

    /** No row lies before this time: a scan from the beginning would pass what was deleted, again and again. */
    private long scanFromMs;

    OpenPredictions(KeyValueStore<Bytes, byte[]> entries, KeyValueStore<Bytes, byte[]> times) {
        this.entries = entries;
        this.times = times;
    }

    /** Returns what is known of an id, an empty entry if nothing is. */
    JoinEntry get(String id) {
        byte[] row = entries.get(key(id));
        return row == null ? new JoinEntry() : JoinEntry.decode(row);
    }

    /** Keeps an entry, or forgets its id if nothing is left of it. */
    void put(String id, JoinEntry entry) {
        if (entry.isEmpty()) {
            entries.delete(key(id));
        } else {
            entries.put(key(id), entry.encode());
        }
    }

    /** Has an id looked at once the time has passed. */
    void remind(String id, long timeMs) {
        long time = Math.max(0, timeMs);
        scanFromMs = Math.min(scanFromMs, time);
        times.put(timeKey(time, id), new byte[] {VERSION});
    }

    /**
     * Returns ids that are to be looked at, earliest first, and takes them out of the index.
     *
     * @param watermarkMs the time that has passed: rows before it are due
     * @param most how many at most: the rest stays due
     */
    List<String> takeDue(long watermarkMs, int most) {
        if (watermarkMs == Watermark.NONE || watermarkMs <= scanFromMs) {
            return List.of();
        }
        List<Bytes> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = times.range(timeKey(scanFromMs, ""), timeKey(watermarkMs, ""))) {
            while (rows.hasNext() && due.size() < most) {
                Bytes row = rows.next().key;
                if (timeOf(row) < watermarkMs) {
                    due.add(row);
                }
            }
        }
        due.forEach(times::delete);
        scanFromMs = due.size() < most ? watermarkMs : timeOf(due.get(due.size() - 1));
        return due.stream().map(OpenPredictions::idOf).toList();
    }

    /** Returns the time before which nothing waits: all of it was taken as due. 0 until something was. */
    long settledThroughMs() {
        return scanFromMs;
    }

    private static Bytes key(String id) {
        return Bytes.wrap(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Times are not negative, so their order is that of their bytes. */
    private static Bytes timeKey(long timeMs, String id) {
        byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
        byte[] time = new CanonicalOutput(TIME_BYTES).putLong(timeMs).toByteArray();
        byte[] row = Arrays.copyOf(time, TIME_BYTES + idBytes.length);
        System.arraycopy(idBytes, 0, row, TIME_BYTES, idBytes.length);
        return Bytes.wrap(row);
    }

    private static long timeOf(Bytes row) {
        return new CanonicalInput(row.get()).getLong();
    }

    private static String idOf(Bytes row) {
        byte[] bytes = row.get();
        return new String(bytes, TIME_BYTES, bytes.length - TIME_BYTES, StandardCharsets.UTF_8);
    }
}
