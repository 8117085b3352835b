package io.tidemark.streams.store;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;

/** A write-behind store of notes outside of any topology: initialised, not logged, flushed by hand. */
final class OpenStore implements AutoCloseable {
    static final String NAME = "notes";

    final WriteBehindStore<String, StringBuilder> store;
    final StoreCounters counters;
    final MockProcessorContext<Void, Void> context;

    private OpenStore(WriteBehindStoreBuilder<String, StringBuilder> builder, File directory) {
        var settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "test",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1",
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName()));
        context = new MockProcessorContext<>(settings, new TaskId(0, 0), directory);
        store = builder.withLoggingDisabled().build();
        counters = builder.counters();
        init();
    }

    static OpenStore inMemory() {
        return inMemory(1 << 20);
    }

    static OpenStore inMemory(long liveBytes) {
        var options = WriteBehindOptions.inMemory().withLiveBytes(liveBytes);
        return new OpenStore(WriteBehindStores.builder(NAME, new NoteCodec(), options), new File("unused"));
    }

    static OpenStore inDirectory(Path directory, long liveBytes) {
        var options = WriteBehindOptions.persistent().withLiveBytes(liveBytes);
        return new OpenStore(WriteBehindStores.builder(NAME, new NoteCodec(), options), directory.toFile());
    }

    void init() {
        store.init(context.getStateStoreContext(), store);
    }

    /** Appends to a note as a processor would, creating it if need be. */
    void append(String key, String text) {
        Live<StringBuilder> note = store.liveOrCreate(key, k -> new StringBuilder());
        note.value().append(text);
    }

    /** What a reader sees who starts with nothing in memory. */
    Map<String, String> rows() {
        store.clearCache();
        var rows = new TreeMap<String, String>();
        store.forEach((key, note) -> rows.put(key, note.toString()));
        return rows;
    }

    List<String> keys() {
        var keys = new ArrayList<String>();
        store.forEachKey(keys::add);
        return keys;
    }

    @Override
    public void close() {
        store.close();
    }
}
