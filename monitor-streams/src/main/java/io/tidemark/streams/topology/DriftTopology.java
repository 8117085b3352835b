package io.tidemark.streams.topology;

import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.IntakeProcessor;
import io.tidemark.streams.processor.IntakeSettings;
import io.tidemark.streams.processor.MergeProcessor;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ProfileProcessor;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KeyValueMapper;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The drift application: counts captures into deltas per input partition, adds them up per endpoint, and judges every
 * window that closes.
 *
 * <pre>
 *   captures ─► read-captures ─► count-into-deltas ═ merge ═► merge-close-evaluate ─► reports, violations
 *                     │                  │                             │
 *                     └──────────────────┴─► dead-letters, ledger ◄────┘
 * </pre>
 */
public final class DriftTopology {
    private final Topics topics;
    private final IntakeSettings intake;
    private final Baselines baselines;
    private final DriftStores stores;
    private final int mergePartitions;

    /**
     * @param topics names and forms of the topics
     * @param intake what stage 1 needs to know; its configuration serves all stages
     * @param baselines the baselines that the process knows
     * @param options medium and budget of the stores
     * @param mergePartitions partitions of the repartition before the merge stage; fixed from the first start on
     */
    public DriftTopology(
            Topics topics,
            IntakeSettings intake,
            Baselines baselines,
            WriteBehindOptions options,
            int mergePartitions) {
        this.topics = topics;
        this.intake = intake;
        this.baselines = baselines;
        this.stores = new DriftStores(options, baselines);
        this.mergePartitions = mergePartitions;
    }

    /** Adds the application to a builder. */
    public void addTo(StreamsBuilder builder) {
        KStream<String, Message> counted = builder.stream(
                        topics.captures().name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(new AppendTime())
                                .withName("captures"))
                .process(
                        supplier(() -> new IntakeProcessor(intake), Set.copyOf(stores.ofIntake())),
                        Named.as("read-captures"))
                .process(
                        supplier(
                                () -> new ProfileProcessor(intake.config(), baselines), Set.copyOf(stores.ofProfile())),
                        Named.as("count-into-deltas"));
        route(
                counted,
                "rejected",
                Message.Rejected.class,
                (k, m) -> KeyValue.pair(m.key().get(), m.letter()),
                topics.deadLetters());
        routeLedger(counted, "intake");
        routeViolations(counted, "lost");
        KStream<String, Message> judged = forMerge(counted)
                .process(
                        supplier(() -> new MergeProcessor(intake.config(), baselines), Set.copyOf(stores.ofMerge())),
                        Named.as("merge-close-evaluate"));
        route(
                judged,
                "reported",
                Message.Reported.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.report()), m.report()),
                topics.reports());
        routeViolations(judged, "violated");
        routeLedger(judged, "merge");
    }

    private KStream<String, Message.ForMerge> forMerge(KStream<String, Message> counted) {
        return counted.filter((k, message) -> message instanceof Message.ForMerge, Named.as("for-merge"))
                .mapValues(Message.ForMerge.class::cast, Named.as("as-for-merge"))
                .repartition(Repartitioned.<String, Message.ForMerge>as(StoreNames.MERGE)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(MergeSerde.create())
                        .withStreamPartitioner(new ByEndpoint())
                        .withNumberOfPartitions(mergePartitions));
    }

    private void routeLedger(KStream<String, Message> messages, String stage) {
        route(
                messages,
                stage + "-accounted",
                Message.Accounted.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.row()), m.row()),
                topics.ledger());
    }

    private void routeViolations(KStream<String, Message> messages, String name) {
        route(
                messages,
                name,
                Message.Violated.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.violation()), m.violation()),
                topics.violations());
    }

    private static <M extends Message, K, V> void route(
            KStream<String, Message> messages,
            String name,
            Class<M> type,
            KeyValueMapper<String, M, KeyValue<K, V>> toRecord,
            Topic<K, V> topic) {
        messages.filter((k, message) -> type.isInstance(message), Named.as(name))
                .map((k, message) -> toRecord.apply(k, type.cast(message)), Named.as(name + "-record"))
                .to(
                        topic.name(),
                        Produced.with(topic.keySerde(), topic.valueSerde()).withName(name + "-topic"));
    }

    private static <KI, VI, KO, VO> ProcessorSupplier<KI, VI, KO, VO> supplier(
            Supplier<Processor<KI, VI, KO, VO>> processor, Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<KI, VI, KO, VO> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }
}
