package io.tidemark.core.label;

import java.util.List;
import java.util.Optional;

/**
 * Which revision of a window is due: one when its captures are all there, one whenever the share of its labelled rows
 * passes a step for the first time, and a final one at its deadline, even if nothing changed. Steps that are passed
 * together make one revision; a share that falls (labels taken back, late captures) makes none, and none when it rises
 * again.
 *
 * @param coverageSteps shares in (0, 1], ascending
 */
public record RevisionPolicy(List<Double> coverageSteps) {
    public RevisionPolicy {
        coverageSteps = List.copyOf(coverageSteps);
    }

    /** The policy of some rules. */
    public static RevisionPolicy of(LabelRules rules) {
        return new RevisionPolicy(rules.coverageSteps());
    }

    /**
     * Where a window stands.
     *
     * @param eligible its predicted rows
     * @param labelled those with a label
     * @param isClosed whether its captures are all there
     * @param isPastDeadline whether all labels that count are there
     */
    public record Progress(long eligible, long labelled, boolean isClosed, boolean isPastDeadline) {
        /** Returns labelled rows / eligible rows; NaN for a window without rows. */
        public double coverage() {
            return eligible <= 0 ? Double.NaN : (double) labelled / eligible;
        }
    }

    /**
     * A revision that is due, and the state once it was made.
     *
     * @param revision the revision
     * @param after the state to keep
     */
    public record Due(Revision revision, RevisionState after) {}

    /** Returns the revision that is due, if any. */
    public Optional<Due> next(RevisionState state, Progress now) {
        if (state.isFinal() || !now.isClosed()) {
            return Optional.empty();
        }
        int steps = Math.max(state.steps(), stepsPassed(now));
        if (now.isPastDeadline()) {
            return due(Revision.Cause.FINAL, state, steps);
        }
        if (state.revisions() == 0) {
            return due(Revision.Cause.CLOSED, state, steps);
        }
        return steps > state.steps() ? due(Revision.Cause.COVERAGE, state, steps) : Optional.empty();
    }

    private static Optional<Due> due(Revision.Cause cause, RevisionState state, int steps) {
        Revision revision = new Revision(state.revisions() + 1, cause);
        return Optional.of(new Due(revision, new RevisionState(revision.number(), steps, revision.isFinal())));
    }

    /** A step is passed when it is reached: labelled >= step of eligible. */
    private int stepsPassed(Progress now) {
        double coverage = now.coverage();
        int passed = 0;
        while (passed < coverageSteps.size() && coverage >= coverageSteps.get(passed)) {
            passed++;
        }
        return passed;
    }
}
