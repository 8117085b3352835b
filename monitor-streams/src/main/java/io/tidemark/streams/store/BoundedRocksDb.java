package io.tidemark.streams.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Gives all RocksDB stores of the process one shared pool of native memory; to be named in the Streams setting
 * {@code rocksdb.config.setter}.
 *
 * <p>By default each store of each partition takes 50 MiB of blocks and up to 48 MiB of write buffers outside of the
 * heap, without a common bound. Here blocks, indexes, filters and write buffers of all of them share one cache, in
 * which write buffers may take half. The bound is soft: a read under way may exceed it for its duration. The size is
 * that of the first store opened; the pool lives as long as the process and is never closed with a store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Streams setting: bytes of the shared pool, as a number or its digits, at least 1 MiB; 128 MiB if missing. */
    public static final String MEMORY_BYTES = "tidemark.rocksdb.memory.bytes";

    private static final long DEFAULT_MEMORY_BYTES = 128L << 20;
    private static final long LEAST_MEMORY_BYTES = 1L << 20;
    private static final int AUTOMATIC_SHARDS = -1;
    private static final double SHARE_OF_INDEXES = 0.1;
    private static final long WRITE_BUFFER_BYTES = 8L << 20;

    private static @Nullable Pool pool;

    /** Native objects that all stores share. */
    private record Pool(Cache cache, WriteBufferManager writeBuffers) {}

    /** Called by Kafka Streams, by name. */
    public BoundedRocksDb() {}

    private static synchronized Pool pool(long bytes) {
        Pool existing = pool;
        if (existing == null) {
            var cache = new LRUCache(bytes, AUTOMATIC_SHARDS, false, SHARE_OF_INDEXES);
            existing = new Pool(cache, new WriteBufferManager(bytes / 2, cache));
            pool = existing;
        }
        return existing;
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        Pool shared = pool(memoryBytes(settings));
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    static long memoryBytes(Map<String, ?> settings) {
        Object value = settings.get(MEMORY_BYTES);
        if (value == null) {
            return DEFAULT_MEMORY_BYTES;
        }
        String digits = value.toString();
        try {
            long bytes = Long.parseLong(digits);
            if (bytes >= LEAST_MEMORY_BYTES) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            throw outOfRange(digits, e);
        }
        throw outOfRange(digits, null);
    }

    private static IllegalArgumentException outOfRange(String digits, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                MEMORY_BYTES + " = " + digits + " is not a number of at least " + LEAST_MEMORY_BYTES, cause);
    }

    /** Closes nothing: the pool belongs to all stores. */
    @Override
    public void close(String storeName, Options options) {}
}
