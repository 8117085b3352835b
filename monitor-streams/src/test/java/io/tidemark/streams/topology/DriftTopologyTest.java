package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.Monitors;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.IntakeSettings;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.processor.Samples;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.WindowVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftTopologyTest {
    private static final Instant NOW = DriftDriver.NOW;
    private static final Baseline BASELINE = Samples.baseline("a", 100);

    private final Quarantine quarantine = new Quarantine();
    private final DriftDriver driver =
            new DriftDriver(new FakeBaselines().activate("fraud", BASELINE), quarantine, Set.of("fraud", "churn"));

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void stepsStoresAndInternalTopicsAreThoseOfTheGoldenFile() throws IOException {
        IntakeSettings intake = new IntakeSettings(
                Monitors.same(Samples.CONFIG), EndpointPolicy.any(), 1, driver.backlog, quarantine, System::nanoTime);
        try (InputStream golden = Objects.requireNonNull(
                DriftTopologyTest.class.getResourceAsStream("drift-topology.txt"), "drift-topology.txt")) {
            assertThat(DriftDriver.topology(DriftDriver.settings(), intake, new FakeBaselines())
                            .describe()
                            .toString())
                    .as("a diff in stores or internal topics needs a new application id and a line in the changelog")
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aWindowIsJudgedOnItsBaselineWhenTheWatermarkPassesItsGrace() {
        driver.send("fraud", NOW, 20);
        driver.send("fraud", NOW.plusSeconds(12), 7);
        assertThat(driver.reports()).isEmpty();
        driver.send("fraud", NOW.plusSeconds(12), 1);

        assertThat(driver.reports()).singleElement().satisfies(report -> {
            assertThat(report.getWindowStart()).isEqualTo(NOW.toEpochMilli());
            assertThat(report.getRecords()).isEqualTo(20);
            assertThat(report.getBaselineHash()).isEqualTo(BASELINE.hash().hex());
            assertThat(report.getState()).isNotEqualTo(WindowVerdict.NO_BASELINE);
        });
    }

    @Test
    void aControlRecordClosesTheLastWindow() {
        driver.send("fraud", NOW, 3);
        driver.end("fraud", NOW);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(3L);
    }

    @Test
    void anEndpointWithoutBaselineIsCountedWithoutVerdict() {
        driver.send("churn", NOW, 3);
        driver.end("churn", NOW);

        assertThat(driver.reports()).singleElement().satisfies(report -> {
            assertThat(report.getState()).isEqualTo(WindowVerdict.NO_BASELINE);
            assertThat(report.getRecords()).isEqualTo(3);
            assertThat(report.getParts()).isEqualTo(1);
        });
    }

    @Test
    void aSilenceBetweenTwoWindowsIsReported() {
        driver.send("fraud", NOW, 1);
        driver.send("fraud", NOW.plusSeconds(30), 1);
        driver.end("fraud", NOW.plusSeconds(30));

        assertThat(driver.reports())
                .extracting(Report::getState)
                .containsExactly(
                        WindowVerdict.INSUFFICIENT_DATA,
                        WindowVerdict.NO_DATA,
                        WindowVerdict.NO_DATA,
                        WindowVerdict.INSUFFICIENT_DATA);
    }

    @Test
    void badRecordsAreNamedAndStopNoGoodOne() {
        driver.send("fraud", NOW, 1);
        driver.sendRaw("fraud", "{\"captureData\":");
        driver.sendRaw("fraud", null);
        driver.sendRaw("fraud", "");
        driver.sendRaw("other", DriftDriver.capture(NOW));
        driver.sendRaw("", DriftDriver.capture(NOW));
        driver.sendRaw("fraud", DriftDriver.capture(Instant.ofEpochMilli(-1)));
        driver.sendRaw("fraud", DriftDriver.capture(NOW.plusSeconds(301)));
        driver.send("fraud", NOW.plusSeconds(2), 1);
        driver.end("fraud", NOW);

        assertThat(driver.letters())
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        "malformed",
                        "malformed",
                        "malformed",
                        "unknownEndpoint",
                        "unknownEndpoint",
                        "badTime",
                        "future");
        assertThat(driver.letters()).extracting(DeadLetter::getOffset).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L);
        LedgerRow last = driver.ledger(LedgerScope.PARTITION).get(0);
        assertThat(last.getParsed()).isEqualTo(2);
        assertThat(last.getDeadLettered()).isEqualTo(7);
        assertThat(last.getControl()).isEqualTo(1);
        assertThat(last.getRead()).isEqualTo(10);
        assertThat(last.getNextOffset()).isEqualTo(10);
    }

    @Test
    void aRepeatIsCountedOnceAndNamedWithItsOffset() {
        driver.send("fraud", NOW, 2);
        driver.sendRaw("fraud", DriftDriver.capture("made-0", NOW));
        driver.sendRaw("fraud", DriftDriver.capture("made-1", NOW).replace("42", "43"));
        driver.sendRaw("churn", DriftDriver.capture("made-0", NOW));
        driver.end("fraud", NOW);

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L);
        LedgerRow last = driver.ledger(LedgerScope.PARTITION).get(0);
        assertThat(last.getRead()).isEqualTo(6);
        assertThat(last.getParsed()).isEqualTo(3);
        assertThat(last.getDuplicate()).isEqualTo(2);
        assertThat(last.getDuplicateRows()).isEqualTo(2);
        assertThat(last.getDuplicateOffsets().get(0).getRanges()).containsExactly(new OffsetRange(2L, 3L));
        assertThat(last.getConflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.getOffset()).isEqualTo(3);
            assertThat(conflict.getDigest())
                    .isEqualTo(ContentHash.of(DriftDriver.capture("made-1", NOW)
                                    .replace("42", "43")
                                    .getBytes(StandardCharsets.UTF_8))
                            .hex());
        });
    }

    @Test
    void eightRepeatsOfOneRecordDoNotMoveTheWatermark() {
        driver.send("fraud", NOW, 1);
        for (int i = 0; i < 20; i++) {
            driver.sendRaw("fraud", DriftDriver.capture("ahead", NOW.plusSeconds(60)));
        }
        driver.pass(Duration.ofSeconds(2));

        assertThat(driver.reports()).isEmpty();
    }

    @Test
    void aRepeatOfAnEventTimeLongPastIsUncheckedAndLate() {
        driver.send("fraud", NOW, 1);
        driver.send("fraud", NOW.plus(Duration.ofMinutes(4)), 8);
        driver.pass(Duration.ofSeconds(1));
        driver.end("fraud", NOW.plus(Duration.ofMinutes(4)));
        driver.pass(Duration.ofMinutes(20));
        driver.send("fraud", NOW.plus(Duration.ofMinutes(20)), 8);
        driver.sendRaw("fraud", DriftDriver.capture("made-0", NOW));
        driver.pass(Duration.ofSeconds(1));

        List<LedgerRow> rows = driver.ledger(LedgerScope.PARTITION);
        LedgerRow last = rows.get(rows.size() - 1);
        assertThat(last.getDedupUnchecked()).isEqualTo(1);
        assertThat(last.getDuplicate()).isZero();
        assertThat(driver.ledger(LedgerScope.LATE))
                .extracting(LedgerRow::getLate)
                .containsExactly(1L);
    }

    @Test
    void aRecordOfAClosedWindowIsLateWithItsOffset() {
        driver.send("fraud", NOW, 3);
        driver.end("fraud", NOW);
        driver.send("fraud", NOW.plusSeconds(9), 1);
        driver.pass(Duration.ofSeconds(1));

        assertThat(driver.ledger(LedgerScope.LATE)).singleElement().satisfies(row -> {
            assertThat(row.getLate()).isEqualTo(1);
            assertThat(row.getLateOffsets().get(0).getRanges().get(0).getFrom()).isEqualTo(4);
        });
        assertThat(driver.reports()).hasSize(1);
    }

    @Test
    void whenTrafficStopsTheWindowClosesByTheClockAndNotBefore() {
        driver.send("fraud", NOW, 3);
        driver.backlog.endsAt(3);
        driver.pass(Duration.ofSeconds(11));
        assertThat(driver.reports()).isEmpty();

        driver.pass(Duration.ofSeconds(10));

        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(3L);
    }

    @Test
    void whileTheBrokerHoldsABacklogNoWindowClosesByTheClock() {
        driver.send("fraud", NOW, 3);
        driver.backlog.endsAt(4);
        driver.pass(Duration.ofSeconds(60));

        assertThat(driver.reports()).isEmpty();
    }

    @Test
    void aRecordThatFailedTooOftenIsLeftOut() {
        quarantine.noteFailure(0, 1);
        quarantine.noteFailure(0, 1);
        quarantine.noteFailure(0, 1);
        driver.send("fraud", NOW, 3);
        driver.end("fraud", NOW);

        assertThat(driver.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getReason()).isEqualTo("internal");
            assertThat(letter.getOffset()).isEqualTo(1);
        });
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L);
    }

    @Test
    void aFailureWhileCountingIsThrownAndNotSwallowed() {
        try (DriftDriver failing = new DriftDriver(new FakeBaselines().failFor("fraud"), new Quarantine(), Set.of())) {
            assertThatThrownBy(() -> failing.send("fraud", NOW, 1)).hasStackTraceContaining("planted failure");
        }
    }
}
