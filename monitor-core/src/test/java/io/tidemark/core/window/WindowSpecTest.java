package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSpecTest {
    private static final WindowSpec HOURS = WindowSpec.of(Duration.ofHours(1), Duration.ZERO);
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "3599999, 0", "3600000, 3600000", "-1, -3600000", "-3600000, -3600000"})
    void aTimeAtAStartBelongsToThatWindowAndATimeAtItsEndToTheNext(long time, long start) {
        assertThat(HOURS.startOf(time)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"0, -2700000", "899999, -2700000", "900000, 900000", "-2700001, -6300000"})
    void anOffsetShiftsTheAlignment(long time, long start) {
        assertThat(new WindowSpec(HOUR, 900_000).startOf(time)).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTimeLiesInExactlyOneWindow(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            int size = 1_000 + random.nextInt(100_000_000);
            WindowSpec windows = new WindowSpec(size, random.nextInt(size));
            long time = (random.nextLong() >> 20) - (1L << 40);
            long start = windows.startOf(time);

            assertThat(start).as("seed %d", seed).isLessThanOrEqualTo(time);
            assertThat(windows.endOf(start)).as("seed %d", seed).isGreaterThan(time);
            assertThat(windows.startOf(start)).as("seed %d", seed).isEqualTo(start);
            assertThat(windows.startOf(windows.endOf(start))).isEqualTo(windows.endOf(start));
            assertThat(windows.startOf(start - 1)).isEqualTo(start - size);
            assertThat(Math.floorMod(start - windows.offsetMs(), size)).isZero();
        }
    }

    @Test
    void theHourThatClocksRepeatInAutumnIsTwoWindows() {
        long first = Instant.parse("2024-10-27T00:30:00Z").toEpochMilli();
        long second = Instant.parse("2024-10-27T01:30:00Z").toEpochMilli();

        assertThat(HOURS.startOf(second) - HOURS.startOf(first)).isEqualTo(HOUR);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 3600000", "3600000, 3600000", "-1, 0", "-3600000, -3600000", "-3600001, -3600000"})
    void startAtOrAfterIsTheNextStartUnlessTheTimeIsOne(long time, long start) {
        assertThat(HOURS.startAtOrAfter(time)).isEqualTo(start);
    }

    @Test
    void describesAWindowInIsoForm() {
        assertThat(HOURS.describe(0)).isEqualTo("1970-01-01T00:00:00Z/1970-01-01T01:00:00Z");
    }

    @Test
    void sizesOutsideOneSecondToAYearAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec(999, 0))
                .withMessage("window = PT0.999S is not in [1s, 366d]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowSpec.of(Duration.ofDays(366).plusMillis(1), Duration.ZERO));
        assertThat(WindowSpec.of(Duration.ofDays(366), Duration.ZERO).offsetMs())
                .isZero();
        assertThat(new WindowSpec(1_000, 999).sizeMs()).isEqualTo(1_000);
    }

    @Test
    void offsetsOutsideTheWindowAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec(HOUR, HOUR))
                .withMessage("window-offset = PT1H is not in [0, PT1H)");
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec(HOUR, -1));
    }
}
