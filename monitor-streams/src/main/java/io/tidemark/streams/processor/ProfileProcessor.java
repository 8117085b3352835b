package io.tidemark.streams.processor;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.profile.Delta;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.profile.RowCounter;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 2: adds captured rows to the counts of their windows since the last message, and sends these counts ahead of
 * every heartbeat. Raw records go no further. What is not yet sent lives in a write-behind store, committed with the
 * offsets it was counted from.
 */
public final class ProfileProcessor implements Processor<String, Message, String, Message> {
    private final PerEndpoint<View> views;
    private final Baselines baselines;
    private final Map<ContentHash, Counting> countings = new HashMap<>();

    /** What a monitor says of counting. */
    private record View(WindowSpec windows, ContentHash configHash) {
        static View by(Monitor monitor) {
            return new View(monitor.config().windows(), monitor.config().hash());
        }
    }

    /**
     * What counting on a baseline takes, kept per task: a look-up in the directory is a lock that all threads share.
     */
    private record Counting(RowCounter counter, int blocks) {
        static Counting on(Baseline baseline) {
            return new Counting(baseline.newRowCounter(), baseline.blockCount());
        }
    }

    private ProcessorContext<String, Message> context;
    private WriteBehindStore<BlockKey, PendingBlock> deltas;

    /** Returns the processor of one task. */
    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    public ProfileProcessor(Monitors monitors, Baselines baselines) {
        this.views = monitors.each(View::by);
        this.baselines = baselines;
    }

    @Override
    public void init(ProcessorContext<String, Message> processorContext) {
        context = processorContext;
        deltas = context.getStateStore(StoreNames.DELTAS);
    }

    @Override
    public void process(Record<String, Message> record) {
        Message message = record.value();
        if (message instanceof ParsedCapture capture) {
            count(capture);
            deltas.trim();
            return;
        }
        if (message instanceof Message.Beat) {
            sendDeltas();
        }
        context.forward(record);
    }

    private void count(ParsedCapture capture) {
        long start =
                views.of(capture.endpoint()).windows().startOf(capture.scratch().eventTimeMs());
        WindowKey window = new WindowKey(capture.endpoint(), capture.variant(), start);
        FieldTable rows = capture.scratch().input();
        PendingBlock first = firstBlock(window, capture);
        first.offsets().add(capture.offset());
        ContentHash hash = first.baselineHash();
        if (hash.isNone()) {
            countWithoutBaseline(rows, first.block());
        } else {
            Counting counting = countings.computeIfAbsent(hash, h -> Counting.on(baselines.byHash(h)));
            counting.counter().addRecord(rows, profileOf(window, first, counting.blocks()));
        }
    }

    private static void countWithoutBaseline(FieldTable rows, ProfileBlock block) {
        block.counts().addRecord();
        for (int row = 0; row < rows.rows(); row++) {
            block.counts().addRow(false, false);
        }
    }

    private PendingBlock firstBlock(WindowKey window, ParsedCapture capture) {
        BlockKey key = new BlockKey(window, 0);
        var known = deltas.live(key);
        if (known != null) {
            known.markDirty();
            return known.value();
        }
        Optional<Baseline> baseline = baselines.current(window.endpoint(), window.startMs(), capture.appendMs());
        ContentHash hash = baseline.map(Baseline::hash).orElse(ContentHash.NONE);
        ProfileLayout layout = baseline.isPresent() ? baseline.get() : ProfileLayout.EMPTY;
        for (int block = layout.blockCount() - 1; block >= 0; block--) {
            deltas.put(
                    new BlockKey(window, block), new PendingBlock(hash, layout.emptyBlock(block), new OffsetRanges()));
        }
        return deltas.liveOrCreate(key, k -> {
                    throw new AssertionError("just put: " + k);
                })
                .value();
    }

    private WindowProfile profileOf(WindowKey window, PendingBlock first, int blocks) {
        if (blocks == 1) {
            return WindowProfile.of(List.of(first.block()));
        }
        List<ProfileBlock> all = new ArrayList<>(blocks);
        all.add(first.block());
        for (int block = 1; block < blocks; block++) {
            BlockKey key = new BlockKey(window, block);
            all.add(deltas.getOrCreate(key, k -> {
                        throw new IllegalStateException(
                                "block " + k + " is missing beside the first block of its window");
                    })
                    .block());
        }
        return WindowProfile.of(all);
    }

    private void sendDeltas() {
        List<BlockKey> pending = new ArrayList<>();
        deltas.forEachKey(pending::add);
        for (BlockKey key : pending) {
            PendingBlock block = deltas.get(key);
            if (block != null) {
                int partition = context.taskId().partition();
                forward(new Message.Counted(new Delta(
                        new Delta.Place(key.window(), partition, key.block()),
                        block.baselineHash(),
                        configHash(key.window().endpoint()),
                        block.block().encode(),
                        block.offsets())));
                deltas.remove(key);
            }
        }
    }

    /** Counts of an endpoint that is not monitored any more wait at the merge stage, whatever they say of it. */
    private ContentHash configHash(String endpoint) {
        View view = views.find(endpoint);
        return view == null ? ContentHash.NONE : view.configHash();
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
