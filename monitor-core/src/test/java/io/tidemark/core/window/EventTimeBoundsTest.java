package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.Rejection;
import org.junit.jupiter.api.Test;

class EventTimeBoundsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long FIVE_MINUTES = 300_000;

    @Test
    void fiveMinutesAheadIsBelievedAndAMillisecondMoreIsNot() {
        assertThat(EventTimeBounds.DEFAULT.judge(NOW + FIVE_MINUTES, NOW)).isEmpty();
        assertThat(EventTimeBounds.DEFAULT.judge(NOW + FIVE_MINUTES + 1, NOW)).contains(Rejection.FUTURE);
    }

    @Test
    void theFarFutureDoesNotOverflow() {
        assertThat(EventTimeBounds.DEFAULT.judge(Long.MAX_VALUE, NOW)).contains(Rejection.FUTURE);
        assertThat(EventTimeBounds.DEFAULT.judge(NOW, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void thePastIsBelievedHoweverLate() {
        assertThat(EventTimeBounds.DEFAULT.judge(0, NOW)).isEmpty();
    }

    @Test
    void aTimeBeforeTheEpochIsABadTime() {
        assertThat(EventTimeBounds.DEFAULT.judge(-1, NOW)).contains(Rejection.BAD_TIME);
        assertThat(EventTimeBounds.DEFAULT.judge(Long.MIN_VALUE, NOW)).contains(Rejection.BAD_TIME);
    }
}
