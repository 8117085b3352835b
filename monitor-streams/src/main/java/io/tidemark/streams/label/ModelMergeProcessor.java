package io.tidemark.streams.label;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.Closing;
import io.tidemark.core.window.ClosingPolicy;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OpenWindows;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.processor.IdleWatch;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.processor.StoredHeartbeats;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 5: adds the signed tables of all input partitions and judges a window as labels come: when its captures are all
 * there, when the share of labelled rows passes a step, and for good at its deadline. This stage alone decides what is too
 * late.
 *
 * <pre>
 *   delta ─────► window final? ── no ──► add ─► captures all there? ─► a step passed? ─► WindowRevisions
 *                     └────────── yes ─► too late: accounted, in no table
 *   heartbeat ─► captures passed end and grace ─► first revision
 *           └──► and label time passed the deadline ─► final revision
 * </pre>
 */
public final class ModelMergeProcessor implements Processor<String, Message.ForMerge, String, Message> {
    private static final Logger LOG = LoggerFactory.getLogger(ModelMergeProcessor.class);

    /** Most windows of an endpoint judged on one heartbeat: a transaction must end in time. The rest wait for the next. */
    private static final int MOST_AT_ONCE = 32;

    private final JoinSettings settings;
    private final ModelBaselines models;
    private final WindowSpec windowing;
    private final ClosingPolicy byCaptures;
    private final ClosingPolicy byLabels;
    private final OpenWindows open = new OpenWindows();
    private final Observer observer;

    private ProcessorContext<String, Message> context;
    private StoredHeartbeats heartbeats;
    private WriteBehindStore<SegmentKey, OpenTables> windows;
    private WriteBehindStore<String, Closing> closings;
    private LateWindows late;
    private WindowRevisions revisions;

    /** Returns the processor of one task, which nobody observes. */
    public ModelMergeProcessor(JoinSettings settings, ModelBaselines models) {
        this(settings, models, Observer.NONE);
    }

    /** Returns the processor of one task, which tells an observer how many windows it holds. */
    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    public ModelMergeProcessor(JoinSettings settings, ModelBaselines models, Observer observer) {
        this.observer = observer;
        this.settings = settings;
        this.models = models;
        this.windowing = settings.config().windows();
        this.byCaptures = new ClosingPolicy(
                windowing,
                settings.config().timing().grace().toMillis(),
                IdleWatch.freshMs(settings.config().timing().idleTimeout().toMillis()));
        // A label of the deadline itself still counts: label time must be behind it.
        this.byLabels = new ClosingPolicy(
                windowing,
                settings.models().labels().horizon().toMillis() + 1,
                IdleWatch.freshMs(settings.silence().toMillis()));
    }

    @Override
    public void init(ProcessorContext<String, Message> processorContext) {
        context = processorContext;
        heartbeats = new StoredHeartbeats(context.getStateStore(StoreNames.HEARTBEATS));
        windows = context.getStateStore(StoreNames.MODEL_WINDOWS);
        closings = context.getStateStore(StoreNames.CLOSINGS);
        late = new LateWindows(context.getStateStore(StoreNames.FINAL_WINDOWS), this::forward);
        revisions = new WindowRevisions(
                models, settings, windows, context.getStateStore(StoreNames.REVISIONS), late, this::forward);
        byCaptures.clear();
        byLabels.clear();
        heartbeats.restore(this::accept);
        open.clear();
        windows.forEachKey(key -> open.add(key.window()));
        closings.forEach((endpoint, closing) -> closing.requireWindows(windowing));
    }

    private void accept(Heartbeat heartbeat) {
        byCaptures.accept(heartbeat);
        byLabels.accept(heartbeat);
    }

    @Override
    public void process(Record<String, Message.ForMerge> record) {
        if (record.value() instanceof Message.ModelCounted counted) {
            add(counted.delta());
            windows.trim();
        } else if (record.value() instanceof Message.Beat beat) {
            heartbeats.accept(beat.part()).ifPresent(this::pass);
        }
    }

    private void pass(Heartbeat heartbeat) {
        accept(heartbeat);
        passDeadlines(heartbeat);
        for (String endpoint : open.endpoints()) {
            closeByCaptures(endpoint, heartbeat);
            finish(endpoint);
            observer.holds(context.taskId().partition(), endpoint, open.count(endpoint));
        }
    }

    private void add(ModelDelta delta) {
        WindowKey window = delta.key().window();
        ModelProfile tables = ModelProfile.decode(delta.tables(), models.modelByHash(delta.baselineHash()));
        var known = windows.live(delta.key());
        boolean isOfOther = known != null && !known.value().baselineHash().equals(delta.baselineHash());
        if (isFinal(window) || isOfOther || !isAligned(window)) {
            refuse(delta, tables, isOfOther);
            return;
        }
        open.add(window);
        OpenTables sum = windows.getOrCreate(
                delta.key(),
                key -> new OpenTables(
                        delta.baselineHash(),
                        models.modelByHash(delta.baselineHash()).emptyProfile()));
        sum.add(tables, delta.inputPartition(), delta.captures());
        if (delta.key().isOfAllRows() && isClosed(window)) {
            revisions.look(window, false);
        }
    }

    /** What cannot be added any more is accounted for once: all rows speak for their segments. */
    private void refuse(ModelDelta delta, ModelProfile tables, boolean isOfOther) {
        if (isOfOther) {
            LOG.error("tables of a second model baseline are left out and accounted as late: {}", delta);
        }
        if (delta.key().isOfAllRows()) {
            WindowKey window = delta.key().window();
            late.add(window, tables, finalThroughMs(window.endpoint()));
        }
    }

    private boolean isAligned(WindowKey window) {
        if (windowing.startOf(window.startMs()) == window.startMs()) {
            return true;
        }
        LOG.error(
                "tables of another window size are accounted as late: window={}, configured={}; finish a change of"
                        + " windows under a new application id",
                window,
                windowing);
        return false;
    }

    /** How far label time has passed the deadlines of windows: one time for all endpoints, as labels need not name one. */
    private void passDeadlines(Heartbeat heartbeat) {
        List<String> endpoints = open.endpoints();
        if (endpoints.isEmpty()) {
            return;
        }
        long newest = endpoints.stream().mapToLong(open::newestStart).max().orElse(Watermark.NONE);
        advance(
                LabelJoinProcessor.LABEL_TIME,
                byLabels.closableThrough(
                        LabelJoinProcessor.LABEL_TIME, throughMs(LabelJoinProcessor.LABEL_TIME), newest, heartbeat));
    }

    private void closeByCaptures(String endpoint, Heartbeat heartbeat) {
        long closed = throughMs(endpoint);
        long due = byCaptures.closableThrough(endpoint, closed, open.newestStart(endpoint), heartbeat);
        if (due <= closed) {
            return;
        }
        List<WindowKey> closing = open.startingBefore(endpoint, due).stream()
                .filter(window -> window.startMs() >= closed)
                .toList();
        advance(endpoint, batchEnd(closing, due));
        closing.stream()
                .filter(window -> isClosed(window) && !isFinal(window))
                .forEach(window -> revisions.look(window, false));
    }

    private void finish(String endpoint) {
        long through = finalThroughMs(endpoint);
        List<WindowKey> due = open.startingBefore(endpoint, through);
        for (WindowKey window : open.takeStartingBefore(endpoint, batchEnd(due, through))) {
            revisions.look(window, true);
        }
    }

    /** The end of the last window that is judged now. */
    private long batchEnd(List<WindowKey> due, long through) {
        return due.size() <= MOST_AT_ONCE
                ? through
                : windowing.endOf(due.get(MOST_AT_ONCE - 1).startMs());
    }

    private void advance(String endpoint, long throughMs) {
        if (throughMs > throughMs(endpoint)) {
            closings.getOrCreate(endpoint, e -> new Closing(windowing)).advanceTo(throughMs);
        }
    }

    private boolean isClosed(WindowKey window) {
        return windowing.endOf(window.startMs()) <= throughMs(window.endpoint());
    }

    private boolean isFinal(WindowKey window) {
        return windowing.endOf(window.startMs()) <= finalThroughMs(window.endpoint());
    }

    private long finalThroughMs(String endpoint) {
        return Math.min(throughMs(endpoint), throughMs(LabelJoinProcessor.LABEL_TIME));
    }

    private long throughMs(String endpoint) {
        Closing closing = closings.get(endpoint);
        return closing == null ? Watermark.NONE : closing.closedThroughMs();
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
