package io.tidemark.streams.store;

import io.tidemark.streams.store.Live.Stored;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A change-logged store of live objects that are changed in memory and written once per commit.
 *
 * <p>Serialising an aggregate for every record costs a hundred times the counting itself. Here a processor looks an
 * object up, changes it and marks it dirty; {@link #flushCache()}, which Kafka Streams calls before every commit,
 * writes the dirty ones to the wrapped key-value store and thereby to its changelog, in the transaction that commits
 * the offsets. After a crash the wrapped store holds exactly the committed state.
 *
 * <pre>
 *   processor ── live(key), markDirty ──► live objects ── flushCache, once per commit ──► RocksDB or memory
 *                                              ▲                                              │      │
 *                                              └─────────────── first look-up ────────────────┘      └──► changelog
 * </pre>
 *
 * <h2>What a processor must keep to</h2>
 * <ul>
 *   <li>A change is written only if {@code markDirty}, {@code put} or {@code getOrCreate} was called for it since
 *       the last commit.
 *   <li>Neither an object nor a {@link Live} handle is kept beyond the record or punctuation that looked it up, nor
 *       across {@link #trim()}.
 *   <li>What {@code Processor.init} writes is committed with the first record or punctuation, not before.
 * </ul>
 *
 * <h2>Memory</h2>
 * At each commit, and at each {@code trim()}, the live objects are brought to seven eighths of the budget if they
 * exceed it: clean ones leave first, least recently used first; if those do not suffice, dirty ones are written early,
 * in the same transaction, and leave too. In between the store grows: no object leaves while a processor holds it.
 * Sizes are those at look-up and at the last write.
 *
 * <p>{@link CachedStateStore} is internal to Kafka Streams: this class is its only user here, and a test fails if an
 * upgrade changes it. The class is deliberately no {@code KeyValueStore}: the processor context wraps those, and the
 * typed store would not come back from {@code getStateStore}. Not thread-safe: each task has its own.
 *
 * @param <K> key, immutable with {@code equals} and {@code hashCode}
 * @param <V> live object
 */
public final class WriteBehindStore<K, V> implements StateStore, CachedStateStore<byte[], byte[]> {
    private final KeyValueStore<Bytes, byte[]> wrapped;
    private final LiveCodec<K, V> codec;
    private final long budgetBytes;
    private final StoreCounters counters;
    private final LiveTable<K, V> table;
    private long commits;

    WriteBehindStore(
            KeyValueStore<Bytes, byte[]> wrapped, LiveCodec<K, V> codec, long budgetBytes, StoreCounters counters) {
        this.wrapped = wrapped;
        this.codec = codec;
        this.budgetBytes = budgetBytes;
        this.counters = counters;
        this.table = new LiveTable<>(codec::sizeOf);
    }

    /**
     * The handle of a key's object, or null if there is none. One hash look-up and no allocation if it is live; else it
     * is read from the wrapped store.
     */
    public @Nullable Live<V> live(K key) {
        Live<V> entry = table.find(key);
        if (entry == null) {
            return read(key);
        }
        return entry.isTombstone() ? null : entry;
    }

    /** The handle of a key's object, dirty already; made by the function if there is none. Costs as {@link #live}. */
    public Live<V> liveOrCreate(K key, Function<? super K, ? extends V> create) {
        Live<V> entry = live(key);
        if (entry == null) {
            put(key, create.apply(key), Stored.NO);
            entry = liveAfterPut(key);
        }
        entry.markDirty();
        return entry;
    }

    private Live<V> liveAfterPut(K key) {
        Live<V> entry = table.find(key);
        if (entry == null) {
            throw new AssertionError("store " + name() + ": key " + key + " is not equal to itself");
        }
        return entry;
    }

    /** The object of a key, live or read from the wrapped store, or null if there is none. */
    public @Nullable V get(K key) {
        Live<V> entry = live(key);
        return entry == null ? null : entry.value();
    }

    /** The object of a key, made by the function if there is none; marked dirty. */
    public V getOrCreate(K key, Function<? super K, ? extends V> create) {
        return liveOrCreate(key, create).value();
    }

    /** Makes an object the live one of a key, in place of any other, and marks it dirty. */
    public void put(K key, V value) {
        put(key, value, Stored.UNKNOWN);
    }

    private void put(K key, V value, Stored storedIfNew) {
        Live<V> entry = table.find(key);
        if (entry == null) {
            entry = table.add(key, Bytes.wrap(codec.encodeKey(key)), value, storedIfNew);
        } else {
            entry.replace(value);
            table.measure(entry);
        }
        entry.markDirty();
    }

    /**
     * Has the live object of a key written at the next commit.
     *
     * @throws IllegalStateException if the key has no live object: a change to one that was got earlier would be lost
     */
    public void markDirty(K key) {
        Live<V> entry = table.find(key);
        if (entry == null || entry.isTombstone()) {
            throw new IllegalStateException("store " + name() + ": key " + key + " has no live object; get it first");
        }
        entry.markDirty();
    }

    /** Removes a key. Its row, if it has one, is deleted at the next commit; an object never written costs no write. */
    public void remove(K key) {
        Live<V> entry = table.find(key);
        if (entry == null) {
            Bytes encodedKey = Bytes.wrap(codec.encodeKey(key));
            if (wrapped.get(encodedKey) != null) {
                table.bury(table.add(key, encodedKey, null, Stored.YES));
            }
        } else if (isStored(entry)) {
            table.bury(entry);
        } else {
            table.drop(entry);
        }
    }

    private boolean isStored(Live<V> entry) {
        if (entry.stored() == Stored.UNKNOWN) {
            entry.setStored(wrapped.get(entry.encodedKey) == null ? Stored.NO : Stored.YES);
        }
        return entry.stored() == Stored.YES;
    }

    /**
     * Calls back for every key that has an object, live or not, in unsigned order of the encoded keys. The callback may
     * call every method of this store except {@code trim}: a key that it removes is not seen later, one that it creates
     * may or may not be.
     */
    public void forEachKey(Consumer<? super K> action) {
        new OrderedKeys<>(table, codec, wrapped).forEach(null, null, action);
    }

    /** The same from one key to another, both included, in order of their encoded bytes. */
    public void forEachKey(K from, K to, Consumer<? super K> action) {
        new OrderedKeys<>(table, codec, wrapped)
                .forEach(Bytes.wrap(codec.encodeKey(from)), Bytes.wrap(codec.encodeKey(to)), action);
    }

    /**
     * Calls back for every key and its object, in the order of {@link #forEachKey}. For reading: an object that is not
     * live stays so, and a change to it is lost.
     */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        new OrderedKeys<>(table, codec, wrapped).forEachRow(action);
    }

    /**
     * Brings the live objects back into the byte budget if they exceed it. Called between records by a processor that
     * may touch more than the budget within one commit interval; costs one comparison if nothing is to do. Handles and
     * objects looked up before are invalid afterwards.
     */
    public void trim() {
        table.expireHandles();
        if (table.bytes() <= budgetBytes) {
            return;
        }
        long target = budgetBytes - budgetBytes / 8; // some air, else each record would evict one object
        counters.countEvictions(table.evictClean(target));
        if (table.bytes() > target) {
            counters.countEvictions(table.evictWritten(target, this::writeEarly));
        }
    }

    /**
     * How often changes were written for a commit since this store was made; tells whether an object was written since.
     */
    public long commits() {
        return commits;
    }

    /** Objects in memory, removed ones whose deletion is not yet written included. */
    public int liveCount() {
        return table.size();
    }

    /** About how many bytes the objects in memory occupy. */
    public long liveBytes() {
        return table.bytes();
    }

    private @Nullable Live<V> read(K key) {
        Bytes encodedKey = Bytes.wrap(codec.encodeKey(key));
        byte[] row = wrapped.get(encodedKey);
        if (row == null) {
            return null;
        }
        counters.countRead();
        return table.add(key, encodedKey, OrderedKeys.decode(name(), codec, key, row), Stored.YES);
    }

    private void write(Live<V> entry) {
        V value = entry.valueOrNull();
        byte[] row = value == null ? null : codec.encode(value);
        wrapped.put(entry.encodedKey, row);
        entry.setStored(row == null ? Stored.NO : Stored.YES);
        counters.countWrite(entry.encodedKey.get().length + (row == null ? 0L : row.length), row == null);
    }

    private void writeEarly(Live<V> entry) {
        write(entry);
        counters.countEarlyWrite();
    }

    /** Writes what is dirty; called by Kafka Streams before each commit. Never forwards: no node is current. */
    @Override
    public void flushCache() {
        table.writeDirty(this::write);
        commits++;
        trim();
    }

    /** Forgets the live objects; called by Kafka Streams when the wrapped store will be written behind our back. */
    @Override
    public void clearCache() {
        table.clear();
    }

    /** Refused: changes are written, never forwarded. */
    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    /** Passes the given root on: it may be a wrapper of Kafka Streams around this store. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        table.clear();
        wrapped.init(context, root);
    }

    @Override
    public void close() {
        table.clear();
        wrapped.close();
    }

    @Override
    public String name() {
        return wrapped.name();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        wrapped.commit(changelogOffsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return wrapped.committedOffset(partition);
    }

    @Override
    @SuppressWarnings("deprecation") // without it each clean restart under exactly-once restores everything
    public boolean managesOffsets() {
        return wrapped.managesOffsets();
    }

    @Override
    public boolean persistent() {
        return wrapped.persistent();
    }

    @Override
    public boolean isOpen() {
        return wrapped.isOpen();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return wrapped.query(query, positionBound, config);
    }

    @Override
    public Position getPosition() {
        return wrapped.getPosition();
    }
}
