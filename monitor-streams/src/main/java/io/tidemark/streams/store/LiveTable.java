package io.tidemark.streams.store;

import io.tidemark.streams.store.Live.Stored;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What of a store is in memory: entries from least to most recently used, which of them are dirty, and about how many
 * bytes they occupy. Knows nothing of where they are written.
 */
final class LiveTable<K, V> {
    /** Entry, map node, key object and encoded key, in bytes, next to what the codec says of the value. */
    private static final int ENTRY_OVERHEAD = 192;

    private static final int FEW_DIRTY = 1024;

    private final ToLongFunction<V> sizeOf;
    private final LinkedHashMap<K, Live<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final List<Live<V>> dirty = new ArrayList<>();
    private long bytes;
    private int generation;

    LiveTable(ToLongFunction<V> sizeOf) {
        this.sizeOf = sizeOf;
    }

    /** The entry of a key, live or tombstone, as the most recently used one; one look-up, no allocation. */
    @Nullable
    Live<V> find(K key) {
        Live<V> entry = entries.get(key);
        if (entry != null) {
            entry.renew(generation);
        }
        return entry;
    }

    Live<V> add(K key, Bytes encodedKey, @Nullable V value, Stored stored) {
        var entry = new Live<V>(this, key, encodedKey, value, stored);
        entry.renew(generation);
        entries.put(key, entry);
        measure(entry);
        return entry;
    }

    /** Takes a removed entry out, unwritten. */
    void drop(Live<V> entry) {
        entries.remove(entry.key);
        detach(entry);
        if (dirty.size() > 2 * entries.size() + FEW_DIRTY) {
            dirty.removeIf(e -> !e.isDirty()); // objects that come and go between two commits would pile up
        }
    }

    private void detach(Live<V> entry) {
        bytes -= entry.size();
        entry.replace(null);
        entry.setDirty(false);
    }

    void addDirty(Live<V> entry) {
        dirty.add(entry);
    }

    /** Turns an entry into the tombstone of its row, to be written. */
    void bury(Live<V> entry) {
        entry.replace(null);
        measure(entry);
        if (!entry.isDirty()) {
            entry.setDirty(true);
            dirty.add(entry);
        }
    }

    void measure(Live<V> entry) {
        V value = entry.valueOrNull();
        long size =
                ENTRY_OVERHEAD + 2L * entry.encodedKey.get().length + (value == null ? 0 : sizeOf.applyAsLong(value));
        bytes += size - entry.size();
        entry.setSize(size);
    }

    /** Hands each dirty entry once to the writer, in the order in which they became dirty; clean afterwards. */
    void writeDirty(Consumer<Live<V>> writer) {
        for (int i = 0; i < dirty.size(); i++) {
            Live<V> entry = dirty.get(i);
            if (entry.isDirty()) {
                writeOne(entry, writer);
                if (entry.isTombstone()) {
                    entries.remove(entry.key); // not drop: it may shorten the list that is being walked
                    detach(entry);
                }
            }
        }
        dirty.clear();
    }

    private void writeOne(Live<V> entry, Consumer<Live<V>> writer) {
        writer.accept(entry);
        entry.setDirty(false);
        measure(entry);
    }

    /** Takes clean entries out, least recently used first, until the bytes fit; returns how many. */
    long evictClean(long targetBytes) {
        long evicted = 0;
        Iterator<Live<V>> oldestFirst = entries.values().iterator();
        while (bytes > targetBytes && oldestFirst.hasNext()) {
            Live<V> entry = oldestFirst.next();
            if (!entry.isDirty()) {
                oldestFirst.remove();
                detach(entry);
                evicted++;
            }
        }
        return evicted;
    }

    /** Writes entries and takes them out, least recently used first, until the bytes fit; returns how many. */
    long evictWritten(long targetBytes, Consumer<Live<V>> writer) {
        long evicted = 0;
        Iterator<Live<V>> oldestFirst = entries.values().iterator();
        while (bytes > targetBytes && oldestFirst.hasNext()) {
            Live<V> entry = oldestFirst.next();
            if (entry.isDirty()) {
                writeOne(entry, writer);
            }
            oldestFirst.remove();
            detach(entry);
            evicted++;
        }
        dirty.removeIf(e -> !e.isDirty());
        return evicted;
    }

    /** Entries now, live and tombstones, by encoded key in unsigned order; later changes to the table do not show. */
    NavigableMap<Bytes, Live<V>> sorted() {
        var sorted = new TreeMap<Bytes, Live<V>>();
        entries.values().forEach(entry -> sorted.put(entry.encodedKey, entry));
        return sorted;
    }

    /** Forgets everything, written or not. */
    void clear() {
        entries.values().forEach(this::detach);
        entries.clear();
        dirty.clear();
        expireHandles();
    }

    void expireHandles() {
        generation++;
    }

    int generation() {
        return generation;
    }

    long bytes() {
        return bytes;
    }

    int size() {
        return entries.size();
    }
}
