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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same record again, a second and two days later. */
class Fault31DuplicatesTest {
    private static final Instant HOUR = DriftDriver.NOW;
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final DriftDriver driver =
            new DriftDriver(MonitorConfig.defaults(), new FakeBaselines(), new Quarantine(), Set.of());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theSecondOfTwoRecordsASecondApartIsADuplicate() {
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.pass(Duration.ofSeconds(1));
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.end("fraud", HOUR);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(1L);
        LedgerRow account = account();
        assertThat(account.getDuplicate()).isEqualTo(1);
        assertThat(account.getParsed()).isEqualTo(1);
        assertThat(account.getDuplicateOffsets().get(0).getRanges()).containsExactly(new OffsetRange(1L, 1L));
    }

    @Test
    void theSameIdAtAnotherTimeOrEndpointIsAnotherRecord() {
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR.plusMillis(1)));
        driver.sendRaw("churn", DriftDriver.capture("twice", HOUR));
        driver.end("fraud", HOUR);
        driver.end("churn", HOUR);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L, 1L);
        assertThat(account().getDuplicate()).isZero();
    }

    @Test
    void twoDaysLaterItIsADuplicateWhileItsWindowIsOpen() {
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.passAtOnce(TWO_DAYS);
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.end("fraud", HOUR);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(1L);
        assertThat(account().getDuplicate()).isEqualTo(1);
    }

    @Test
    void twoDaysLaterItIsLateWhereItsWindowHasClosedAndCountsInNone() {
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.send("fraud", HOUR, 7);
        driver.passAtOnce(TWO_DAYS);
        driver.send("fraud", driver.now(), 8);
        List<Report> closed = List.copyOf(driver.reports());
        driver.sendRaw("fraud", DriftDriver.capture("twice", HOUR));
        driver.pass(Duration.ofSeconds(1));

        assertThat(closed).extracting(Report::getRecords).containsExactly(8L);
        assertThat(driver.reports()).isEqualTo(closed);
        assertThat(account().getDuplicate()).isZero();
        assertThat(driver.ledger(LedgerScope.LATE))
                .singleElement()
                .satisfies(row -> assertThat(row.getLate()).isEqualTo(1));
    }

    private LedgerRow account() {
        List<LedgerRow> rows = driver.ledger(LedgerScope.PARTITION);
        return rows.get(rows.size() - 1);
    }
}
