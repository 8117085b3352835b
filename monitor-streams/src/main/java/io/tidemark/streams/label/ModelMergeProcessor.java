package io.tidemark.streams.label;

import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.Closing;
import io.tidemark.core.window.ClosingPolicy;
import io.tidemark.core.window.ClosingTerms;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OpenWindows;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.EndpointWatermarks;
import io.tidemark.streams.processor.IdleWatch;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.processor.StoredHeartbeats;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
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

    /** Stands before an endpoint in the key of its deadlines; no name of an endpoint begins so. */
    private static final String DEADLINE = EndpointPolicy.RESERVED;

    private final JoinSettings settings;
    private final ModelBaselines models;
    private final PerEndpoint<ClosingTerms> terms;
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
        this.terms = EndpointWatermarks.termsOf(settings.monitors());
        this.byCaptures = new ClosingPolicy(terms::of);
        long freshMs = IdleWatch.freshMs(settings.silence().toMillis());
        PerEndpoint<ClosingTerms> ofLabels = settings.monitors().each(monitor -> deadlineTerms(monitor, freshMs));
        this.byLabels = ClosingPolicy.byOneClock(LabelJoinProcessor.LABEL_TIME, ofLabels::of);
    }

    /** A label of the deadline itself still counts: label time must be behind it. */
    private static ClosingTerms deadlineTerms(Monitor monitor, long freshMs) {
        return new ClosingTerms(
                monitor.config().windows(), monitor.models().labels().horizon().toMillis() + 1, freshMs);
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
        shareOldDeadline();
        closings.forEach(this::requireWindows);
        open.endpoints().stream()
                .filter(endpoint -> !settings.monitors().covers(endpoint))
                .forEach(endpoint -> LOG.warn(
                        "endpoint '{}' has open windows and no monitor any more: they stay open until an application"
                                + " starts with its monitor",
                        endpoint));
    }

    private void requireWindows(String key, Closing closing) {
        String endpoint = key.startsWith(DEADLINE) ? key.substring(DEADLINE.length()) : key;
        ClosingTerms own = terms.find(endpoint);
        if (own != null) {
            closing.requireWindows(endpoint, own.windows());
        }
    }

    /** Releases before had one deadline for all endpoints, under the name of label time: it was that of each of them. */
    private void shareOldDeadline() {
        Closing ofAll = closings.get(LabelJoinProcessor.LABEL_TIME);
        if (ofAll != null) {
            closings.remove(LabelJoinProcessor.LABEL_TIME);
            List<String> known = new ArrayList<>();
            closings.forEachKey(known::add);
            known.forEach(endpoint -> closings.put(deadlineKey(endpoint), ofAll.copy()));
        }
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
        for (String endpoint : open.endpoints()) {
            if (settings.monitors().covers(endpoint)) {
                passDeadlines(endpoint, heartbeat);
                closeByCaptures(endpoint, heartbeat);
                finish(endpoint);
            }
            observer.holds(context.taskId().partition(), endpoint, open.count(endpoint));
        }
    }

    private void add(ModelDelta delta) {
        WindowKey window = delta.key().window();
        ModelProfile tables = ModelProfile.decode(delta.tables(), models.modelByHash(delta.baselineHash()));
        var known = windows.live(delta.key());
        boolean isOfOther = known != null && !known.value().baselineHash().equals(delta.baselineHash());
        WindowSpec spec = specOf(window.endpoint());
        if (isOfOther || (spec != null && (isFinal(window, spec) || !isAligned(window, spec)))) {
            refuse(delta, tables, isOfOther);
            return;
        }
        noteWindows(window.endpoint(), spec);
        open.add(window);
        OpenTables sum = windows.getOrCreate(
                delta.key(),
                key -> new OpenTables(
                        delta.baselineHash(),
                        models.modelByHash(delta.baselineHash()).emptyProfile()));
        sum.add(tables, delta.inputPartition(), delta.captures());
        if (spec != null && delta.key().isOfAllRows() && isClosed(window, spec)) {
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
            late.add(delta, tables, finalThroughMs(window.endpoint()));
        }
    }

    /** The windows of an endpoint; null if it is not monitored any more: what comes of it waits. */
    private @Nullable WindowSpec specOf(String endpoint) {
        ClosingTerms own = terms.find(endpoint);
        return own == null ? null : own.windows();
    }

    /** From the first count on: a start with other windows must not add to it. */
    private void noteWindows(String endpoint, @Nullable WindowSpec spec) {
        if (spec != null && closings.get(endpoint) == null) {
            closings.put(endpoint, new Closing(spec));
        }
    }

    private static boolean isAligned(WindowKey window, WindowSpec spec) {
        if (spec.startOf(window.startMs()) == window.startMs()) {
            return true;
        }
        LOG.error(
                "tables of another window size are accounted as late: window={}, configured={}; finish a change of"
                        + " windows under a new application id",
                window,
                spec);
        return false;
    }

    /** How far label time, one for all endpoints as labels need not name one, has passed the deadlines of an endpoint. */
    private void passDeadlines(String endpoint, Heartbeat heartbeat) {
        long passed = throughMs(deadlineKey(endpoint));
        advance(
                deadlineKey(endpoint),
                endpoint,
                byLabels.closableThrough(endpoint, passed, open.newestStart(endpoint), heartbeat));
    }

    private void closeByCaptures(String endpoint, Heartbeat heartbeat) {
        WindowSpec spec = terms.of(endpoint).windows();
        long closed = throughMs(endpoint);
        long due = byCaptures.closableThrough(endpoint, closed, open.newestStart(endpoint), heartbeat);
        if (due <= closed) {
            return;
        }
        List<WindowKey> closing = open.startingBefore(endpoint, due).stream()
                .filter(window -> window.startMs() >= closed)
                .toList();
        advance(endpoint, endpoint, batchEnd(closing, due, spec));
        closing.stream()
                .filter(window -> isClosed(window, spec) && !isFinal(window, spec))
                .forEach(window -> revisions.look(window, false));
    }

    private void finish(String endpoint) {
        long through = finalThroughMs(endpoint);
        List<WindowKey> due = open.startingBefore(endpoint, through);
        for (WindowKey window : open.takeStartingBefore(
                endpoint, batchEnd(due, through, terms.of(endpoint).windows()))) {
            revisions.look(window, true);
        }
    }

    /** The end of the last window that is judged now. */
    private static long batchEnd(List<WindowKey> due, long through, WindowSpec spec) {
        return due.size() <= MOST_AT_ONCE
                ? through
                : spec.endOf(due.get(MOST_AT_ONCE - 1).startMs());
    }

    private void advance(String key, String endpoint, long throughMs) {
        if (throughMs > throughMs(key)) {
            closings.getOrCreate(key, k -> new Closing(terms.of(endpoint).windows()))
                    .advanceTo(throughMs);
        }
    }

    /** Where it is kept how far label time has passed the deadlines of an endpoint. */
    private static String deadlineKey(String endpoint) {
        return DEADLINE + endpoint;
    }

    private boolean isClosed(WindowKey window, WindowSpec spec) {
        return spec.endOf(window.startMs()) <= throughMs(window.endpoint());
    }

    private boolean isFinal(WindowKey window, WindowSpec spec) {
        return spec.endOf(window.startMs()) <= finalThroughMs(window.endpoint());
    }

    private long finalThroughMs(String endpoint) {
        return Math.min(throughMs(endpoint), throughMs(deadlineKey(endpoint)));
    }

    private long throughMs(String key) {
        Closing closing = closings.get(key);
        return closing == null ? Watermark.NONE : closing.closedThroughMs();
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
