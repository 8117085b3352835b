package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host's clock jumps by an hour: no window closes early, none is held for the hour. */
class Fault48ClockJumpTest {
    private static final Instant NOW = DriftDriver.NOW;
    private static final Duration HOUR = Duration.ofHours(1);

    private final DriftDriver driver = new DriftDriver(new FakeBaselines(), new Quarantine(), Set.of());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aClockSetForwardClosesNoWindowOfASilentEndpointEarly() {
        driver.send("fraud", NOW, 3);
        driver.backlog.endsAt(3);
        driver.pass(Duration.ofSeconds(6));
        driver.setClockForward(HOUR);
        driver.pass(Duration.ofSeconds(5));
        assertThat(driver.reports())
                .as("eleven seconds have passed, not an hour")
                .isEmpty();

        driver.pass(Duration.ofSeconds(10));

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(3L);
    }

    @Test
    void aClockSetForwardDeclaresNothingIdle() {
        driver.send("fraud", NOW, 3);
        driver.backlog.endsAt(3);
        driver.pass(Duration.ofSeconds(1));
        driver.setClockForward(HOUR);
        driver.pass(Duration.ofSeconds(2));

        driver.send("fraud", NOW.plusSeconds(3), 5);
        driver.end("fraud", NOW);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(8L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void afterAClockWasSetBackRecordsKeepWindowsClosing() {
        driver.send("fraud", NOW, 20);
        driver.send("fraud", NOW.plusSeconds(6), 20);
        driver.passAfterClockWasSetBack(Duration.ofSeconds(6));
        driver.send("fraud", NOW.plusSeconds(9), 1);
        assertThat(driver.reports()).isEmpty();

        driver.passAfterClockWasSetBack(Duration.ofSeconds(7));
        driver.send("fraud", NOW.plusSeconds(12), 8);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(41L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void afterAClockWasSetBackTheAccountStaysFreshWhileRecordsCome() {
        driver.send("fraud", NOW, 20);
        driver.passAfterClockWasSetBack(Duration.ofSeconds(5));
        driver.send("fraud", NOW, 1);

        assertThat(driver.ledger(LedgerScope.PARTITION))
                .singleElement()
                .satisfies(row -> assertThat(row.getRead()).isEqualTo(21));
    }

    @Test
    void afterAClockWasSetBackASilentEndpointWaitsAndLosesNothing() {
        driver.send("fraud", NOW, 3);
        driver.backlog.endsAt(3);
        driver.passAfterClockWasSetBack(HOUR);
        assertThat(driver.reports()).as("nobody is called").isEmpty();

        driver.pass(Duration.ofSeconds(7));

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(3L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }
}
