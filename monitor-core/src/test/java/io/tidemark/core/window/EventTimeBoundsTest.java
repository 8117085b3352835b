package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    }

    @Test
    void thePastIsBelievedHoweverLate() {
        assertThat(EventTimeBounds.DEFAULT.judge(0, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 253_402_300_800_000L, Long.MAX_VALUE})
    void anAppendTimeThatIsNoClocksMakesABadTime(long appendMs) {
        assertThat(EventTimeBounds.DEFAULT.judge(NOW, appendMs)).contains(Rejection.BAD_TIME);
    }

    @Test
    void theLastAppendTimeOfTheYear9999IsATime() {
        assertThat(EventTimeBounds.DEFAULT.judge(NOW, 253_402_300_799_999L)).isEmpty();
    }

    @Test
    void aTimeBeforeTheEpochIsABadTime() {
        assertThat(EventTimeBounds.DEFAULT.judge(-1, NOW)).contains(Rejection.BAD_TIME);
        assertThat(EventTimeBounds.DEFAULT.judge(Long.MIN_VALUE, NOW)).contains(Rejection.BAD_TIME);
    }
}
