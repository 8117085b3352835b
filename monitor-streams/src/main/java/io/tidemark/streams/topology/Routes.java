package io.tidemark.streams.topology;

import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KeyValueMapper;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Where messages go, the same in every application: one filter and one named sink for each kind. */
public final class Routes {
    private final Topics topics;
    private final Observer observer;

    /** Returns the routes to these topics, which tell an observer what goes over them. */
    public Routes(Topics topics, Observer observer) {
        this.topics = topics;
        this.observer = observer;
    }

    /** Returns how a topic of raw records is read: by append time, under a name of its own. */
    public static Consumed<byte[], byte[]> raw(String name) {
        return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor(new AppendTime())
                .withName(name);
    }

    /** Sends dead letters. */
    public void routeRejected(KStream<String, Message> messages) {
        route(
                messages,
                "rejected",
                Message.Rejected.class,
                (k, m) -> KeyValue.pair(m.key().get(), m.letter()),
                topics.deadLetters());
    }

    /** Sends rows of the ledger of a stage. */
    public void routeLedger(KStream<String, Message> messages, String stage) {
        route(
                messages,
                stage + "-accounted",
                Message.Accounted.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.row()), m.row()),
                topics.ledger());
    }

    /** Sends violations, under a name for the step. */
    public void routeViolations(KStream<String, Message> messages, String name) {
        route(
                messages,
                name,
                Message.Violated.class,
                (k, m) -> KeyValue.pair(RecordKeys.of(m.violation()), m.violation()),
                topics.violations());
    }

    /** Sends the messages of one kind to one topic. */
    public <M extends Message, K, V> void route(
            KStream<String, Message> messages,
            String name,
            Class<M> type,
            KeyValueMapper<String, M, KeyValue<K, V>> toRecord,
            Topic<K, V> topic) {
        messages.filter((k, message) -> type.isInstance(message), Named.as(name))
                .map((k, message) -> toRecord.apply(k, type.cast(told(message))), Named.as(name + "-record"))
                .to(
                        topic.name(),
                        Produced.with(topic.keySerde(), topic.valueSerde()).withName(name + "-topic"));
    }

    /** Returns what crosses to the merge stage: counts by endpoint, heartbeats to every partition. */
    public KStream<String, Message.ForMerge> toMerge(KStream<String, Message> messages, int partitions) {
        return messages.filter((k, message) -> message instanceof Message.ForMerge, Named.as("for-merge"))
                .mapValues(message -> (Message.ForMerge) told(message), Named.as("as-for-merge"))
                .repartition(Repartitioned.<String, Message.ForMerge>as(StoreNames.MERGE)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(MergeSerde.create())
                        .withStreamPartitioner(new ByEndpoint())
                        .withNumberOfPartitions(partitions));
    }

    private Message told(Message message) {
        observer.sent(message);
        return message;
    }

    /** Returns a supplier of a processor with its stores. */
    public static <KI, VI, KO, VO> ProcessorSupplier<KI, VI, KO, VO> supplier(
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
