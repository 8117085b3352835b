package io.tidemark.streams.store;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way to a {@link WriteBehindStore}, and to a plain one beside it: the topology adds a builder, Kafka Streams builds one
 * store per task.
 */
public final class WriteBehindStores {
    private WriteBehindStores() {}

    /**
     * A builder of a plain store, written with each put and change-logged as the write-behind ones are: for state of which
     * a record touches one entry among millions, so that nothing is gained by holding it live.
     *
     * @param name the store's name: fixed for ever
     * @param options the medium; the budget is of no concern here
     */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> plain(String name, WriteBehindOptions options) {
        var supplier =
                options.isPersistent() ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(WriteBehindStoreBuilder.CHANGELOG);
    }

    /**
     * A builder to be given to {@code addStateStore}, with change-logging on.
     *
     * @param name the store's name, which is also on disk and in the changelog topic's name: fixed for ever
     * @param codec bytes of keys and values
     * @param options medium and budget
     */
    public static <K, V> WriteBehindStoreBuilder<K, V> builder(
            String name, LiveCodec<K, V> codec, WriteBehindOptions options) {
        return new WriteBehindStoreBuilder<>(name, codec, options);
    }
}
