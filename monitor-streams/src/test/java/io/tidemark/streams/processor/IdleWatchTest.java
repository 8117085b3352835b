package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleWatchTest {
    private static final long TIMEOUT_MS = 120_000;

    private final FakeBacklog backlog = new FakeBacklog();
    private final IdleWatch watch = new IdleWatch(backlog, 0, TIMEOUT_MS);

    @Test
    void nothingIsIdleBeforeTheTaskHasRunForTheTimeout() {
        backlog.endsAt(0);
        watch.look(TIMEOUT_MS - 1, 0);

        assertThat(backlog.questions()).isZero();
        assertThat(watch.isIdle(TIMEOUT_MS, TIMEOUT_MS)).isFalse();
    }

    @Test
    void aSilentEndpointOfAPartitionThatWasReadToItsEndIsIdle() {
        backlog.endsAt(7);
        watch.look(TIMEOUT_MS, 7);

        assertThat(watch.isIdle(TIMEOUT_MS, TIMEOUT_MS)).isTrue();
        assertThat(watch.isIdle(TIMEOUT_MS - 1, TIMEOUT_MS)).isFalse();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNotIdle() {
        backlog.isSilent();
        watch.look(TIMEOUT_MS, 7);

        assertThat(watch.isIdle(TIMEOUT_MS, TIMEOUT_MS)).isFalse();
    }

    @Test
    void anUnreadBacklogIsNotIdleUntilItIsRead() {
        backlog.endsAt(100);
        watch.look(TIMEOUT_MS, 7);
        assertThat(watch.isIdle(TIMEOUT_MS, TIMEOUT_MS)).isFalse();

        backlog.endsAt(200);
        watch.look(TIMEOUT_MS + 1_000, 100);

        assertThat(watch.isIdle(TIMEOUT_MS, TIMEOUT_MS + 1_000))
                .as("what was committed at the first look has been read")
                .isTrue();
        assertThat(backlog.questions()).isEqualTo(1);
    }

    @Test
    void transactionMarkersBehindTheLastRecordAreNoBacklog() {
        backlog.endsAt(9);
        backlog.holdsOnlyMarkers(true);
        watch.look(TIMEOUT_MS - 1_000, 7);
        watch.look(TIMEOUT_MS, 7);

        assertThat(watch.isIdle(TIMEOUT_MS, TIMEOUT_MS)).isTrue();
    }

    @Test
    void aPartitionThatIsBeingReadIsNotLookedInto() {
        backlog.endsAt(1_000);
        for (int beat = 0; beat < 10; beat++) {
            watch.look(TIMEOUT_MS + beat * 1_000L, 100L * beat);
        }
        assertThat(backlog.looks()).isZero();

        watch.look(TIMEOUT_MS + 10_000, 900);

        assertThat(backlog.looks()).as("it stands still").isEqualTo(1);
    }

    @Test
    void aNoteThatIsNotRenewedExpires() {
        backlog.endsAt(7);
        watch.look(TIMEOUT_MS, 7);
        backlog.isSilent();
        long later = TIMEOUT_MS + IdleWatch.freshMs(TIMEOUT_MS);
        watch.look(later, 7);

        assertThat(watch.isIdle(later, later)).isTrue();
        assertThat(watch.isIdle(later + 1, later + 1)).isFalse();
    }

    @Test
    void theBrokerIsAskedAgainOnlyWhenTheAnswerGrowsOld() {
        backlog.endsAt(7);
        watch.look(TIMEOUT_MS, 7);
        watch.look(TIMEOUT_MS + 4_999, 7);
        assertThat(backlog.questions()).isEqualTo(1);

        watch.look(TIMEOUT_MS + 5_000, 7);

        assertThat(backlog.questions()).isEqualTo(2);
    }

    @Test
    void anAnswerCountsFromTheTimeOfTheQuestion() {
        backlog.endsAt(100);
        watch.look(TIMEOUT_MS, 7);
        long later = TIMEOUT_MS + IdleWatch.freshMs(TIMEOUT_MS) + 1;
        watch.look(later, 100);

        assertThat(watch.isIdle(later, later)).isFalse();
    }
}
