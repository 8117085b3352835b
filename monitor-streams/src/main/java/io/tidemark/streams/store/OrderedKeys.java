package io.tidemark.streams.store;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Walks live and stored keys of a store as one ordered sequence, in which the live side hides the stored one. */
final class OrderedKeys<K, V> {
    private final LiveTable<K, V> table;
    private final LiveCodec<K, V> codec;
    private final KeyValueStore<Bytes, byte[]> stored;

    OrderedKeys(LiveTable<K, V> table, LiveCodec<K, V> codec, KeyValueStore<Bytes, byte[]> stored) {
        this.table = table;
        this.codec = codec;
        this.stored = stored;
    }

    /** One step of the walk: a key, its entry if it was in memory when the walk began, else its stored row. */
    private interface Step<V> {
        void take(Bytes key, @Nullable Live<V> entry, byte @Nullable [] row);
    }

    void forEach(@Nullable Bytes from, @Nullable Bytes to, Consumer<? super K> action) {
        walk(from, to, (bytes, entry, row) -> {
            if (entry != null) {
                if (!entry.isTombstone()) {
                    action.accept(codec.decodeKey(bytes.get()));
                }
                return;
            }
            K key = codec.decodeKey(bytes.get());
            if (!isRemoved(key)) {
                action.accept(key);
            }
        });
    }

    void forEachRow(BiConsumer<? super K, ? super V> action) {
        walk(null, null, (bytes, entry, row) -> {
            K key = codec.decodeKey(bytes.get());
            Live<V> current = entry == null ? table.find(key) : entry;
            V value = current != null
                    ? current.valueOrNull()
                    : row == null ? null : decode(stored.name(), codec, key, row);
            if (value != null) {
                action.accept(key, value);
            }
        });
    }

    /** Whether the callback of an earlier key removed this one, which was not in memory before. */
    private boolean isRemoved(K key) {
        Live<V> entry = table.find(key);
        return entry != null && entry.isTombstone();
    }

    private void walk(@Nullable Bytes from, @Nullable Bytes to, Step<V> step) {
        NavigableMap<Bytes, Live<V>> live = table.sorted();
        if (from != null && to != null) {
            if (from.compareTo(to) > 0) {
                return;
            }
            live = live.subMap(from, true, to, true);
        }
        try (KeyValueIterator<Bytes, byte[]> rows = from == null ? stored.all() : stored.range(from, to)) {
            merge(live.entrySet().iterator(), rows, step);
        }
    }

    private void merge(Iterator<Map.Entry<Bytes, Live<V>>> live, KeyValueIterator<Bytes, byte[]> rows, Step<V> step) {
        Map.Entry<Bytes, Live<V>> entry = nextLive(live);
        KeyValue<Bytes, byte[]> row = nextRow(rows);
        while (entry != null || row != null) {
            int order = entry == null ? 1 : row == null ? -1 : entry.getKey().compareTo(row.key);
            if (entry != null && order <= 0) {
                step.take(entry.getKey(), entry.getValue(), null);
                entry = nextLive(live);
            } else if (row != null) {
                step.take(row.key, null, row.value);
            }
            row = order >= 0 ? nextRow(rows) : row;
        }
    }

    private Map.@Nullable Entry<Bytes, Live<V>> nextLive(Iterator<Map.Entry<Bytes, Live<V>>> live) {
        return live.hasNext() ? live.next() : null;
    }

    private static @Nullable KeyValue<Bytes, byte[]> nextRow(KeyValueIterator<Bytes, byte[]> rows) {
        return rows.hasNext() ? rows.next() : null;
    }

    /** An object from its row; a row that cannot be read is named, for it stops the task. */
    static <K, V> V decode(String store, LiveCodec<K, V> codec, K key, byte[] row) {
        try {
            return codec.decode(row);
        } catch (RuntimeException e) {
            int version = row.length == 0 ? -1 : row[0];
            throw new IllegalStateException(
                    "store " + store + ": row of key " + key + " (" + row.length + " bytes, version byte " + version
                            + ") cannot be decoded; was it written by a newer release?",
                    e);
        }
    }
}
