package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.ledger.LedgerFacts.Capture;
import io.tidemark.core.ledger.LedgerFacts.Letter;
import io.tidemark.core.ledger.LedgerFacts.PartitionRow;
import io.tidemark.core.ledger.LedgerFacts.Repeats;
import io.tidemark.core.ledger.LedgerFacts.Reported;
import io.tidemark.core.ledger.LedgerFacts.WindowCount;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {
    private static final long HOUR = 3_600_000;
    private static final WindowKey FIRST = new WindowKey("fraud", "blue", HOUR);
    private static final WindowKey SECOND = new WindowKey("fraud", "blue", 2 * HOUR);

    private final Map<String, Long> figures = new HashMap<>();
    private final List<Capture> captures = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<WindowCount> counted = new ArrayList<>();
    private final List<WindowCount> late = new ArrayList<>();
    private final List<Reported> reports = new ArrayList<>();
    private long nextOffset = 12;
    private final OffsetRanges repeats = new OffsetRanges();
    private long logStart;
    private long logStartAfterwards;
    private long lookedUpFrom;

    /** Offsets 4 to 11: three records of the first window, a duplicate, a dead letter, a marker, two of the second. */
    LedgerCheckTest() {
        capture(4, "a", HOUR);
        capture(5, "b", HOUR + 1);
        capture(6, "a", HOUR);
        captures.add(new Capture(0, 7, false, null, arrival("{".getBytes(StandardCharsets.UTF_8))));
        letters.add(new Letter(0, 7, "malformed"));
        capture(9, "c", HOUR + 2);
        capture(10, "d", 2 * HOUR);
        capture(11, "e", 2 * HOUR);
        figures.putAll(Map.of(
                "read", 7L,
                "parsed", 5L,
                "rows", 5L,
                "duplicate", 1L,
                "duplicateRows", 1L,
                "deadLettered", 1L,
                "gaps", 1L));
        counted.add(new WindowCount(FIRST, 2, 2));
        late.add(new WindowCount(FIRST, 1, 1));
        reports.add(new Reported(new WindowCount(FIRST, 2, 2), List.of(2L, 2L)));
    }

    private void capture(long offset, String id, long timeMs) {
        captures.add(new Capture(0, offset, false, null, arrival(ARecord.bytes(id, timeMs, "1"))));
    }

    private static IntakeRules.Arrival arrival(byte[] value) {
        return new IntakeRules.Arrival("fraud", "blue", value, 3 * HOUR);
    }

    private LedgerFindings check() {
        LedgerCheck check = new LedgerCheck(MonitorConfig.defaults());
        check.partition(new PartitionRow(0, 4, nextOffset, figures, new Repeats(lookedUpFrom, repeats)));
        counted.forEach(check::counted);
        late.forEach(check::late);
        reports.forEach(check::reported);
        letters.forEach(check::letter);
        check.beginsAt(0, logStart);
        captures.forEach(check::capture);
        check.beginsAt(0, logStartAfterwards);
        return check.finish();
    }

    @Test
    void aLedgerThatIsRightHasNoDifferenceAndNamesWhatIsOpen() {
        LedgerFindings findings = check();

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.records()).isEqualTo(7);
        assertThat(findings.partitions()).isEqualTo(1);
        assertThat(findings.windows()).isEqualTo(1);
        assertThat(findings.isEmpty()).isFalse();
        assertThat(findings.open())
                .containsExactly(new LedgerFindings.Open(
                        LedgerFindings.Open.Kind.OPEN_WINDOW, "fraud/blue 1970-01-01T02:00:00Z", 2));
    }

    @Test
    void withoutRowsThereIsNothingToCompare() {
        LedgerCheck check = new LedgerCheck(MonitorConfig.defaults());
        captures.forEach(check::capture);
        LedgerFindings findings = check.finish();

        assertThat(findings.isEmpty()).isTrue();
        assertThat(findings.open())
                .containsExactly(new LedgerFindings.Open(LedgerFindings.Open.Kind.UNREAD, "partition 0", 7));
    }

    @Test
    void aWrongFigureIsNamedWithItsPartitionAndRange() {
        figures.put("duplicate", 0L);
        figures.put("parsed", 6L);

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("parsed", "duplicate");
        assertThat(check().differences().get(0))
                .isEqualTo(Difference.of(
                        "parsed", 5, 6, new Difference.Span(0, 4, 11), "the captures give 5, the ledger says 6"));
    }

    @Test
    void aRowThatDoesNotAddUpIsNamed() {
        figures.put("control", 1L);

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("read", "control");
    }

    @Test
    void aRangeThatIsNotReadLostAndEmptyIsNamed() {
        figures.put("gaps", 0L);

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("offsets", "gaps");
    }

    @Test
    void aRecordThatIsInNoCountIsNamedWithItsWindowAndOffsets() {
        late.clear();

        assertThat(check().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.figure()).isEqualTo("counted + late");
            assertThat(difference.recomputed()).isEqualTo(3);
            assertThat(difference.accounted()).isEqualTo(2);
            assertThat(difference.window()).isEqualTo(FIRST);
            assertThat(difference.offsets()).containsExactly(new Difference.Span(0, 4, 9));
            assertThat(difference.detail()).isEqualTo("1 captures of the window are in no count");
        });
    }

    @Test
    void aRecordThatWasCountedTwiceIsNamed() {
        counted.set(0, new WindowCount(FIRST, 3, 3));
        reports.set(0, new Reported(new WindowCount(FIRST, 3, 3), List.of(3L)));

        assertThat(check().differences())
                .extracting(Difference::detail)
                .containsExactly("1 more were counted than there are captures");
    }

    @Test
    void aWindowThatNeverClosedBeforeOneThatDidIsNamed() {
        counted.set(0, new WindowCount(SECOND, 2, 2));
        late.clear();
        reports.set(0, new Reported(new WindowCount(SECOND, 2, 2), List.of()));

        assertThat(check().differences())
                .extracting(Difference::window, Difference::recomputed, Difference::accounted)
                .containsExactly(tuple(FIRST, 3L, 0L));
    }

    @Test
    void rowsAreComparedBesideRecords() {
        late.set(0, new WindowCount(FIRST, 1, 4));

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("rows of counted + late");
    }

    @Test
    void aReportThatSaysOtherwiseIsNamed() {
        reports.set(0, new Reported(new WindowCount(FIRST, 1, 7), List.of(2L, 1L)));

        assertThat(check().differences())
                .extracting(Difference::figure)
                .containsExactly("records of the report", "rows of the report", "rows of a feature");
        reports.clear();
        assertThat(check().differences()).extracting(Difference::figure).containsExactly("report");
    }

    @Test
    void lettersMustMatchTheRecordsTheyName() {
        letters.clear();
        assertThat(check().differences())
                .extracting(Difference::detail)
                .containsExactly("the record is malformed, but no dead letter names it");
        letters.add(new Letter(0, 7, "noKey"));
        assertThat(check().differences())
                .extracting(Difference::detail)
                .containsExactly("a dead letter calls the record noKey, but it is malformed");
        letters.set(0, new Letter(0, 7, "malformed"));
        letters.add(new Letter(0, 8, "malformed"));
        letters.add(new Letter(0, 5, "malformed"));
        assertThat(check().differences())
                .extracting(Difference::detail)
                .containsExactly(
                        "a dead letter calls the record malformed, but it can be read",
                        "a dead letter (malformed) names an offset that holds no record");
        letters.add(new Letter(0, 7, "malformed"));
        assertThat(check().differences())
                .extracting(Difference::detail)
                .contains("two dead letters name the same record: malformed, malformed");
    }

    @Test
    void aLetterForAReasonOfTheMomentIsBelieved() {
        letters.add(new Letter(0, 9, "internal"));
        figures.put("parsed", 4L);
        figures.put("rows", 4L);
        figures.put("deadLettered", 2L);
        late.clear();

        assertThat(check().differences()).isEmpty();
    }

    @Test
    void whatWasNotReadYetIsOpenAndNoDifference() {
        nextOffset = 10;
        figures.putAll(Map.of("read", 5L, "parsed", 3L, "rows", 3L));

        LedgerFindings findings = check();

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.open())
                .contains(new LedgerFindings.Open(LedgerFindings.Open.Kind.UNREAD, "partition 0", 2));
    }

    @Test
    void capturesThatHaveExpiredCannotBeCheckedButTheRestIs() {
        logStart = 6;
        captures.remove(0);
        captures.remove(0);

        LedgerFindings findings = check();

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.open())
                .contains(new LedgerFindings.Open(LedgerFindings.Open.Kind.EXPIRED, "partition 0", 2));
        late.clear();
        counted.set(0, new WindowCount(FIRST, 1, 1));
        reports.set(0, new Reported(new WindowCount(FIRST, 1, 1), List.of()));
        assertThat(check().differences())
                .as("the topic holds two records of the window")
                .extracting(Difference::figure)
                .containsExactly("counted + late");
    }

    /** Offset 6 repeats offset 4, which retention took: by itself it looks like a record that is in no count. */
    @Test
    void aRepeatWhoseOriginalHasExpiredIsBelieved() {
        repeats.add(6);
        logStart = 5;
        captures.remove(0);
        counted.set(0, new WindowCount(FIRST, 1, 1));
        reports.set(0, new Reported(new WindowCount(FIRST, 1, 1), List.of(1L)));
        assertThat(check().differences()).as("of b, c and the repeat two count").isEmpty();

        repeats.clear();

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("counted + late");
    }

    @Test
    void aRepeatIsNotBelievedWhereEveryCaptureIsHeld() {
        repeats.add(9);
        figures.putAll(Map.of("parsed", 4L, "rows", 4L, "duplicate", 2L, "duplicateRows", 2L));
        late.clear();

        assertThat(check().differences())
                .extracting(Difference::figure)
                .containsExactly("parsed", "rows", "duplicate", "duplicateRows", "counted + late");
    }

    /** The start of the log was 0 when reading began, and 6 when it ended. */
    @Test
    void capturesThatExpireWhileTheyAreReadAreNoDifference() {
        captures.remove(0);
        captures.remove(0);
        logStartAfterwards = 6;

        LedgerFindings findings = check();

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.open())
                .contains(new LedgerFindings.Open(LedgerFindings.Open.Kind.EXPIRED, "partition 0", 2));
    }

    /** Offset 6 repeats offset 4: the release before counted both, this one knows neither. */
    @Test
    void repeatsThatAnEarlierReleaseCountedAreNoDifference() {
        lookedUpFrom = 9;
        figures.putAll(Map.of("parsed", 6L, "rows", 6L, "duplicate", 0L, "duplicateRows", 0L));
        counted.set(0, new WindowCount(FIRST, 3, 3));
        reports.set(0, new Reported(new WindowCount(FIRST, 3, 3), List.of(3L)));
        assertThat(check().differences()).isEmpty();

        lookedUpFrom = 0;

        assertThat(check().differences()).extracting(Difference::figure).contains("parsed", "duplicate");
    }

    @Test
    void lateRecordsOfAnEndpointThatClosedNothingAreComparedByThemselves() {
        late.clear();
        late.add(new WindowCount(FIRST, 2, 2));
        late.add(new WindowCount(new WindowKey("fraud", "blue", LedgerFacts.OLDER), 1, 1));
        counted.clear();
        reports.clear();
        late.set(0, new WindowCount(FIRST, 4, 4));

        assertThat(check().differences())
                .extracting(Difference::window, Difference::recomputed, Difference::accounted)
                .containsExactly(
                        tuple(FIRST, 3L, 4L), tuple(new WindowKey("fraud", "blue", LedgerFacts.OLDER), 0L, 1L));
    }

    @Test
    void lostOffsetsAreAccountedForAndReported() {
        figures.put("lost", 1L);
        figures.put("gaps", 0L);

        LedgerFindings findings = check();

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.lost()).isEqualTo(1);
    }

    @Test
    void lateRecordsOfWindowsLongPastAreComparedTogether() {
        long now = 1_000 * HOUR;
        WindowKey newest = new WindowKey("fraud", "blue", now);
        captures.clear();
        letters.clear();
        figures.clear();
        captures.add(new Capture(0, 4, false, null, future(ARecord.bytes("a", HOUR, "1"))));
        captures.add(new Capture(0, 5, false, null, future(ARecord.bytes("b", 5 * HOUR, "1"))));
        captures.add(new Capture(0, 6, false, null, future(ARecord.bytes("c", now, "1"))));
        nextOffset = 7;
        figures.putAll(Map.of("read", 3L, "parsed", 3L, "rows", 3L));
        counted.set(0, new WindowCount(newest, 1, 1));
        reports.set(0, new Reported(new WindowCount(newest, 1, 1), List.of()));
        late.set(0, new WindowCount(new WindowKey("fraud", "blue", LedgerFacts.OLDER), 2, 2));
        assertThat(check().differences()).isEmpty();

        late.set(0, new WindowCount(new WindowKey("fraud", "blue", LedgerFacts.OLDER), 1, 1));

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("late of windows long past");
    }

    @Test
    void aWindowThatBecameOldAfterAGapIsComparedWithTheOlderOnes() {
        captures.add(new Capture(0, 12, false, null, future(ARecord.bytes("f", HOUR + 5, "1"))));
        nextOffset = 13;
        figures.putAll(Map.of("read", 8L, "parsed", 6L, "rows", 6L));
        counted.add(new WindowCount(SECOND, 2, 2));
        reports.add(new Reported(new WindowCount(SECOND, 2, 2), List.of(2L)));
        late.add(new WindowCount(new WindowKey("fraud", "blue", LedgerFacts.OLDER), 1, 1));
        assertThat(check().differences()).isEmpty();

        late.remove(1);

        assertThat(check().differences()).extracting(Difference::figure).containsExactly("counted + late");
    }

    /** Live, what the watermark of an endpoint has passed is dropped and leaves room for that of a slower one. */
    @Test
    void recordsOfWindowsLongPastDoNotFillTheBoundOfWhatIsSeen() {
        MonitorConfig few = MonitorConfig.defaults().withDuplicates(new Deduplication(true, Duration.ZERO, 15));
        LedgerCheck check = new LedgerCheck(few);
        check.partition(new PartitionRow(
                0,
                0,
                42,
                Map.of("read", 42L, "parsed", 41L, "rows", 41L, "duplicate", 1L, "duplicateRows", 1L),
                Repeats.none()));
        check.capture(new Capture(0, 0, false, null, slow(ARecord.bytes("s", HOUR, "1"))));
        for (int i = 1; i <= 40; i++) {
            check.capture(new Capture(0, i, false, null, future(ARecord.bytes("f" + i, (2 + 3 * i) * HOUR, "1"))));
        }
        check.capture(new Capture(0, 41, false, null, slow(ARecord.bytes("s", HOUR, "1"))));

        assertThat(check.finish().differences()).isEmpty();
    }

    private static IntakeRules.Arrival slow(byte[] value) {
        return new IntakeRules.Arrival("slow", "blue", value, 2_000 * HOUR);
    }

    private static IntakeRules.Arrival future(byte[] value) {
        return new IntakeRules.Arrival("fraud", "blue", value, 2_000 * HOUR);
    }
}
