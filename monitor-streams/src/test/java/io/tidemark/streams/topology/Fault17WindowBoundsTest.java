package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.processor.Samples;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows are half open in UTC: a start belongs to its window, an end to the next, and a day has 24 hours. */
class Fault17WindowBoundsTest {
    private static final Instant START = DriftDriver.NOW;
    private static final Instant END = START.plusSeconds(10);
    private static final Duration GRACE = Samples.CONFIG.timing().grace();

    /** As many records as move the watermark: it is the eighth largest event time. */
    private static final int ENOUGH = 8;

    @Test
    void aRecordAtTheStartOrTheLastMillisecondIsInTheWindowAndOneAtTheEndInTheNext() {
        try (DriftDriver driver = driver(Samples.CONFIG)) {
            driver.send("fraud", START.minusMillis(1), 1);
            driver.send("fraud", START, 2);
            driver.send("fraud", END.minusMillis(1), 4);
            driver.send("fraud", END, 16);
            driver.end("fraud", END);

            assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(1L, 6L, 16L);
            assertThat(driver.reports())
                    .extracting(Report::getWindowStart)
                    .containsExactly(millis(START) - 10_000, millis(START), millis(END));
        }
    }

    @Test
    void aWatermarkOneMillisecondBeforeEndAndGraceStillTakesARecord() {
        try (DriftDriver driver = driver(Samples.CONFIG)) {
            driver.send("fraud", END.plus(GRACE).minusMillis(1), ENOUGH);
            driver.send("fraud", END.minusMillis(1), 1);
            driver.pass(Duration.ofSeconds(1));
            driver.end("fraud", END);

            assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(1L, (long) ENOUGH);
            assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
        }
    }

    @Test
    void aWatermarkAtEndAndGraceMakesTheNextRecordOfTheWindowLate() {
        try (DriftDriver driver = driver(Samples.CONFIG)) {
            driver.send("fraud", START, 3);
            driver.send("fraud", END.plus(GRACE), ENOUGH);
            driver.send("fraud", END.minusMillis(1), 1);
            driver.send("fraud", END, 1);
            driver.end("fraud", END);

            assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(3L, ENOUGH + 1L);
            assertThat(driver.ledger(LedgerScope.LATE)).singleElement().satisfies(row -> {
                assertThat(row.getLate()).isEqualTo(1);
                assertThat(row.getLateOffsets().get(0).getRanges()).containsExactly(new OffsetRange(11L, 11L));
            });
        }
    }

    @Test
    void theHourThatALocalClockShowsTwiceIsTwoWindows() {
        List<String> autumn = List.of(
                "2026-10-25T01:59:59.999+02:00",
                "2026-10-25T02:00:00+02:00",
                "2026-10-25T02:30:00+02:00",
                "2026-10-25T02:00:00+01:00",
                "2026-10-25T02:30:00+01:00",
                "2026-10-25T02:59:59.999+01:00",
                "2026-10-25T03:00:00+01:00");

        assertHours(autumn, "2026-10-25T02:00:00Z", List.of(1L, 2L, 3L, 1L));
    }

    @Test
    void theHourThatALocalClockLeavesOutIsNoGap() {
        List<String> spring = List.of(
                "2026-03-29T01:30:00+01:00",
                "2026-03-29T01:59:59.999+01:00",
                "2026-03-29T03:00:00+02:00",
                "2026-03-29T03:30:00+02:00",
                "2026-03-29T03:59:59.999+02:00");

        assertHours(spring, "2026-03-29T01:00:00Z", List.of(2L, 3L));
    }

    /** The days around both changes of Berlin's clocks: a window per 24 hours, whose local bounds move by an hour. */
    @ParameterizedTest
    @CsvSource({"2026-03-28T00:00:00, 3", "2026-10-24T00:00:00, 3"})
    void windowsOfADayHaveTwentyFourHoursAlsoWhereALocalDayHasNot(String firstLocalHour, int days) {
        ZonedDateTime first = ZonedDateTime.of(LocalDateTime.parse(firstLocalHour), ZoneId.of("Europe/Berlin"));
        WindowSpec windows = WindowSpec.of(
                Duration.ofDays(1),
                Duration.ofHours(24).minusSeconds(first.getOffset().getTotalSeconds()));
        MonitorConfig config = MonitorConfig.of(windows);
        try (DriftDriver driver = driver(config)) {
            for (int hour = 0; hour < 24 * days; hour++) {
                ZonedDateTime time = first.plusHours(hour);
                sendAt(driver, time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), time.toInstant());
            }
            end(driver, first.plusHours(24L * days - 1).toInstant());

            assertThat(driver.reports())
                    .extracting(Report::getRecords)
                    .hasSize(days)
                    .containsOnly(24L);
            assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
        }
    }

    private static void assertHours(List<String> times, String lastHour, List<Long> expected) {
        try (DriftDriver driver = driver(MonitorConfig.defaults())) {
            for (String time : times) {
                Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from);
                sendAt(driver, time, instant);
            }
            end(driver, Instant.parse(lastHour));

            assertThat(driver.letters()).isEmpty();
            assertThat(driver.reports()).extracting(Report::getRecords).containsExactlyElementsOf(expected);
            assertThat(driver.reports()).extracting(Report::getRows).containsExactlyElementsOf(expected);
            assertThat(driver.ledger(LedgerScope.WINDOW).stream()
                            .mapToLong(LedgerRow::getCounted)
                            .sum())
                    .isEqualTo(times.size());
        }
    }

    /** Sends one capture with its time as written, appended when it happened. */
    private static void sendAt(DriftDriver driver, String written, Instant instant) {
        String capture = DriftDriver.capture(START).replace(START.toString(), written);
        driver.sendAppended(instant.toEpochMilli(), "fraud", capture);
    }

    private static void end(DriftDriver driver, Instant last) {
        driver.endAppended(last.toEpochMilli(), "fraud", last);
    }

    private static DriftDriver driver(MonitorConfig config) {
        return new DriftDriver(config, new FakeBaselines(), new Quarantine(), Set.of());
    }

    private static long millis(Instant time) {
        return time.toEpochMilli();
    }
}
