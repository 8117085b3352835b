package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacerTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void theFirstRecordIsDueAtOnce() {
        assertThat(pacer("60x").nanosUntil(1_000_000)).isZero();
    }

    @Test
    void anHourOfEventsAtSixtyTimesTakesAMinute() {
        Pacer pacer = pacer("60x");
        pacer.nanosUntil(0);
        assertThat(pacer.nanosUntil(3_600_000)).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void timeThatPassedAnywayIsNotWaitedFor() {
        Pacer pacer = pacer("1x");
        pacer.nanosUntil(0);
        clock.advance(Duration.ofSeconds(4).toNanos());
        assertThat(pacer.nanosUntil(10_000)).isEqualTo(Duration.ofSeconds(6).toNanos());
        assertThat(pacer.nanosUntil(3_000)).isNegative();
    }

    @Test
    void anEarlierRecordThanTheFirstIsDue() {
        Pacer pacer = pacer("1x");
        pacer.nanosUntil(10_000);
        assertThat(pacer.nanosUntil(4_000)).isNegative();
    }

    @Test
    void atMaximumSpeedNothingIsWaitedFor() {
        Pacer pacer = new Pacer(ReplaySpeed.MAX, clock);
        pacer.nanosUntil(0);
        assertThat(pacer.nanosUntil(Duration.ofDays(400).toMillis())).isZero();
    }

    @Test
    void speedsAreReadAsWritten() {
        assertThat(ReplaySpeed.parse("max")).isEqualTo(ReplaySpeed.MAX);
        assertThat(ReplaySpeed.parse("60x").factor()).isEqualTo(60);
        assertThat(ReplaySpeed.parse("0.5x").factor()).isEqualTo(0.5);
        assertThat(ReplaySpeed.MAX.isPaced()).isFalse();
        assertThat(ReplaySpeed.parse("1x").isPaced()).isTrue();
    }

    @Test
    void whatIsNoSpeedIsRefusedWithAnExample() {
        for (String text : new String[] {"", "60", "x", "0x", "0.0x", "-1x", "1e3x", "fast", "60 x"}) {
            assertThatThrownBy(() -> ReplaySpeed.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'60x'");
        }
        assertThatThrownBy(() -> new ReplaySpeed(Double.NaN)).hasMessageContaining("is not above 0");
    }

    @Test
    @Timeout(20)
    void anInterruptEndsTheSystemClocksWait() {
        ReplayClock system = ReplayClock.system();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> system.await(Duration.ofDays(1).toNanos())).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theSystemClockWaitsAtLeastAsLongAsAsked() throws InterruptedException {
        ReplayClock system = ReplayClock.system();
        long before = system.nanos();
        system.await(1_000_000);
        assertThat(system.nanos() - before).isGreaterThanOrEqualTo(1_000_000);
    }

    private Pacer pacer(String speed) {
        return new Pacer(ReplaySpeed.parse(speed), clock);
    }
}
