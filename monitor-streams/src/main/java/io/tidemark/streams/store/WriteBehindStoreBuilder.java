package io.tidemark.streams.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds one {@link WriteBehindStore} per task and holds the counters that they share.
 *
 * <p>The changelog is compacted in segments of 64 MiB once a fifth of it is outdated, because the broker's defaults
 * (1 GiB, half) make a restore read gigabytes of rows that were overwritten long ago; its records carry append time,
 * because rows written outside of a record would otherwise carry time zero.
 */
public final class WriteBehindStoreBuilder<K, V> implements StoreBuilder<WriteBehindStore<K, V>> {
    static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", "67108864",
            "min.cleanable.dirty.ratio", "0.2",
            "message.timestamp.type", "LogAppendTime");

    private final String name;
    private final LiveCodec<K, V> codec;
    private final WriteBehindOptions options;
    private final StoreCounters counters = new StoreCounters();
    private Map<String, String> logConfig = CHANGELOG;
    private boolean isLogged = true;

    WriteBehindStoreBuilder(String name, LiveCodec<K, V> codec, WriteBehindOptions options) {
        this.name = name;
        this.codec = codec;
        this.options = options;
    }

    /** What the stores of this builder have written and read, in all tasks of this process together. */
    public StoreCounters counters() {
        return counters;
    }

    /** Refused: the live objects are the cache. */
    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withCachingEnabled() {
        throw new UnsupportedOperationException("store " + name + " holds live objects and takes no second cache");
    }

    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withCachingDisabled() {
        return this;
    }

    /** Change-logging with these topic settings over the ones named above. */
    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withLoggingEnabled(Map<String, String> settings) {
        var merged = new LinkedHashMap<>(CHANGELOG);
        merged.putAll(settings);
        logConfig = Map.copyOf(merged);
        isLogged = true;
        return this;
    }

    /** No changelog: a lost state directory is lost state. For unit tests. */
    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withLoggingDisabled() {
        isLogged = false;
        logConfig = Map.of();
        return this;
    }

    @Override
    public WriteBehindStore<K, V> build() {
        return new WriteBehindStore<>(wrapped(), codec, options.liveBytes(), counters);
    }

    private KeyValueStore<Bytes, byte[]> wrapped() {
        var supplier =
                options.isPersistent() ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
        var builder = Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
        return (isLogged ? builder.withLoggingEnabled(logConfig) : builder.withLoggingDisabled()).build();
    }

    @Override
    public Map<String, String> logConfig() {
        return logConfig;
    }

    @Override
    public boolean loggingEnabled() {
        return isLogged;
    }

    @Override
    public String name() {
        return name;
    }
}
