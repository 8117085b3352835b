package io.tidemark.streams.label;

import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.topology.Routes;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topics;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The labels application: joins predictions with their labels per input partition, adds up per endpoint what that changes,
 * and judges every window as labels come.
 *
 * <pre>
 *   captures ─────┐
 *                 ├─► join-labels ═ merge ═► merge-revise-evaluate ─► model-reports, violations
 *   ground-truth ─┘        │                            │
 *                          └─► dead-letters, ledger ◄───┘
 * </pre>
 *
 * One source reads both topics, so that a task has the same partition of each: a label is keyed by the join id of its
 * prediction, as captures are, and both topics have as many partitions.
 */
public final class LabelsTopology {
    private final Topics topics;
    private final JoinSettings settings;
    private final ModelBaselines models;
    private final Baselines baselines;
    private final LabelStores stores;

    /**
     * @param topics names and forms of the topics
     * @param settings what the stages need to know; the repartition before the merge stage has as many partitions as each
     *     input, fixed from the first start on
     * @param models what models are judged by
     * @param baselines names the columns of requests whose rows have no names
     * @param options medium and budget of the stores
     */
    public LabelsTopology(
            Topics topics,
            JoinSettings settings,
            ModelBaselines models,
            Baselines baselines,
            WriteBehindOptions options) {
        this.topics = topics;
        this.settings = settings;
        this.models = models;
        this.baselines = baselines;
        this.stores = new LabelStores(options, models);
    }

    /** Adds the application to a builder. */
    public void addTo(StreamsBuilder builder) {
        addTo(builder, Observer.NONE);
    }

    /** Adds the application to a builder and has an observer told what it does. */
    public void addTo(StreamsBuilder builder, Observer observer) {
        Routes routes = new Routes(topics, observer);
        KStream<String, Message> joined = builder.stream(
                        List.of(topics.captures().name(), topics.groundTruth().name()),
                        Routes.raw("captures-and-ground-truth"))
                .process(
                        Routes.supplier(
                                () -> new LabelJoinProcessor(settings, models, baselines),
                                new LinkedHashSet<>(stores.ofJoin())),
                        Named.as("join-labels"));
        routes.routeRejected(joined);
        routes.routeViolations(joined, "input-lost");
        routes.routeLedger(joined, "join");
        KStream<String, Message> judged = routes.toMerge(joined, settings.inputPartitions())
                .process(
                        Routes.supplier(
                                () -> new ModelMergeProcessor(settings, models, observer),
                                new LinkedHashSet<>(stores.ofMerge())),
                        Named.as("merge-revise-evaluate"));
        routes.route(
                judged,
                "revised",
                Message.ModelReported.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.report()), m.report()),
                topics.modelReports());
        routes.routeViolations(judged, "violated");
        routes.routeLedger(judged, "revision");
    }
}
