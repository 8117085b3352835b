package io.tidemark.alerts.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Gives the stores little native memory: alerts are few. All of them share one cache of blocks, which lives as long as
 * the process. By default each store of each partition takes 50 MiB of blocks and up to 48 MiB of write buffers.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 32L << 20;
    private static final long WRITE_BUFFER_BYTES = 2L << 20;

    /** Called by Kafka Streams, by name. */
    public SmallRocksDb() {}

    /** Made with the first store, when the native library is loaded. */
    private static final class Shared {
        static final Cache BLOCKS = new LRUCache(CACHE_BYTES);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.BLOCKS);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /** Closes nothing: the cache belongs to all stores. */
    @Override
    public void close(String storeName, Options options) {}
}
