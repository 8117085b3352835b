package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that is years ahead: the record is named, and nobody else's becomes late by it. */
class Fault12FutureRecordTest {
    private static final Instant NOW = DriftDriver.NOW;
    private static final Duration TEN_YEARS = Duration.ofDays(3_650);

    private final DriftDriver driver = new DriftDriver(new FakeBaselines(), new Quarantine(), Set.of());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aRecordTenYearsAheadIsADeadLetterAndMakesNoLaterOneLate() {
        driver.send("fraud", NOW.plus(TEN_YEARS), 1);
        driver.send("fraud", NOW, 5);
        driver.end("fraud", NOW);

        assertThat(driver.letters()).extracting(DeadLetter::getReason).containsExactly("future");
        assertThat(driver.letters().get(0).getDetail()).contains("2036-02-28T12:00:00Z", "appended " + NOW);
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(5L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void asManyAsMoveTheWatermarkDoNotMoveIt() {
        driver.send("fraud", NOW.plus(TEN_YEARS), 100);
        driver.send("fraud", NOW, 8);
        driver.pass(Duration.ofSeconds(3));
        assertThat(driver.reports()).isEmpty();

        driver.end("fraud", NOW);

        assertThat(driver.letters()).hasSize(100);
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(8L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void fiveMinutesAheadIsCountedAndAMillisecondMoreIsNot() {
        Instant bound = NOW.plus(Duration.ofMinutes(5));
        driver.send("fraud", bound, 1);
        driver.send("fraud", bound.plusMillis(1), 1);
        driver.pass(Duration.ofSeconds(1));

        assertThat(driver.letters()).extracting(DeadLetter::getOffset).containsExactly(1L);
        assertThat(driver.ledger(LedgerScope.PARTITION))
                .last()
                .satisfies(row -> assertThat(row.getParsed()).isEqualTo(1));
    }

    @Test
    void theEndOfAReplayTenYearsAheadIsNotBelieved() {
        driver.end("fraud", NOW.plus(TEN_YEARS));
        driver.send("fraud", NOW, 3);
        driver.end("fraud", NOW);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(3L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }
}
