package io.tidemark.streams.label;

import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.label.RevisionPolicy;
import io.tidemark.core.label.RevisionState;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.core.quality.ModelEvaluator;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.processor.Sources;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.codec.ModelReportCodec;
import io.tidemark.wire.codec.ViolationCodec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the revisions of windows that are due: judges the tables, and forwards reports, violations and ledger rows. */
final class WindowRevisions {
    private final ModelBaselines models;
    private final PerEndpoint<ModelEvaluator> evaluators;
    private final PerEndpoint<RevisionPolicy> policies;
    private final WriteBehindStore<SegmentKey, OpenTables> windows;
    private final WriteBehindStore<WindowKey, RevisionState> states;
    private final LateWindows late;
    private final Consumer<Message> forward;

    /**
     * @param models what windows are judged by
     * @param settings rules and steps
     * @param windows the tables of windows that are not final
     * @param states which revisions there were
     * @param late keeps the accounts of final windows
     * @param forward takes the results
     */
    @SuppressWarnings("checkstyle:ParameterNumber") // three stores and three collaborators, all of one task
    WindowRevisions(
            ModelBaselines models,
            JoinSettings settings,
            WriteBehindStore<SegmentKey, OpenTables> windows,
            WriteBehindStore<WindowKey, RevisionState> states,
            LateWindows late,
            Consumer<Message> forward) {
        this.models = models;
        this.evaluators = settings.monitors().each(JoinSettings::newEvaluator);
        this.policies = settings.monitors()
                .each(monitor -> RevisionPolicy.of(monitor.models().labels()));
        this.windows = windows;
        this.states = states;
        this.late = late;
        this.forward = forward;
    }

    /**
     * Makes the revision of a window whose captures are all there, if one is due.
     *
     * @param window the window, of an endpoint that has a monitor
     * @param isPastDeadline whether all labels that count are there: then the window is final, and leaves the stores
     */
    void look(WindowKey window, boolean isPastDeadline) {
        OpenTables all = windows.get(new SegmentKey(window, SegmentKey.ALL));
        if (all == null) {
            throw new IllegalStateException("open window " + window + " has no tables in store " + windows.name());
        }
        RevisionState known = states.get(window);
        Optional<RevisionPolicy.Due> due = policies.of(window.endpoint())
                .next(
                        known == null ? RevisionState.NONE : known,
                        new RevisionPolicy.Progress(
                                all.tables().eligible(), all.tables().labelled(), true, isPastDeadline));
        due.ifPresent(revision -> make(window, all, revision));
    }

    private void make(WindowKey window, OpenTables all, RevisionPolicy.Due due) {
        ModelBaseline model = models.modelByHash(all.baselineHash());
        ModelEvaluator evaluator = evaluators.of(window.endpoint());
        ModelWindow evaluation =
                ModelWindow.of(window, due.revision().number(), due.revision().isFinal());
        report(evaluator.evaluate(evaluation, all.tables(), model), all.sources());
        ModelSpec spec = model.spec();
        for (int segment = 0; segment < spec.segmentCount(); segment++) {
            String name = spec.segmentLabel(segment);
            OpenTables some = windows.get(new SegmentKey(window, name));
            if (some != null && some.tables().eligible() > 0) {
                report(evaluator.evaluate(evaluation.ofSegment(name), some.tables(), model), all.sources());
            }
        }
        WindowAccount account = WindowAccount.at(due.after(), all.tables());
        forward.accept(new Message.Accounted(account.toRow(window)));
        if (due.revision().isFinal()) {
            late.keep(window, account);
            remove(window, spec);
        } else {
            states.put(window, due.after());
        }
    }

    private void remove(WindowKey window, ModelSpec spec) {
        for (int segment = 0; segment < spec.segmentCount(); segment++) {
            windows.remove(new SegmentKey(window, spec.segmentLabel(segment)));
        }
        windows.remove(new SegmentKey(window, SegmentKey.ALL));
        states.remove(window);
    }

    private void report(ModelEvaluation evaluation, Map<Integer, OffsetRanges> sources) {
        ModelReportCodec.toAvro(evaluation.report()).forEach(part -> forward.accept(new Message.ModelReported(part)));
        for (Violation violation : evaluation.violations()) {
            forward.accept(new Message.Violated(ViolationCodec.toAvro(violation, Sources.toWire(sources))));
        }
    }
}
