package io.tidemark.streams.topology;

import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.IntakeProcessor;
import io.tidemark.streams.processor.IntakeSettings;
import io.tidemark.streams.processor.MergeProcessor;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.processor.ProfileProcessor;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topics;
import java.util.LinkedHashSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

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
     * @param intake what stage 1 needs to know; its monitors serve all stages
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
        addTo(builder, Observer.NONE);
    }

    /** Adds the application to a builder and has an observer told what it does. */
    public void addTo(StreamsBuilder builder, Observer observer) {
        Routes routes = new Routes(topics, observer);
        KStream<String, Message> counted = builder.stream(topics.captures().name(), Routes.raw("captures"))
                .process(
                        Routes.supplier(() -> new IntakeProcessor(intake), new LinkedHashSet<>(stores.ofIntake())),
                        Named.as("read-captures"))
                .process(
                        Routes.supplier(
                                () -> new ProfileProcessor(intake.monitors(), baselines),
                                new LinkedHashSet<>(stores.ofProfile())),
                        Named.as("count-into-deltas"));
        routes.routeRejected(counted);
        routes.routeLedger(counted, "intake");
        routes.routeViolations(counted, "lost");
        KStream<String, Message> judged = routes.toMerge(counted, mergePartitions)
                .process(
                        Routes.supplier(
                                () -> new MergeProcessor(intake.monitors(), baselines, observer),
                                new LinkedHashSet<>(stores.ofMerge())),
                        Named.as("merge-close-evaluate"));
        routes.route(
                judged,
                "reported",
                Message.Reported.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.report()), m.report()),
                topics.reports());
        routes.routeViolations(judged, "violated");
        routes.routeLedger(judged, "merge");
    }
}
