package io.tidemark.streams.label;

import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.label.Changes;
import io.tidemark.core.label.JoinEntry;
import io.tidemark.core.label.LabelJoin;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.EndpointWatermarks;
import io.tidemark.streams.processor.IntakeClock;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Stage 4: joins the predictions of an input partition with the labels of the same partition, and sends once a second what
 * that changes in the tables of windows, and how far both inputs have come.
 *
 * <pre>
 *   captures ─────► predictions ─┐                       ┌─► signed tables, once a second
 *                                ├─► entry of join id ───┤
 *   ground-truth ─► labels ──────┘    (LabelJoin)        └─► ledger, heartbeats
 * </pre>
 */
public final class LabelJoinProcessor implements Processor<byte[], byte[], String, Message> {
    /** The name under which heartbeats say how far label time has come: no endpoint has it. */
    static final String LABEL_TIME = "";

    private static final Duration BEAT = Duration.ofSeconds(1);

    /** Most ids that are looked at in one beat because their time has come: records wait meanwhile. */
    private static final int MOST_EXPIRED = 20_000;

    private final JoinSettings settings;
    private final LabelJoin join;
    private final Models models;
    private final EndpointWatermarks watermarks;
    private final PredictionIntake predictions;
    private final LabelIntake labels;

    private ProcessorContext<String, Message> context;
    private WriteBehindStore<Integer, JoinAccount> accounts;
    private OpenPredictions open;
    private TableDeltas deltas;
    private JoinClock clock;
    private IntakeClock time;
    private boolean isAccounted;

    /** Returns the processor of one task. */
    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    public LabelJoinProcessor(JoinSettings settings, ModelBaselines models, Baselines baselines) {
        this.settings = settings;
        LabelTerms terms = new LabelTerms(settings.monitors());
        this.join = terms.newJoin();
        this.models = new Models(models, baselines);
        this.watermarks = new EndpointWatermarks(settings.monitors());
        this.predictions = new PredictionIntake(settings, this.models, watermarks, this::forward);
        this.labels = new LabelIntake(settings, terms, this::forward);
    }

    @Override
    public void init(ProcessorContext<String, Message> processorContext) {
        context = processorContext;
        accounts = context.getStateStore(StoreNames.LABEL_LEDGER);
        open = new OpenPredictions(
                context.getStateStore(StoreNames.OPEN_PREDICTIONS),
                context.getStateStore(StoreNames.OPEN_PREDICTIONS_BY_TIME));
        models.forget();
        deltas = new TableDeltas(context.getStateStore(StoreNames.MODEL_DELTAS), models, settings.monitors()::covers);
        watermarks.restore(context.getStateStore(StoreNames.WATERMARKS));
        time = new IntakeClock(context.currentSystemTimeMs(), settings.nanoClock());
        clock = new JoinClock(settings, context.taskId().partition(), watermarks);
        isAccounted = false;
        context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, now -> beat());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place =
                context.recordMetadata().orElseThrow(() -> new AssertionError("a record from a topic has a place"));
        if (place.topic().equals(settings.groundTruth().topic())) {
            takeLabel(record, place);
        } else {
            takeCapture(record, place);
        }
        isAccounted = false;
        if (time.isBeatOverdue()) {
            // Kafka Streams calls back and commits by the host's clock: not for an hour after it was set back by one.
            beat();
            context.commit();
        }
    }

    private void takeCapture(Record<byte[], byte[]> record, RecordMetadata place) {
        JoinAccount account = account();
        Optional<PredictionIntake.Predicted> taken = predictions.take(record, place, account, time.runningMs());
        if (taken.isEmpty()) {
            return;
        }
        PredictionIntake.Predicted predicted = taken.get();
        JoinEntry entry = open.get(predicted.joinId());
        long wasDue = join.nextDueMs(entry);
        Changes changes = join.addPredictions(entry, predicted.record());
        account.fates().addPredictions(predicted.record().rows().size(), changes);
        keep(predicted.joinId(), entry, wasDue, changes);
        deltas.addCapture(changes, place.offset(), record.timestamp());
        if (changes.predictions().count(PredictionFate.REPEATED) <= 0) {
            // Eight copies of one outlier must not close a window.
            watermarks.observe(predicted.record().endpoint(), predicted.record().eventTimeMs());
        }
    }

    private void takeLabel(Record<byte[], byte[]> record, RecordMetadata place) {
        clock.labelCame(time.runningMs());
        JoinAccount account = account();
        Optional<LabelIntake.Labelled> taken = labels.take(record, place, account);
        if (taken.isEmpty()) {
            return;
        }
        LabelIntake.Labelled labelled = taken.get();
        JoinEntry entry = open.get(labelled.joinId());
        long wasDue = join.nextDueMs(entry);
        Changes changes = join.addLabel(entry, labelled.label());
        account.fates().addLabel(changes);
        keep(labelled.joinId(), entry, wasDue, changes);
        deltas.addLabel(changes, record.timestamp());
    }

    private void keep(String id, JoinEntry entry, long wasDue, Changes changes) {
        if (!changes.isStored()) {
            return;
        }
        open.put(id, entry);
        long due = join.nextDueMs(entry);
        // A row at an earlier time is there already: it will find the entry and remind of the rest.
        if (due < wasDue && due != Long.MAX_VALUE) {
            open.remind(id, due);
        }
    }

    /** Lets go what neither input can change any more. */
    private void expire(JoinAccount account) {
        long watermarkMs = clock.joinMs(account.labelTime().value(), time);
        for (String id : open.takeDue(watermarkMs, MOST_EXPIRED)) {
            JoinEntry entry = open.get(id);
            if (entry.isEmpty()) {
                continue;
            }
            isAccounted = false;
            Changes changes = join.expire(entry, watermarkMs);
            account.fates().addExpiry(changes);
            if (changes.isStored()) {
                open.put(id, entry);
            }
            if (!changes.rows().isEmpty()) {
                deltas.addLabel(changes, context.currentSystemTimeMs());
            }
            long due = join.nextDueMs(entry);
            if (due != Long.MAX_VALUE) {
                open.remind(id, due);
            }
        }
        boolean isBySilence =
                watermarkMs > clock.watermarkMs(account.labelTime().value(), time);
        account.settled(open.settledThroughMs(), watermarkMs, isBySilence);
    }

    /** Behind everything counted so far, says how far this partition has come. */
    private void beat() {
        time.beats();
        JoinAccount account = account();
        int partition = context.taskId().partition();
        long running = time.runningMs();
        clock.look(account, running);
        expire(account);
        deltas.send(partition, this::forward);
        models.forget();
        List<EndpointMark> marks = new ArrayList<>(clock.captureMarks(running));
        marks.add(new EndpointMark(LABEL_TIME, account.labelTime().value(), clock.isLabelTimeSilent(running)));
        Heartbeat heartbeat = new Heartbeat(
                partition,
                settings.inputPartitions(),
                account.captures().nextOffset(),
                time.wallMs(),
                clock.areCapturesIdle(running),
                marks);
        HeartbeatPart.split(heartbeat).forEach(part -> forward(new Message.Beat(part)));
        if (!isAccounted) {
            isAccounted = true;
            forward(new Message.Accounted(account.toRow(partition)));
        }
    }

    private JoinAccount account() {
        return accounts.getOrCreate(context.taskId().partition(), p -> new JoinAccount());
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
