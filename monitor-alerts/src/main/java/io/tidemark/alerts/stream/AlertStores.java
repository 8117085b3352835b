package io.tidemark.alerts.stream;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores, by names that are on disk and in topic names since the first release, so they never change. */
final class AlertStores {
    /** The repartition that brings what belongs to an endpoint into one task. */
    static final String VERDICTS = "verdicts";

    /** How far each stream of verdicts is read. */
    static final String STREAM_HEADS = "stream-heads";

    /** Pending and active episodes, a row each. */
    static final String OPEN_EPISODES = "open-episodes";

    /** Windows of which something has come. */
    static final String GATHERINGS = "gatherings";

    /** What has come of them: a row per part and per violation. */
    static final String GATHERED = "gathered";

    /** The newest revision judged of each window that is judged again. */
    static final String JUDGED_REVISIONS = "judged-revisions";

    private static final Map<String, String> CHANGELOG =
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

    private final boolean isPersistent;

    /**
     * @param isPersistent true for RocksDB under the state directory, false for memory
     */
    AlertStores(boolean isPersistent) {
        this.isPersistent = isPersistent;
    }

    Set<StoreBuilder<?>> all() {
        return Set.of(
                store(STREAM_HEADS), store(OPEN_EPISODES), store(GATHERINGS), store(GATHERED), store(JUDGED_REVISIONS));
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        var supplier = isPersistent ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
