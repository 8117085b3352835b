package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.RevisionPolicy.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RevisionPolicyTest {
    private static final RevisionPolicy POLICY = RevisionPolicy.of(LabelRules.defaults());

    private static Progress closed(long eligible, long labelled) {
        return new Progress(eligible, labelled, true, false);
    }

    private static RevisionState after(RevisionState state, Progress now, Revision expected) {
        Optional<RevisionPolicy.Due> due = POLICY.next(state, now);
        assertThat(due.map(RevisionPolicy.Due::revision)).contains(expected);
        return due.orElseThrow().after();
    }

    @Test
    void nothingIsDueBeforeTheCapturesAreAllThere() {
        assertThat(POLICY.next(RevisionState.NONE, new Progress(100, 100, false, false)))
                .isEmpty();
        assertThat(POLICY.next(RevisionState.NONE, new Progress(100, 100, false, true)))
                .isEmpty();
    }

    @Test
    void aWindowIsEvaluatedWhenItClosesAtEveryStepAndAtItsDeadline() {
        RevisionState state = after(RevisionState.NONE, closed(1_000, 0), new Revision(1, Revision.Cause.CLOSED));
        List<Integer> seen = new ArrayList<>();
        for (int labelled = 0; labelled <= 1_000; labelled++) {
            Optional<RevisionPolicy.Due> due = POLICY.next(state, closed(1_000, labelled));
            if (due.isPresent()) {
                seen.add(labelled);
                assertThat(due.get().revision().cause()).isEqualTo(Revision.Cause.COVERAGE);
                state = due.get().after();
            }
        }
        assertThat(seen).containsExactly(100, 250, 500, 750, 900, 950, 990);
        state = after(state, new Progress(1_000, 1_000, true, true), new Revision(9, Revision.Cause.FINAL));
        assertThat(state.isFinal()).isTrue();
        assertThat(POLICY.next(state, new Progress(1_000, 500, true, true))).isEmpty();
    }

    @Test
    void stepsPassedTogetherMakeOneRevision() {
        RevisionState state = after(RevisionState.NONE, closed(10, 6), new Revision(1, Revision.Cause.CLOSED));

        assertThat(state.steps()).isEqualTo(3);
        assertThat(POLICY.next(state, closed(10, 7))).isEmpty();
        after(state, closed(10, 10), new Revision(2, Revision.Cause.COVERAGE));
    }

    @Test
    void aShareThatFallsAndRisesAgainMakesNoRevision() {
        RevisionState state = after(RevisionState.NONE, closed(10, 6), new Revision(1, Revision.Cause.CLOSED));

        assertThat(POLICY.next(state, closed(10, 1))).isEmpty();
        assertThat(POLICY.next(state, closed(10, 6))).isEmpty();
    }

    @Test
    void aWindowWithoutRowsOrLabelsHasAFinalRevisionToo() {
        Progress empty = new Progress(0, 0, true, true);

        assertThat(empty.coverage()).isNaN();
        after(RevisionState.NONE, empty, new Revision(1, Revision.Cause.FINAL));
        after(new RevisionState(1, 0, false), new Progress(5, 0, true, true), new Revision(2, Revision.Cause.FINAL));
    }

    @Test
    void revisionsAreNumberedWithoutGapsWhateverHappens() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RevisionState state = RevisionState.NONE;
            int finals = 0;
            for (int i = 0; i < 60; i++) {
                Progress now = new Progress(50, random.nextInt(51), i > 3, i > 40);
                Optional<RevisionPolicy.Due> due = POLICY.next(state, now);
                if (due.isPresent()) {
                    assertThat(due.get().revision().number())
                            .as("seed %d", seed)
                            .isEqualTo(state.revisions() + 1);
                    finals += due.get().revision().isFinal() ? 1 : 0;
                    state = due.get().after();
                }
            }
            assertThat(finals).as("seed %d", seed).isEqualTo(1);
            assertThat(state.revisions()).isLessThanOrEqualTo(9);
        }
    }

    @Test
    void aStateComesBackFromItsStoredForm() {
        CanonicalOutput out = new CanonicalOutput();
        RevisionState state = new RevisionState(300, 7, true);
        state.writeTo(out);

        assertThat(RevisionState.readFrom(new CanonicalInput(out.toByteArray())))
                .isEqualTo(state);
    }
}
