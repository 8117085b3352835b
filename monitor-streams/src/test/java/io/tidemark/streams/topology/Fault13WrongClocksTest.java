package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Producers whose clocks are minutes ahead or hours behind, under the default timing: windows of an hour. */
class Fault13WrongClocksTest {
    private static final Duration AHEAD = Duration.ofMinutes(4);
    private static final Duration BEHIND = Duration.ofHours(2);

    /** The whole hour at which the driver's clock starts. */
    private static final Instant HOUR = DriftDriver.NOW;

    private final DriftDriver driver =
            new DriftDriver(MonitorConfig.defaults(), new FakeBaselines(), new Quarantine(), Set.of());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void fourMinutesAheadIsCountedAndMakesNobodyElseLate() {
        for (int minute = 0; minute < 80; minute++) {
            driver.send("fraud", driver.now(), 1);
            driver.send("fraud", driver.now().plus(AHEAD), 1);
            driver.passAtOnce(Duration.ofMinutes(1));
        }
        driver.end("fraud", driver.now());

        assertThat(driver.letters()).isEmpty();
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
        assertThat(driver.reports())
                .extracting(Report::getRecords)
                .as("60 right and 56 ahead; 20 right and 24 ahead")
                .containsExactly(116L, 44L);
    }

    @Test
    void sevenClocksAheadMoveNoWatermark() {
        driver.send("fraud", HOUR.plus(AHEAD), 7);
        driver.send("fraud", HOUR.minus(Duration.ofMinutes(70)), 1);
        driver.pass(Duration.ofSeconds(3));

        assertThat(driver.reports()).isEmpty();
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void twoHoursBehindIsLateAndEveryRecordOfItIsInTheLedger() {
        driver.send("fraud", HOUR.minus(BEHIND), 8);
        driver.send("fraud", HOUR.minus(Duration.ofMinutes(30)), 8);
        driver.send("fraud", HOUR.plus(Duration.ofMinutes(1)), 8);
        driver.pass(Duration.ofSeconds(1));
        assertThat(driver.reports())
                .extracting(Report::getRecords)
                .as("the oldest window is closed")
                .containsExactly(8L);

        for (int i = 0; i < 5; i++) {
            driver.send("fraud", driver.now(), 1);
            driver.send("fraud", driver.now().minus(BEHIND), 1);
            driver.pass(Duration.ofSeconds(1));
        }

        assertThat(driver.letters()).isEmpty();
        LedgerRow late = driver.ledger(LedgerScope.LATE).get(4);
        assertThat(late.getWindowStart()).isEqualTo(HOUR.minus(BEHIND).toEpochMilli());
        assertThat(late.getLate()).isEqualTo(5);
        assertThat(late.getLateOffsets().get(0).getRanges())
                .containsExactly(
                        new OffsetRange(25L, 25L),
                        new OffsetRange(27L, 27L),
                        new OffsetRange(29L, 29L),
                        new OffsetRange(31L, 31L),
                        new OffsetRange(33L, 33L));
    }
}
