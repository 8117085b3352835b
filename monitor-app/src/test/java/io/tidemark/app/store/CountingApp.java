package io.tidemark.app.store;

import io.tidemark.streams.store.BoundedRocksDb;
import io.tidemark.streams.store.Live;
import io.tidemark.streams.store.StoreCounters;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.streams.store.WriteBehindStoreBuilder;
import io.tidemark.streams.store.WriteBehindStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A stream application that adds numbers per key in a write-behind store and nothing else: what is committed of it is
 * the last row per key in the store's changelog. The word {@code forget} in place of a number removes the key.
 */
final class CountingApp implements AutoCloseable {
    static final String STORE = "tallies";
    static final String FORGET = "forget";

    /** Streams stays in its group by default, and a successor would wait for the session to time out. */
    private static final CloseOptions LEAVING = CloseOptions.timeout(Duration.ofSeconds(30))
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final KafkaStreams streams;
    private final StoreCounters counters;
    private final Restored restored = new Restored();
    private volatile @Nullable Throwable failure;

    private CountingApp(Properties settings, String input, WriteBehindOptions options) {
        WriteBehindStoreBuilder<String, Tally> store = WriteBehindStores.builder(STORE, new TallyCodec(), options);
        counters = store.counters();
        streams = new KafkaStreams(topology(settings, input, store), settings);
        streams.setGlobalStateRestoreListener(restored);
    }

    static CountingApp start(Properties settings, String input, WriteBehindOptions options) {
        var app = new CountingApp(settings, input, options);
        app.streams.setUncaughtExceptionHandler(e -> {
            app.failure = e;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        app.streams.start();
        return app;
    }

    /** The settings that the stream applications need, with the short times of tests. */
    static Properties settings(String bootstrapServers, String applicationId, Path stateDirectory) {
        var settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.STATE_DIR_CONFIG,
                stateDirectory.toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                "50",
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                "1",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                "true",
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                BoundedRocksDb.class.getName(),
                "group.protocol",
                "classic"));
        settings.putAll(Map.of(
                "processing.exception.handler.global.enabled",
                "true",
                StreamsConfig.producerPrefix("transaction.timeout.ms"),
                "30000",
                StreamsConfig.mainConsumerPrefix("session.timeout.ms"),
                "6000",
                StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"),
                "1000",
                StreamsConfig.mainConsumerPrefix("auto.offset.reset"),
                "earliest"));
        return settings;
    }

    private static Topology topology(Properties settings, String input, WriteBehindStoreBuilder<String, Tally> store) {
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        builder.addStateStore(store);
        builder.stream(input, Consumed.with(Serdes.String(), Serdes.String()).withName("observations"))
                .process(Adder::new, Named.as("add"), STORE);
        return builder.build(settings);
    }

    /** Sums what the changelog gave back at start, over all tasks. */
    private static final class Restored implements StateRestoreListener {
        private final LongAdder rows = new LongAdder();

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long start, long end) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
            rows.add(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }

    private static final class Adder implements Processor<String, String, Void, Void> {
        private @Nullable WriteBehindStore<String, Tally> tallies;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            tallies = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, String> record) {
            WriteBehindStore<String, Tally> store = Objects.requireNonNull(tallies);
            if (record.value().equals(FORGET)) {
                store.remove(record.key());
            } else {
                Live<Tally> tally = store.liveOrCreate(record.key(), key -> new Tally());
                tally.value().add(Long.parseLong(record.value()));
            }
            store.trim();
        }
    }

    KafkaStreams.State state() {
        Throwable met = failure;
        if (met != null) {
            throw new AssertionError("the application failed", met);
        }
        return streams.state();
    }

    /** How many partitions this instance works on now. */
    int activeTasks() {
        state();
        return streams.metadataForLocalThreads().stream()
                .mapToInt(thread -> thread.activeTasks().size())
                .sum();
    }

    StoreCounters counters() {
        return counters;
    }

    long restoredRows() {
        return restored.rows.sum();
    }

    @Override
    public void close() {
        leave();
    }

    /** Commits, stops and gives its partitions away; what {@link #close()} does, for the middle of a test. */
    void leave() {
        if (!streams.close(LEAVING)) {
            throw new AssertionError("the application did not stop within 30 s; state " + streams.state());
        }
    }
}
