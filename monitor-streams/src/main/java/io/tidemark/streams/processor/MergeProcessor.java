package io.tidemark.streams.processor;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.profile.Delta;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.RowCounts;
import io.tidemark.core.window.Closing;
import io.tidemark.core.window.ClosingPolicy;
import io.tidemark.core.window.ClosingTerms;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OpenWindows;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 3: adds deltas to open windows and closes a window when every input partition has passed its end and grace.
 * This stage alone decides what is late.
 *
 * <pre>
 *   delta ─────► window open?  ── yes ─► add to its counts
 *                     └────────── no ──► late: accounted, not counted
 *   heartbeat ─► ClosingPolicy: through which end? ─► windows that ended until then ─► WindowCloser
 * </pre>
 */
public final class MergeProcessor implements Processor<String, Message.ForMerge, String, Message> {
    private static final Logger LOG = LoggerFactory.getLogger(MergeProcessor.class);

    private final Monitors monitors;
    private final PerEndpoint<ClosingTerms> terms;
    private final Baselines baselines;
    private final ClosingPolicy policy;
    private final OpenWindows open = new OpenWindows();
    private final Observer observer;

    private ProcessorContext<String, Message> context;
    private StoredHeartbeats heartbeats;
    private WriteBehindStore<BlockKey, OpenBlock> windows;
    private WriteBehindStore<String, Closing> closings;
    private LateLedger late;
    private WindowCloser closer;

    /** Returns the processor of one task, which nobody observes. */
    public MergeProcessor(Monitors monitors, Baselines baselines) {
        this(monitors, baselines, Observer.NONE);
    }

    /** Returns the processor of one task, which tells an observer how many windows it holds. */
    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    public MergeProcessor(Monitors monitors, Baselines baselines, Observer observer) {
        this.observer = observer;
        this.monitors = monitors;
        this.terms = EndpointWatermarks.termsOf(monitors);
        this.baselines = baselines;
        this.policy = new ClosingPolicy(terms::of);
    }

    @Override
    public void init(ProcessorContext<String, Message> processorContext) {
        context = processorContext;
        heartbeats = new StoredHeartbeats(context.getStateStore(StoreNames.HEARTBEATS));
        windows = context.getStateStore(StoreNames.WINDOWS);
        closings = context.getStateStore(StoreNames.CLOSINGS);
        late = new LateLedger(context.getStateStore(StoreNames.LATE), this::forward);
        closer = new WindowCloser(monitors, baselines, windows, this::forward);
        policy.clear();
        heartbeats.restore(policy::accept);
        open.clear();
        windows.forEachKey(key -> open.add(key.window()));
        closings.forEach(this::requireWindows);
        open.endpoints().stream().filter(endpoint -> !monitors.covers(endpoint)).forEach(MergeProcessor::warnOfParked);
    }

    private void requireWindows(String endpoint, Closing closing) {
        ClosingTerms own = terms.find(endpoint);
        if (own != null) {
            closing.requireWindows(endpoint, own.windows());
        }
    }

    private static void warnOfParked(String endpoint) {
        LOG.warn(
                "endpoint '{}' has open windows and no monitor any more: they stay open until an application starts with"
                        + " its monitor",
                endpoint);
    }

    @Override
    public void process(Record<String, Message.ForMerge> record) {
        if (record.value() instanceof Message.Counted counted) {
            add(counted.delta());
            windows.trim();
        } else if (record.value() instanceof Message.Beat beat) {
            heartbeats.accept(beat.part()).ifPresent(heartbeat -> {
                policy.accept(heartbeat);
                for (String endpoint : open.endpoints()) {
                    if (monitors.covers(endpoint)) {
                        closeWindows(endpoint, heartbeat);
                    }
                    observer.holds(context.taskId().partition(), endpoint, open.count(endpoint));
                }
            });
        }
    }

    private void add(Delta delta) {
        WindowKey window = delta.window();
        WindowSpec spec = specOf(window.endpoint());
        if (spec != null && (isClosed(window, spec) || !isAligned(window, spec))) {
            if (delta.block() == 0) {
                late.add(delta, closedThroughMs(window.endpoint()));
            }
            return;
        }
        noteWindows(window.endpoint(), spec);
        open.add(window);
        OpenBlock first = windows.get(new BlockKey(window, 0));
        if (first != null && !first.baselineHash().equals(delta.baselineHash())) {
            addWithoutBaseline(delta, first);
        } else {
            addCounts(delta);
        }
    }

    /** From the first count on: a start with other windows must not add to it. */
    private void noteWindows(String endpoint, @Nullable WindowSpec spec) {
        if (spec != null && closings.get(endpoint) == null) {
            closings.put(endpoint, new Closing(spec));
        }
    }

    private void addCounts(Delta delta) {
        ProfileBlock counts = ProfileBlock.decode(delta.counts(), WindowCloser.layout(baselines, delta.baselineHash()));
        var known = windows.live(new BlockKey(delta.window(), delta.block()));
        if (known == null) {
            OpenBlock block = new OpenBlock(delta.baselineHash(), counts);
            block.addSource(delta.inputPartition(), delta.offsets());
            windows.put(new BlockKey(delta.window(), delta.block()), block);
        } else {
            known.markDirty();
            known.value().block().merge(counts);
            known.value().addSource(delta.inputPartition(), delta.offsets());
        }
    }

    /** A window that was counted on two grids, or partly on none, can be compared with neither: only its rows count. */
    private void addWithoutBaseline(Delta delta, OpenBlock first) {
        WindowKey window = delta.window();
        if (!first.baselineHash().isNone()) {
            LOG.warn(
                    "window has counts of two baselines and stays without verdict: endpoint={} variant={} window={}"
                            + " first={} second={}",
                    window.endpoint(),
                    window.variant(),
                    Instant.ofEpochMilli(window.startMs()),
                    first.baselineHash().brief(),
                    delta.baselineHash().brief());
        }
        OpenBlock rowsOnly = first.baselineHash().isNone() ? first : rowsOnly(window, first);
        if (delta.block() == 0) {
            rowsOnly.block().counts().merge(ProfileBlock.decodeCounts(delta.counts()));
            rowsOnly.addSource(delta.inputPartition(), delta.offsets());
        }
        windows.put(new BlockKey(window, 0), rowsOnly);
    }

    private OpenBlock rowsOnly(WindowKey window, OpenBlock first) {
        int blocks = WindowCloser.layout(baselines, first.baselineHash()).blockCount();
        for (int block = 1; block < blocks; block++) {
            windows.remove(new BlockKey(window, block));
        }
        OpenBlock rowsOnly = new OpenBlock(
                ContentHash.NONE,
                WindowCloser.layout(baselines, ContentHash.NONE).emptyBlock(0));
        RowCounts counts = rowsOnly.block().counts();
        counts.merge(first.block().counts());
        first.sources().forEach(rowsOnly::addSource);
        return rowsOnly;
    }

    private void closeWindows(String endpoint, Heartbeat heartbeat) {
        long closed = closedThroughMs(endpoint);
        long through =
                wholeThrough(endpoint, policy.closableThrough(endpoint, closed, open.newestStart(endpoint), heartbeat));
        if (through <= closed) {
            return;
        }
        Closing closing =
                closings.getOrCreate(endpoint, e -> new Closing(terms.of(e).windows()));
        closing.advanceTo(through);
        List<WindowKey> due = open.takeStartingBefore(endpoint, through);
        for (WindowKey window : due) {
            closer.close(window, closing.replaceLast(window.variant(), window.startMs()));
        }
    }

    /**
     * Returns the end up to which every window has all blocks of the deltas it has the first block of. The blocks of a
     * delta follow each other, but another partition's heartbeat may come in between.
     */
    private long wholeThrough(String endpoint, long throughMs) {
        for (WindowKey window : open.startingBefore(endpoint, throughMs)) {
            if (!closer.isWhole(window)) {
                return window.startMs();
            }
        }
        return throughMs;
    }

    /** The windows of an endpoint; null if it is not monitored any more: what comes of it waits. */
    private @Nullable WindowSpec specOf(String endpoint) {
        ClosingTerms own = terms.find(endpoint);
        return own == null ? null : own.windows();
    }

    private boolean isClosed(WindowKey window, WindowSpec spec) {
        return spec.endOf(window.startMs()) <= closedThroughMs(window.endpoint());
    }

    private static boolean isAligned(WindowKey window, WindowSpec spec) {
        if (spec.startOf(window.startMs()) == window.startMs()) {
            return true;
        }
        LOG.error(
                "counts of another window size are accounted as late: window={}, configured={}; finish a change of"
                        + " windows under a new application id",
                window,
                spec);
        return false;
    }

    private long closedThroughMs(String endpoint) {
        Closing closing = closings.get(endpoint);
        return closing == null ? Watermark.NONE : closing.closedThroughMs();
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
