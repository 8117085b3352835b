package io.tidemark.core.label;

import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins labels with predictions, one join id at a time: takes its entry and one record, changes the entry, and says what
 * changes in the tables of windows and in the accounts.
 *
 * <p>What it arrives at is a function of the set of records, not of their order, for each captured record on its own:
 * <ul>
 *   <li>its labels are those of its id that name its endpoint or none, dated from {@link LabelRules#orphans} before it to
 *       its {@link LabelDeadline}, both included, by the rules of its endpoint;
 *   <li>the last retraction among them takes away all before it; of the rest, those with as many values as it has rows
 *       are its choice, and {@link ConflictRule} chooses;
 *   <li>the i-th value is the label of the i-th row;
 *   <li>of records with the same endpoint, variant, id and event time the one with the smallest bytes counts.
 * </ul>
 * Time enters by {@link #expire}, whose watermark says that neither labels nor predictions before it come any more. While
 * that is true it changes no pair: it only settles fates and lets go what can no longer matter. A label that comes after
 * all is {@link LabelFate#EXPIRED}.
 *
 * <p>A label that names its endpoint waits for predictions as long as the rules of that endpoint say, one that names none
 * as long as the rules of any endpoint say.
 *
 * <p>Holds no state but scratch; not thread-safe.
 */
public final class LabelJoin {
    private final Function<String, LabelDeadline> deadlines;
    private final long longestWaitMs;
    private final Choice choice;
    private final IdentityHashMap<HeldCapture, Label> before = new IdentityHashMap<>();

    /**
     * Returns a join of endpoints that are all alike.
     *
     * @param windows the windows of predictions
     * @param rules how labels and predictions meet
     */
    public LabelJoin(WindowSpec windows, LabelRules rules) {
        this(always(new LabelDeadline(windows, rules)), rules.orphans());
    }

    /**
     * @param deadlines windows and rules by endpoint, for every endpoint of a prediction or label
     * @param longestWait how long a label that names no endpoint waits: the longest that the rules of any endpoint say
     */
    public LabelJoin(Function<String, LabelDeadline> deadlines, Duration longestWait) {
        this.deadlines = deadlines;
        this.longestWaitMs = longestWait.toMillis();
        this.choice = new Choice(deadlines);
    }

    private static Function<String, LabelDeadline> always(LabelDeadline deadline) {
        return endpoint -> deadline;
    }

    /** Takes a captured record of the entry's id. */
    public Changes addPredictions(JoinEntry entry, PredictedRecord record) {
        Changes changes = begin(entry);
        HeldCapture added = HeldCapture.of(record);
        if (!entry.takes(added)) {
            changes.predictions().add(PredictionFate.EXCESS, added.rowCount());
            return end(entry, changes);
        }
        HeldCapture held = entry.find(added.key());
        if (held != null) {
            changes.predictions().add(PredictionFate.REPEATED, added.rowCount());
            if (!replaces(added, held, changes)) {
                name(added, held, changes);
                return end(entry, changes);
            }
            withdraw(held, PredictionFate.REPEATED, changes);
            changes.predictions().add(PredictionFate.REPEATED, -added.rowCount());
            entry.remove(held);
        }
        entry.add(added);
        changes.stored();
        changes.predictions().add(PredictionFate.OPEN, added.rowCount());
        emit(added, Change.Kind.PREDICTED, null, changes);
        entry.fitCaptures(gone -> letGo(gone, entry, changes));
        return end(entry, changes);
    }

    /** Takes a label, or a retraction, of the entry's id. */
    public Changes addLabel(JoinEntry entry, Label label) {
        Changes changes = begin(entry);
        HeldLabel added = new HeldLabel(label, null);
        if (!entry.takes(added)) {
            changes.labels().add(LabelFate.EXCESS, 1);
        } else if (entry.has(label)) {
            changes.labels().add(LabelFate.DUPLICATE, 1);
        } else {
            entry.add(added);
            changes.stored();
            entry.fitLabels(gone -> {
                LabelFate settled = gone.settled();
                changes.labels().add(settled == null ? LabelFate.EXCESS : settled, 1);
            });
        }
        return end(entry, changes);
    }

    /**
     * Lets go what can no longer matter.
     *
     * @param watermarkMs no prediction and no label of an earlier time comes any more: the lower one of the watermarks of
     *     both inputs
     */
    public Changes expire(JoinEntry entry, long watermarkMs) {
        Changes changes = begin(entry);
        for (HeldCapture capture : List.copyOf(entry.captures())) {
            long timeMs = capture.key().timeMs();
            if (!capture.isPast() && watermarkMs > deadlineOf(capture).ofPrediction(timeMs)) {
                pass(capture, entry, changes);
            }
        }
        for (HeldCapture capture : List.copyOf(entry.captures())) {
            if (capture.isPast()
                    && watermarkMs
                            > deadlineOf(capture).rememberedUntil(capture.key().timeMs())) {
                choice.meetLate(capture, entry.labels(), true);
                entry.remove(capture);
                changes.stored();
            }
        }
        settle(entry);
        for (HeldLabel held : List.copyOf(entry.labels())) {
            if (watermarkMs > waitsUntil(held) && !isNeeded(held, entry)) {
                LabelFate fate = held.fate();
                changes.labels().add(fate == LabelFate.ORPHAN_WAITING ? LabelFate.ORPHAN_EXPIRED : fate, 1);
                entry.remove(held);
                changes.stored();
            }
        }
        return end(entry, changes);
    }

    /**
     * Returns the watermark behind which {@link #expire} changes the entry: before and at it there is nothing to do.
     * {@link Long#MAX_VALUE} for an empty entry.
     */
    public long nextDueMs(JoinEntry entry) {
        long due = Long.MAX_VALUE;
        for (HeldCapture capture : entry.captures()) {
            long timeMs = capture.key().timeMs();
            LabelDeadline deadline = deadlineOf(capture);
            due = Math.min(due, capture.isPast() ? deadline.rememberedUntil(timeMs) : deadline.ofPrediction(timeMs));
        }
        for (HeldLabel held : entry.labels()) {
            if (!isNeeded(held, entry)) {
                due = Math.min(due, waitsUntil(held));
            }
        }
        return due;
    }

    /**
     * Returns the captured records of an entry that are in the tables of windows, in order of time: those whose deadline
     * has not been passed by {@link #expire}.
     */
    public List<JoinedRows> joinedRows(JoinEntry entry) {
        settle(entry);
        return entry.captures().stream()
                .filter(capture -> !capture.isPast())
                .map(capture -> new JoinedRows(windowOf(capture.key()), capture.rowCount(), capture.chosen() != null))
                .toList();
    }

    private long waitsUntil(HeldLabel held) {
        String endpoint = held.label().endpoint();
        return held.timeMs()
                + (endpoint.isEmpty()
                        ? longestWaitMs
                        : deadlines.apply(endpoint).rules().orphans().toMillis());
    }

    private LabelDeadline deadlineOf(HeldCapture capture) {
        return deadlines.apply(capture.key().endpoint());
    }

    private boolean isNeeded(HeldLabel held, JoinEntry entry) {
        for (HeldCapture capture : entry.captures()) {
            if (!capture.isPast() && choice.isCandidate(held, capture)) {
                return true;
            }
        }
        return false;
    }

    /** Finds what holds before the change; its fates are taken away, so that those after it give the difference. */
    private Changes begin(JoinEntry entry) {
        settle(entry);
        before.clear();
        Changes changes = new Changes();
        for (HeldCapture capture : entry.captures()) {
            Label chosen = capture.chosen();
            if (chosen != null) {
                before.put(capture, chosen);
            }
        }
        entry.labels().forEach(held -> changes.labels().add(held.fate(), -1));
        return changes;
    }

    private Changes end(JoinEntry entry, Changes changes) {
        settle(entry);
        entry.labels().forEach(held -> changes.labels().add(held.fate(), 1));
        for (HeldCapture capture : entry.captures()) {
            if (!capture.isPast()) {
                relabel(capture, before.get(capture), changes);
            }
        }
        before.clear();
        return changes;
    }

    private void settle(JoinEntry entry) {
        entry.labels().forEach(HeldLabel::begin);
        for (HeldCapture capture : entry.captures()) {
            choice.settle(capture, entry.labels());
        }
    }

    /** Says which labels of an open record are others than before. */
    private void relabel(HeldCapture capture, @Nullable Label old, Changes changes) {
        Label now = capture.chosen();
        if (old != null && now != null && old.values().equals(now.values())) {
            return;
        }
        if (old != null) {
            emit(capture, Change.Kind.UNLABELLED, old, changes);
            changes.predictions().add(PredictionFate.LABELLED, -capture.rowCount());
            changes.predictions().add(PredictionFate.OPEN, capture.rowCount());
        }
        if (now != null) {
            emit(capture, Change.Kind.LABELLED, now, changes);
            changes.predictions().add(PredictionFate.OPEN, -capture.rowCount());
            changes.predictions().add(PredictionFate.LABELLED, capture.rowCount());
        }
    }

    /** Whether a repeat takes the place of the record that is held; notes it if they differ. */
    private static boolean replaces(HeldCapture added, HeldCapture held, Changes changes) {
        if (held.isPast()) {
            if (held.digest() != added.digest()) {
                changes.conflict();
            }
            return false;
        }
        int order = Arrays.compareUnsigned(added.rows(), held.rows());
        if (order != 0) {
            changes.conflict();
        }
        return order < 0;
    }

    /**
     * Adds what does not count to the tables and takes it back, as happens where it comes first: a table that keeps its
     * scores one by one remembers each that was named ({@link io.tidemark.stats.quality.ScoreTable}).
     */
    private void name(HeldCapture added, HeldCapture held, Changes changes) {
        if (!held.isPast() && !Arrays.equals(added.rows(), held.rows())) {
            emit(added, Change.Kind.PREDICTED, null, changes);
            emit(added, Change.Kind.PREDICTION_WITHDRAWN, null, changes);
        }
    }

    /** Takes an open record out of the tables. */
    private void withdraw(HeldCapture held, PredictionFate fate, Changes changes) {
        Label label = before.remove(held);
        if (label != null) {
            emit(held, Change.Kind.UNLABELLED, label, changes);
        }
        emit(held, Change.Kind.PREDICTION_WITHDRAWN, null, changes);
        changes.predictions().add(label == null ? PredictionFate.OPEN : PredictionFate.LABELLED, -held.rowCount());
        changes.predictions().add(fate, held.rowCount());
    }

    /** What no longer fits: an open record leaves the tables, one that is past is only forgotten. */
    private void letGo(HeldCapture gone, JoinEntry entry, Changes changes) {
        if (gone.isPast()) {
            choice.meetLate(gone, entry.labels(), true);
        } else {
            withdraw(gone, PredictionFate.EXCESS, changes);
        }
    }

    /** Ends the wait of an open record: its pair and the fates it gives are for good. */
    private void pass(HeldCapture capture, JoinEntry entry, Changes changes) {
        choice.settleForGood(capture, entry.labels());
        if (capture.chosen() == null) {
            changes.predictions().add(PredictionFate.OPEN, -capture.rowCount());
            changes.predictions().add(PredictionFate.EXPIRED_UNLABELLED, capture.rowCount());
        }
        entry.replaceByPast(capture);
        changes.stored();
    }

    private void emit(HeldCapture capture, Change.Kind kind, @Nullable Label label, Changes changes) {
        WindowKey window = windowOf(capture.key());
        List<Prediction> rows = capture.predictions();
        List<String> values = label == null ? List.of() : label.values();
        for (int i = 0; i < rows.size(); i++) {
            changes.add(new Change(window, rows.get(i), kind, label == null ? "" : values.get(i)));
        }
    }

    private WindowKey windowOf(CaptureKey key) {
        return new WindowKey(
                key.endpoint(),
                key.variant(),
                deadlines.apply(key.endpoint()).windows().startOf(key.timeMs()));
    }
}
