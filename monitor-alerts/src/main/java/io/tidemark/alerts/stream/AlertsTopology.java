package io.tidemark.alerts.stream;

import io.tidemark.alerts.stream.Reading.Form;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The alerts application: brings the verdicts on an endpoint and what people say of them into one task, puts windows
 * together, and steps the episodes.
 *
 * <pre>
 *   reports, model-reports, ─► read-… ═ verdicts ═► step-episodes ─► episodes, notifications
 *   violations, operations,
 *   episode-commands
 * </pre>
 */
final class AlertsTopology {
    private final Topics topics;
    private final EndpointAlerts endpoints;
    private final AlertStores stores;
    private final int partitions;
    private final WaitingRules waiting;
    private final AtomicLong unreadable;

    /**
     * @param settings names of the topics, the medium of the stores, what is set for each endpoint
     * @param partitions partitions of the repartition; fixed from the first start on
     * @param waiting how long windows wait for others
     * @param unreadable counts records that cannot be read
     */
    AlertsTopology(AlertsSettings settings, int partitions, WaitingRules waiting, AtomicLong unreadable) {
        this.topics = settings.topics();
        this.endpoints = settings.endpoints();
        this.stores = new AlertStores(settings.isPersistent());
        this.partitions = partitions;
        this.waiting = waiting;
        this.unreadable = unreadable;
    }

    /** Adds the application to a builder. */
    void addTo(StreamsBuilder builder) {
        KStream<String, Told> told = read(builder, topics.reports(), "reports", (r, at) -> List.of(Pieces.of(r, at)))
                .merge(
                        read(builder, topics.modelReports(), "model-reports", (r, at) -> List.of(Pieces.of(r, at))),
                        Named.as("with-model-reports"))
                .merge(
                        read(builder, topics.violations(), "violations", (v, at) -> List.of(Pieces.of(v, at))),
                        Named.as("with-violations"))
                .merge(
                        read(builder, topics.operations(), "operations", (r, at) -> List.of(Pieces.of(r, at))),
                        Named.as("with-operations"))
                .merge(
                        read(
                                builder,
                                topics.episodeCommands(),
                                "episode-commands",
                                (c, at) -> Pieces.of(c).stream().toList()),
                        Named.as("with-episode-commands"))
                .repartition(Repartitioned.<String, Piece>as(AlertStores.VERDICTS)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(PieceSerde.create())
                        .withNumberOfPartitions(partitions))
                .process(
                        supplier(() -> new EpisodesProcessor(endpoints, waiting), stores.all()),
                        Named.as("step-episodes"));
        route(told);
    }

    private <T> KStream<String, Piece> read(StreamsBuilder builder, Topic<?, T> topic, String name, Form<T> form) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name))
                .process(supplier(() -> new Reading<>(topic, form, unreadable), Set.of()), Named.as("read-" + name));
    }

    private void route(KStream<String, Told> told) {
        told.filter((k, one) -> one instanceof Told.Changed, Named.as("changed"))
                .map(
                        (k, one) -> {
                            var episode = ((Told.Changed) one).episode();
                            return KeyValue.pair(RecordKeys.of(episode), episode);
                        },
                        Named.as("changed-record"))
                .to(topics.episodes().name(), produced(topics.episodes(), "changed-topic"));
        told.filter((k, one) -> one instanceof Told.Notified, Named.as("notified"))
                .map(
                        (k, one) -> {
                            var notification = ((Told.Notified) one).notification();
                            return KeyValue.pair(RecordKeys.of(notification), notification);
                        },
                        Named.as("notified-record"))
                .to(topics.notifications().name(), produced(topics.notifications(), "notified-topic"));
    }

    private static <V> Produced<String, V> produced(Topic<String, V> topic, String name) {
        return Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
    }

    private static <K, V, O> ProcessorSupplier<K, V, String, O> supplier(
            Supplier<Processor<K, V, String, O>> processor, Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<K, V, String, O> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }
}
