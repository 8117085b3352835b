package io.tidemark.alerts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CronTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> next(String expression, ZoneId zone, String from, int count) {
        CronTimes times = CronTimes.of(expression, zone);
        List<String> found = new ArrayList<>();
        Instant at = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            at = times.after(at).orElseThrow();
            found.add(at.toString());
        }
        return found;
    }

    @Test
    void aDailyTimeIsThatOfTheZonesClock() {
        assertThat(next("0 2 * * *", BERLIN, "2026-01-10T00:00:00Z", 2))
                .containsExactly("2026-01-10T01:00:00Z", "2026-01-11T01:00:00Z");
        assertThat(next("0 2 * * *", BERLIN, "2026-07-10T00:00:00Z", 1)).containsExactly("2026-07-11T00:00:00Z");
    }

    @Test
    void aTimeIsStrictlyAfterTheMoment() {
        assertThat(next("0 * * * *", ZoneOffset.UTC, "2026-01-10T03:00:00Z", 1))
                .containsExactly("2026-01-10T04:00:00Z");
        assertThat(next("0 * * * *", ZoneOffset.UTC, "2026-01-10T02:59:59.999Z", 1))
                .containsExactly("2026-01-10T03:00:00Z");
    }

    @Test
    void aTimeThatDoesNotExistIsDueWhenTheClockIsPutForward() {
        assertThat(next("30 2 * * *", BERLIN, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void allTimesOfTheMissingHourAreDueOnce() {
        assertThat(next("*/15 * * * *", BERLIN, "2026-03-29T00:45:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z");
    }

    @Test
    void aTimeThatComesTwiceIsDueAtItsFirstComing() {
        assertThat(next("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(next("30 2 * * *", BERLIN, "2026-10-25T00:30:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
        assertThat(next("30 2 * * *", BERLIN, "2026-10-25T01:10:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void anHourlyTimePausesForTheHourThatComesAgain() {
        assertThat(next("0 * * * *", BERLIN, "2026-10-24T23:30:00Z", 3))
                .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void aDailyScheduleFiresOncePerDayOfTwoYearsInAnyZone() {
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")) {
            Random random = new Random(7);
            for (int round = 0; round < 20; round++) {
                int minute = random.nextInt(60);
                int hour = random.nextInt(24);
                CronTimes times = CronTimes.of(minute + " " + hour + " * * *", ZoneId.of(zone));
                Instant at = Instant.parse("2025-12-31T00:00:00Z");
                LocalDate before = null;
                for (int day = 0; day < 400; day++) {
                    at = times.after(at).orElseThrow();
                    LocalDate date =
                            ZonedDateTime.ofInstant(at, ZoneId.of(zone)).toLocalDate();
                    if (before != null) {
                        assertThat(date)
                                .as("%s %d:%d seed 7", zone, hour, minute)
                                .isEqualTo(before.plusDays(1));
                    }
                    before = date;
                }
            }
        }
    }

    @Test
    void timesGrowAndNoneIsSkippedFromWhereverOneAsks() {
        long seed = 11;
        Random random = new Random(seed);
        CronTimes times = CronTimes.of("*/10 1-4 * * *", BERLIN);
        Instant begin = Instant.parse("2026-10-24T20:00:00Z");
        for (int i = 0; i < 500; i++) {
            Instant from = begin.plusSeconds(random.nextInt(36_000));
            Instant due = times.after(from).orElseThrow();
            assertThat(due).as("seed %d", seed).isAfter(from);
            Instant between = from.plusMillis(random.nextInt((int) (due.toEpochMilli() - from.toEpochMilli())));
            assertThat(times.after(between)).as("seed %d", seed).isEqualTo(Optional.of(due));
        }
    }

    @Test
    void whatIsNoExpressionIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronTimes.of("61 * * * *", ZoneOffset.UTC))
                .withMessageContaining("61");
        assertThatIllegalArgumentException().isThrownBy(() -> CronTimes.of("* * *", ZoneOffset.UTC));
        assertThatIllegalArgumentException().isThrownBy(() -> CronTimes.of("", ZoneOffset.UTC));
    }

    @Test
    void aTimeThatNeverComesIsNone() {
        assertThat(CronTimes.of("0 0 30 2 *", ZoneOffset.UTC).after(Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void itTellsItselfInWords() {
        CronTimes times = CronTimes.of("0 2 * * 1", BERLIN);
        assertThat(times.text()).isEqualTo("0 2 * * 1 Europe/Berlin");
        assertThat(times.words()).contains("02:00").contains("Monday");
    }
}
