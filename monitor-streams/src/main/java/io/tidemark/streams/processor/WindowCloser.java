package io.tidemark.streams.processor;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Evaluator;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.Gaps;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.codec.ReportCodec;
import io.tidemark.wire.codec.ViolationCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a window out of the store, judges it, and forwards its report, violations and ledger row. */
final class WindowCloser {
    private final PerEndpoint<WindowSpec> specs;
    private final PerEndpoint<Evaluator> evaluators;
    private final Baselines baselines;
    private final WriteBehindStore<BlockKey, OpenBlock> windows;
    private final Consumer<Message> forward;

    WindowCloser(
            Monitors monitors,
            Baselines baselines,
            WriteBehindStore<BlockKey, OpenBlock> windows,
            Consumer<Message> forward) {
        this.specs = monitors.each(monitor -> monitor.config().windows());
        this.evaluators = monitors.each(monitor -> monitor.config().newEvaluator());
        this.baselines = baselines;
        this.windows = windows;
        this.forward = forward;
    }

    static ProfileLayout layout(Baselines baselines, ContentHash hash) {
        return hash.isNone() ? ProfileLayout.EMPTY : baselines.byHash(hash);
    }

    /**
     * Closes one window of an endpoint that has a monitor.
     *
     * @param window which window
     * @param before the start of the window with records before it, if there was one: the gap between is reported too
     */
    void close(WindowKey window, OptionalLong before) {
        Evaluator evaluator = evaluators.of(window.endpoint());
        if (before.isPresent()) {
            WindowKey last = new WindowKey(window.endpoint(), window.variant(), before.getAsLong());
            for (WindowKey gap : Gaps.between(last, window, specs.of(window.endpoint()))) {
                report(evaluator.noData(gap), Map.of());
            }
        }
        OpenBlock first = windows.get(new BlockKey(window, 0));
        if (first == null) {
            throw new IllegalStateException("open window " + window + " has no counts in store " + windows.name());
        }
        @Nullable Baseline baseline = first.baselineHash().isNone() ? null : baselines.byHash(first.baselineHash());
        report(evaluator.evaluate(window, takeProfile(window, first), baseline), first.sources());
    }

    /** Returns whether every block of a window has counted the rows that its first block has. */
    boolean isWhole(WindowKey window) {
        OpenBlock first = windows.get(new BlockKey(window, 0));
        if (first == null || first.baselineHash().isNone()) {
            return true;
        }
        long rows = first.block().counts().rows();
        int blocks = layout(baselines, first.baselineHash()).blockCount();
        for (int block = 1; block < blocks; block++) {
            OpenBlock other = windows.get(new BlockKey(window, block));
            if (other == null || other.block().features().get(0).rows() != rows) {
                return false;
            }
        }
        return true;
    }

    private WindowProfile takeProfile(WindowKey window, OpenBlock first) {
        ProfileLayout layout = layout(baselines, first.baselineHash());
        List<ProfileBlock> blocks = new ArrayList<>();
        for (int block = 0; block < layout.blockCount(); block++) {
            BlockKey key = new BlockKey(window, block);
            OpenBlock counts = windows.get(key);
            blocks.add(counts == null ? layout.emptyBlock(block) : counts.block());
            windows.remove(key);
        }
        return WindowProfile.of(blocks);
    }

    private void report(Evaluation evaluation, Map<Integer, OffsetRanges> sources) {
        ReportCodec.toAvro(evaluation.report()).forEach(part -> forward.accept(new Message.Reported(part)));
        for (Violation violation : evaluation.violations()) {
            forward.accept(new Message.Violated(ViolationCodec.toAvro(violation, Sources.toWire(sources))));
        }
        WindowKey window = evaluation.report().window();
        forward.accept(new Message.Accounted(LedgerRow.newBuilder()
                .setScope(LedgerScope.WINDOW)
                .setEndpoint(window.endpoint())
                .setVariant(window.variant())
                .setWindowStart(window.startMs())
                .setCounted(evaluation.report().records())
                .setCountedRows(evaluation.report().rows())
                .build()));
    }
}
