package io.tidemark.streams.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.ledger.LabelLedgerCheck;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.core.ledger.ModelSource;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.FakeBacklog;
import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.LostOffsets;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.GroundTruth;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.codec.GroundTruthCodec;
import io.tidemark.wire.codec.LabelLedgerCodec;
import io.tidemark.wire.codec.LedgerCodec;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The labels application of several partitions outside of any topology: a join task each, one merge task, stores in memory,
 * clocks in the hand of the test. Beats come when the test says so.
 */
final class LabelBench {
    static final Topics TOPICS = new Topics();

    final FakeBacklog captures = new FakeBacklog();
    final FakeBacklog groundTruth = new FakeBacklog();
    final FakeModels models;
    final Quarantine blocked = new Quarantine();
    final LostOffsets lost = new LostOffsets();
    private final JoinSettings settings;
    private final List<Join> joins = new ArrayList<>();
    private final MockProcessorContext<String, Message> mergeContext = new MockProcessorContext<>(properties());
    private final List<StateStore> stores = new ArrayList<>();
    private final List<Message> results = new ArrayList<>();
    private ModelMergeProcessor merge;
    private final List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private ToIntFunction<Message> copies = message -> 1;
    private Predicate<String> unreadTopic = topic -> false;
    private long unreadOffset = -1;
    private Instant now = ModelSamples.NOW;
    private long runNanos;

    LabelBench(int partitions) {
        this(partitions, ConflictRule.LAST);
    }

    LabelBench(int partitions, ConflictRule conflict) {
        this(partitions, ModelSamples.labels(conflict));
    }

    LabelBench(int partitions, LabelRules labels) {
        this(partitions, labels, new FakeModels().activate("fraud", ModelSamples.MODEL));
    }

    LabelBench(int partitions, ConflictRule conflict, FakeModels models) {
        this(partitions, ModelSamples.labels(conflict), models);
    }

    private LabelBench(int partitions, LabelRules labels, FakeModels models) {
        this(partitions, Monitors.same(new Monitor(ModelSamples.CONFIG, ModelSamples.models(labels))), models);
    }

    LabelBench(int partitions, Monitors monitors, FakeModels models) {
        assertThat(TOPICS.all())
                .as("the forms of topics tell Avro what to trust")
                .isNotEmpty();
        this.models = models;
        settings = new JoinSettings(
                monitors,
                EndpointPolicy.any(),
                partitions,
                new JoinSettings.Input(TOPICS.captures().name(), captures, new Quarantine(), new LostOffsets()),
                new JoinSettings.Input(TOPICS.groundTruth().name(), groundTruth, blocked, lost),
                ModelSamples.SILENCE,
                () -> runNanos);
        LabelStores builders = new LabelStores(WriteBehindOptions.inMemory(), models);
        for (int partition = 0; partition < partitions; partition++) {
            joins.add(new Join(partition, builders));
        }
        addStores(builders.ofMerge(), mergeContext);
        merge = startedMerge();
    }

    /** One join task. */
    private final class Join {
        private final MockProcessorContext<String, Message> context;
        private final Map<String, Long> offsets = new TreeMap<>();
        private LabelJoinProcessor processor;

        Join(int partition, LabelStores builders) {
            context = new MockProcessorContext<>(properties(), new TaskId(0, partition), new File("unused"));
            addStores(builders.ofJoin(), context);
            processor = started();
        }

        private LabelJoinProcessor started() {
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            context.scheduledPunctuators().clear();
            LabelJoinProcessor made = new LabelJoinProcessor(settings, models, new FakeBaselines());
            made.init(context);
            return made;
        }

        void send(String topic, byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
            long offset = offsets.merge(topic, 1L, Long::sum) - 1;
            int partition = context.taskId().partition();
            sent.add(new ConsumerRecord<>(
                    topic,
                    partition,
                    offset,
                    now.toEpochMilli(),
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    key,
                    value,
                    headers,
                    Optional.empty()));
            if (unreadTopic.test(topic) && offset == unreadOffset) {
                return;
            }
            context.setRecordMetadata(topic, partition, offset);
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            processor.process(new Record<>(key, value, now.toEpochMilli(), headers));
        }

        void beat() {
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            context.scheduledPunctuators()
                    .get(context.scheduledPunctuators().size() - 1)
                    .getPunctuator()
                    .punctuate(now.toEpochMilli());
        }

        /** Hands on what was forwarded, in its order, through the bytes of the repartition. */
        void handOn() {
            List<MockProcessorContext.CapturedForward<? extends String, ? extends Message>> forwarded =
                    List.copyOf(context.forwarded());
            context.resetForwards();
            for (var captured : forwarded) {
                Message message = captured.record().value();
                if (message instanceof Message.ForMerge forMerge) {
                    for (int copy = copies.applyAsInt(message); copy > 0; copy--) {
                        merge.process(new Record<>("", throughBytes(forMerge), 0));
                    }
                } else {
                    results.add(message);
                }
            }
        }
    }

    private static Message.ForMerge throughBytes(Message.ForMerge message) {
        return message instanceof Message.ModelCounted counted
                ? new Message.ModelCounted(ModelDelta.decode(counted.delta().encode()))
                : message;
    }

    /** Starts a merge task of other windows over the same stores. */
    void restartWithWindowsOf(Duration size) {
        commit();
        Monitors others = settings.monitors()
                .map(monitor -> monitor.withConfig(new MonitorConfig(
                        WindowSpec.of(size, Duration.ZERO),
                        monitor.config().evaluation(),
                        monitor.config().timing())));
        new ModelMergeProcessor(
                        new JoinSettings(
                                others,
                                settings.endpoints(),
                                settings.inputPartitions(),
                                settings.captures(),
                                settings.groundTruth(),
                                settings.silence(),
                                settings.nanoClock()),
                        models)
                .init(mergeContext);
    }

    private ModelMergeProcessor startedMerge() {
        mergeContext.setCurrentSystemTimeMs(now.toEpochMilli());
        ModelMergeProcessor made = new ModelMergeProcessor(settings, models);
        made.init(mergeContext);
        return made;
    }

    private void addStores(List<StoreBuilder<?>> builders, MockProcessorContext<String, Message> context) {
        for (StoreBuilder<?> builder : builders) {
            StateStore store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
            stores.add(store);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "labels", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1"));
        return properties;
    }

    /** Commits, and has other processors go on with what the stores wrote. */
    void restart() {
        commit();
        for (Join join : joins) {
            join.processor = join.started();
        }
        merge = startedMerge();
    }

    /** Writes what is dirty, and forgets what is in memory. */
    void commit() {
        for (StateStore store : stores) {
            if (store instanceof WriteBehindStore<?, ?> live) {
                live.flushCache();
                live.clearCache();
            }
        }
    }

    /** Sends a capture of an endpoint to the partition of its id. */
    void predict(String endpoint, String id, Instant time, String sex, double score) {
        sendCapture(endpoint, id, ModelSamples.capture(id, time, sex, score));
    }

    void sendCapture(String endpoint, String id, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes(endpoint));
        joinOf(id).send(TOPICS.captures().name(), bytes(id), bytes(value), headers);
    }

    /** Sends a label to the partition of its id. */
    void label(String id, Instant time, String value) {
        sendLabel(id, ModelSamples.label(id, time, value));
    }

    void sendLabel(String id, @Nullable String value) {
        sendLabel(id, value, Map.of());
    }

    void sendLabel(String id, @Nullable String value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, bytes(text)));
        joinOf(id).send(TOPICS.groundTruth().name(), bytes(id), value == null ? null : bytes(value), all);
    }

    /** Sends a label in its Avro form. */
    void sendAvro(GroundTruth label) {
        String id = label.getJoinId();
        joinOf(id).send(TOPICS.groundTruth().name(), bytes(id), GroundTruthCodec.encode(label), new RecordHeaders());
    }

    /** Ends a replay of captures of an endpoint on every partition. */
    void endCaptures(String endpoint, Instant last) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes(endpoint)).add(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END));
        joins.forEach(join -> join.send(TOPICS.captures().name(), bytes("control"), lastTime(last), headers));
    }

    /** Ends a replay of ground truth on every partition. */
    void endLabels(Instant last) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END));
        joins.forEach(join -> join.send(TOPICS.groundTruth().name(), bytes("control"), lastTime(last), headers));
    }

    private static byte[] lastTime(Instant last) {
        return bytes(Long.toString(last.toEpochMilli()));
    }

    private Join joinOf(String id) {
        return joins.get(Math.floorMod(id.hashCode(), joins.size()));
    }

    /** Has every join task send what it has, and the merge task take it. */
    void beat() {
        joins.forEach(Join::beat);
        joins.forEach(Join::handOn);
        takeResults();
    }

    /** Lets time pass, second by second. */
    void pass(Duration span) {
        for (long second = 0; second < span.toSeconds(); second++) {
            now = now.plusSeconds(1);
            runNanos += Duration.ofSeconds(1).toNanos();
            beat();
        }
    }

    Instant now() {
        return now;
    }

    private void takeResults() {
        mergeContext
                .forwarded()
                .forEach(captured -> results.add(captured.record().value()));
        mergeContext.resetForwards();
    }

    /** Returns the summaries of all rows so far, in the order in which they were sent. */
    List<ModelReport> reports() {
        return allReports().stream()
                .filter(report -> report.getSegment().isEmpty())
                .toList();
    }

    /** The same, of segments too. */
    List<ModelReport> allReports() {
        return results.stream()
                .filter(Message.ModelReported.class::isInstance)
                .map(message -> ((Message.ModelReported) message).report())
                .filter(report -> report.getPart() == 0)
                .toList();
    }

    List<ModelReport> finals() {
        return reports().stream()
                .filter(report -> report.getStatus().equals("FINAL"))
                .toList();
    }

    List<Violation> violations() {
        return results.stream()
                .filter(Message.Violated.class::isInstance)
                .map(message -> ((Message.Violated) message).violation())
                .toList();
    }

    List<DeadLetter> letters() {
        return results.stream()
                .filter(Message.Rejected.class::isInstance)
                .map(message -> ((Message.Rejected) message).letter())
                .toList();
    }

    private List<LedgerRow> rows(LedgerScope scope) {
        return results.stream()
                .filter(Message.Accounted.class::isInstance)
                .map(message -> ((Message.Accounted) message).row())
                .filter(row -> row.getScope() == scope)
                .toList();
    }

    /** Returns the newest account of each partition. */
    List<LedgerRow> partitions() {
        Map<Integer, LedgerRow> newest = new TreeMap<>();
        rows(LedgerScope.LABELS).forEach(row -> newest.put(row.getPartition(), row));
        return List.copyOf(newest.values());
    }

    /** Returns the newest account of each window. */
    List<LedgerRow> windows() {
        Map<String, LedgerRow> newest = new TreeMap<>();
        rows(LedgerScope.LABEL_WINDOW)
                .forEach(row ->
                        newest.put(row.getEndpoint() + "/" + row.getVariant() + "/" + row.getWindowStart(), row));
        return List.copyOf(newest.values());
    }

    /** Returns how many label records have a fate, by its name, or rows have one. */
    long count(String fate) {
        return partitions().stream()
                .mapToLong(row -> row.getLabelFates().getOrDefault(fate, 0L)
                        + row.getPredictionFates().getOrDefault(fate, 0L))
                .sum();
    }

    /** Has the next record of ground truth of a partition come this much later. */
    void skipLabels(int partition, long offsets) {
        joins.get(partition).offsets.merge(TOPICS.groundTruth().name(), offsets, Long::sum);
    }

    /** Returns how many join ids are kept. */
    long openIds() {
        return rowsOf(StoreNames.OPEN_PREDICTIONS);
    }

    /** Returns how many rows the index by time has. */
    long indexRows() {
        return rowsOf(StoreNames.OPEN_PREDICTIONS_BY_TIME);
    }

    private long rowsOf(String name) {
        long count = 0;
        for (Join join : joins) {
            KeyValueStore<Bytes, byte[]> store = join.context.getStateStore(name);
            try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
                while (rows.hasNext()) {
                    rows.next();
                    count++;
                }
            }
        }
        return count;
    }

    /** Has every task pass over one offset of topics, as if it had been committed unread. */
    void unread(Predicate<String> topic, long offset) {
        unreadTopic = topic;
        unreadOffset = offset;
    }

    /** How often the merge task takes a message. */
    void sabotage(ToIntFunction<Message> other) {
        copies = other;
    }

    void loseLetters() {
        results.removeIf(Message.Rejected.class::isInstance);
    }

    LedgerFindings checkWithoutReports(ConflictRule rule) {
        results.removeIf(Message.ModelReported.class::isInstance);
        return check(rule);
    }

    LedgerFindings check(ConflictRule rule) {
        return check(rule, 0, 0);
    }

    LedgerFindings check(ConflictRule rule, long capturesGone, long labelsGone) {
        return check(ModelSamples.labels(rule), capturesGone, labelsGone);
    }

    /** Recomputes the ledger from what was sent, but for the first offsets of each partition that Kafka deleted since. */
    LedgerFindings check(LabelRules rules, long capturesGone, long labelsGone) {
        LabelLedgerCheck check = new LabelLedgerCheck(new LabelLedgerCheck.Settings(
                settings.monitors()
                        .map(monitor -> monitor.withModels(
                                new ModelConfig(rules, monitor.models().rules()))),
                settings.silence(),
                (endpoint, start) -> models.currentModel(endpoint, start, 0)
                        .map(model -> new ModelSource.Answers(model.newPredictionReader(), Long.MIN_VALUE))));
        partitions().forEach(row -> LabelLedgerCodec.addTo(check, row));
        windows().forEach(row -> LabelLedgerCodec.addTo(check, row));
        reports().forEach(report -> check.reported(LabelLedgerCodec.reported(report)));
        for (DeadLetter letter : letters()) {
            LedgerFacts.Letter fact =
                    new LedgerFacts.Letter(letter.getPartition(), letter.getOffset(), letter.getReason());
            if (letter.getTopic().equals(TOPICS.groundTruth().name())) {
                check.letterOfTruth(fact);
            } else {
                check.letterOfCapture(fact);
            }
        }
        for (int partition = 0; partition < joins.size(); partition++) {
            check.beginsAt(partition, capturesGone, labelsGone);
            of(TOPICS.captures().name(), partition, capturesGone)
                    .forEach(record -> check.capture(LedgerCodec.capture(record, "")));
            of(TOPICS.groundTruth().name(), partition, labelsGone)
                    .forEach(record -> check.truth(LabelLedgerCodec.truth(record)));
            check.finish(partition);
        }
        return check.finish();
    }

    private List<ConsumerRecord<byte[], byte[]>> of(String topic, int partition, long from) {
        return sent.stream()
                .filter(record -> record.topic().equals(topic))
                .filter(record -> record.partition() == partition && record.offset() >= from)
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
