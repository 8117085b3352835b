package io.tidemark.core.label;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of the labels of an id counts for one captured record, and what that makes of the others: a function of the
 * record and the set of labels. Scratch of one join.
 */
final class Choice {
    private final Function<String, LabelDeadline> deadlines;

    Choice(Function<String, LabelDeadline> deadlines) {
        this.deadlines = deadlines;
    }

    /** Finds the label of an open record, and the fates that it and the passed ones give. */
    void settle(HeldCapture capture, List<HeldLabel> labels) {
        meetLate(capture, labels, false);
        if (!capture.isPast()) {
            capture.choose(choose(capture, labels, false));
        }
    }

    /** Finds the label of an open record whose deadline passed: the fates it gives are for good. */
    void settleForGood(HeldCapture capture, List<HeldLabel> labels) {
        capture.choose(choose(capture, labels, true));
    }

    /** Whether a label is one of those that an open record chooses from. */
    boolean isCandidate(HeldLabel held, HeldCapture capture) {
        LabelDeadline deadline = deadlineOf(capture);
        long time = capture.key().timeMs();
        return held.timeMs() >= deadline.earliest(time)
                && held.timeMs() <= deadline.ofPrediction(time)
                && held.label().isFor(capture.key().endpoint());
    }

    /** What comes too late: after the deadline; of a record that is past, all that has no other fate from it. */
    void meetLate(HeldCapture capture, List<HeldLabel> labels, boolean forGood) {
        LabelDeadline deadline = deadlineOf(capture);
        long time = capture.key().timeMs();
        long from = capture.isPast() ? deadline.earliest(time) : deadline.ofPrediction(time) + 1;
        long to = deadline.rememberedUntil(time);
        for (HeldLabel held : labels) {
            if (held.timeMs() >= from
                    && held.timeMs() <= to
                    && held.label().isFor(capture.key().endpoint())) {
                give(held, LabelFate.EXPIRED, forGood);
            }
        }
    }

    private @Nullable Label choose(HeldCapture capture, List<HeldLabel> labels, boolean forGood) {
        int afterRetraction = 0;
        for (int i = labels.size() - 1; i >= 0; i--) {
            if (labels.get(i).label().retracted() && isCandidate(labels.get(i), capture)) {
                afterRetraction = i + 1;
                break;
            }
        }
        ConflictRule rule = deadlineOf(capture).rules().conflict();
        Label chosen = pick(capture, labels, afterRetraction);
        boolean isContradicted = rule == ConflictRule.REJECT && chosen != null && differ(capture, labels, chosen);
        for (int i = 0; i < labels.size(); i++) {
            HeldLabel held = labels.get(i);
            if (isCandidate(held, capture)) {
                Label against = isContradicted ? null : chosen;
                give(held, fateOf(held.label(), capture, i < afterRetraction, against), forGood);
            }
        }
        return isContradicted ? null : chosen;
    }

    /** The first or the last label that fits, counted from a place. */
    private @Nullable Label pick(HeldCapture capture, List<HeldLabel> labels, int from) {
        Label picked = null;
        for (int i = from; i < labels.size(); i++) {
            if (fits(labels.get(i), capture)) {
                picked = labels.get(i).label();
                if (deadlineOf(capture).rules().conflict() != ConflictRule.LAST) {
                    break;
                }
            }
        }
        return picked;
    }

    private boolean differ(HeldCapture capture, List<HeldLabel> labels, Label first) {
        return labels.stream()
                .anyMatch(held -> held.label().compareTo(first) > 0
                        && fits(held, capture)
                        && !held.label().values().equals(first.values()));
    }

    private LabelDeadline deadlineOf(HeldCapture capture) {
        return deadlines.apply(capture.key().endpoint());
    }

    private boolean fits(HeldLabel held, HeldCapture capture) {
        return !held.label().retracted()
                && held.label().values().size() == capture.rowCount()
                && isCandidate(held, capture);
    }

    private static LabelFate fateOf(Label label, HeldCapture capture, boolean isTakenBack, @Nullable Label chosen) {
        if (label.retracted()) {
            return LabelFate.RETRACTION;
        }
        if (isTakenBack) {
            return LabelFate.RETRACTED;
        }
        if (label.values().size() != capture.rowCount()) {
            return LabelFate.MISMATCHED;
        }
        if (chosen == null) {
            return LabelFate.REJECTED;
        }
        if (label.equals(chosen)) {
            return LabelFate.JOINED;
        }
        return label.values().equals(chosen.values()) ? LabelFate.DUPLICATE : LabelFate.REPLACED;
    }

    private static void give(HeldLabel held, LabelFate fate, boolean forGood) {
        if (forGood) {
            held.settle(fate);
        } else {
            held.meet(fate);
        }
    }
}
