package io.tidemark.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchBoardTest {
    private static final long HOUR = 3_600_000;

    private final WatchBoard board = new WatchBoard();

    private static Report report(String endpoint, long hour, int part, WindowVerdict state) {
        return Report.newBuilder()
                .setEndpoint(endpoint)
                .setVariant("AllTraffic")
                .setWindowStart(hour * HOUR)
                .setWindowEnd((hour + 1) * HOUR)
                .setPart(part)
                .setParts(2)
                .setBaselineHash("")
                .setConfigHash("")
                .setVerdictHash("")
                .setState(state)
                .setRecords(1)
                .setRows(1)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(List.of())
                .setFeatures(List.of())
                .build();
    }

    private static LedgerRow read(int partition, long to) {
        // Avro builds only classes that are trusted, and the first use of a serde says which are.
        AvroSerde.of(LedgerRow.class);
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(partition)
                .setNextOffset(to)
                .setLateOffsets(List.of())
                .build();
    }

    private static Violation violation(String id, int revision, long hour, Severity severity, double effect) {
        RuleOutcome outcome =
                new RuleOutcome("DR002", "age", "ks", RuleState.ALARM, 0.5, 0.1, Direction.BAD_WHEN_HIGHER, effect);
        return new Violation(
                new ContentHash(id.repeat(64)),
                revision,
                new WindowKey("fraud", "AllTraffic", hour * HOUR),
                (hour + 1) * HOUR,
                outcome,
                "",
                severity,
                id,
                10,
                ContentHash.NONE,
                ContentHash.NONE,
                ContentHash.NONE,
                new Violation.Evidence(new byte[0]));
    }

    @Test
    void newestWindowGivesTheStateWhateverComesFirst() {
        board.reported(report("fraud", 5, 0, WindowVerdict.ALARM));
        board.reported(report("fraud", 4, 0, WindowVerdict.OK));
        WatchBoard.Line line = board.lines().get(0);
        assertThat(line.state()).isEqualTo("alarm");
        assertThat(line.lastWindowMs()).contains(5 * HOUR);
        assertThat(line.closed()).isEqualTo(2);
        assertThat(line.alarms()).isEqualTo(1);
    }

    @Test
    void windowInSeveralPartsIsCountedOnce() {
        assertThat(board.reported(report("fraud", 5, 0, WindowVerdict.OK))).isTrue();
        assertThat(board.reported(report("fraud", 5, 1, WindowVerdict.OK))).isFalse();
        assertThat(board.lines().get(0).closed()).isEqualTo(1);
    }

    @Test
    void endpointsInAlarmStandFirst() {
        board.reported(report("a", 1, 0, WindowVerdict.OK));
        board.reported(report("b", 1, 0, WindowVerdict.ALARM));
        assertThat(board.lines()).extracting(WatchBoard.Line::endpoint).containsExactly("b", "a");
    }

    @Test
    void lagIsWhatWasAppendedAndNotAccountedFor() {
        board.endsAt(0, 100);
        board.endsAt(1, 50);
        board.accounted(read(0, 90));
        assertThat(board.lag()).isEqualTo(60);
        board.accounted(read(1, 50));
        board.accounted(read(0, 100));
        assertThat(board.lag()).isZero();
    }

    @Test
    void applicationThatIsFurtherThanTheTailHasNoNegativeLag() {
        board.endsAt(0, 10);
        board.accounted(read(0, 12));
        assertThat(board.lag()).isZero();
    }

    @Test
    void newestCaptureIsKept() {
        board.captured("fraud", "AllTraffic", 7);
        board.captured("fraud", "AllTraffic", 3);
        assertThat(board.lines().get(0).lastRecordMs()).contains(7L);
        assertThat(board.lines().get(0).lastWindowMs()).isEmpty();
    }

    @Test
    void revisionTakesThePlaceOfWhatItCorrects() {
        board.violated(violation("a", 2, 1, Severity.MINOR, 0.1));
        board.violated(violation("a", 1, 1, Severity.CRITICAL, 0.9));
        assertThat(board.lines().get(0).violations()).isEqualTo(1);
        assertThat(board.lines().get(0).worst())
                .hasValueSatisfying(one -> assertThat(one.severity()).isEqualTo(Severity.MINOR));
    }

    @Test
    void worstIsLookedForInTheNewestWindowThatHasOne() {
        board.violated(violation("a", 1, 1, Severity.CRITICAL, 0.9));
        board.violated(violation("b", 1, 2, Severity.MINOR, 0.1));
        board.violated(violation("c", 1, 2, Severity.MAJOR, 0.15));
        assertThat(board.lines().get(0).worst())
                .hasValueSatisfying(one -> assertThat(one.description()).isEqualTo("c"));
    }
}
