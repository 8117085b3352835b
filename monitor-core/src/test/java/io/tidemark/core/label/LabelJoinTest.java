package io.tidemark.core.label;

import static io.tidemark.core.label.ALabel.DAY;
import static io.tidemark.core.label.ALabel.HOUR;
import static io.tidemark.core.label.ALabel.MINUTE;
import static io.tidemark.core.label.ALabel.RULES;
import static io.tidemark.core.label.ALabel.START;
import static io.tidemark.core.label.ALabel.label;
import static io.tidemark.core.label.ALabel.no;
import static io.tidemark.core.label.ALabel.predicted;
import static io.tidemark.core.label.ALabel.predictedBy;
import static io.tidemark.core.label.ALabel.retraction;
import static io.tidemark.core.label.ALabel.withRows;
import static io.tidemark.core.label.ALabel.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.model.FlipRow;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.WindowKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelJoinTest {
    private static final long DEADLINE = START + HOUR + 30 * DAY;

    private static JoinRun run() {
        return new JoinRun(RULES);
    }

    private static JoinRun run(ConflictRule rule) {
        return new JoinRun(RULES.withConflict(rule));
    }

    @Test
    void aPredictionIsEligibleAtOnceAndLabelledLater() {
        JoinRun run = run().add(predicted(START + MINUTE, yes(0.8)));

        assertThat(run.lastKinds()).containsExactly(Change.Kind.PREDICTED);
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.OPEN, 1L));
        run.add(label(START + DAY, "1"));
        assertThat(run.last().rows())
                .containsExactly(
                        new Change(new WindowKey("adult", "AllTraffic", START), yes(0.8), Change.Kind.LABELLED, "1"));
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, 1L));
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void rowsForTheFlipTestComeOnceAndAreWithdrawnByTheirKeys() {
        Prediction first = yes(0.9).with(new FlipRow(7, new double[] {1, 2}));
        Prediction second = yes(0.8).with(new FlipRow(8, new double[] {3, 4}));
        JoinRun run = run().add(predicted(START, first));

        assertThat(run.last().rows().get(0).prediction().flipRow().features()).containsExactly(1, 2);
        run.add(label(START + DAY, "1"));
        assertThat(run.last().rows().get(0).prediction().flipRow()).isEqualTo(first.flipRow());
        run.add(predicted(START, second));
        assertThat(run.last().rows())
                .filteredOn(change -> !change.kind().isLabel())
                .extracting(change ->
                        change.kind() + " " + change.prediction().flipRow().key())
                .containsExactly("PREDICTION_WITHDRAWN 7", "PREDICTED 8");
    }

    @Test
    void aLabelMayComeBeforeItsPrediction() {
        JoinRun run = run().add(label(START - DAY, "1"));

        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.ORPHAN_WAITING, 1L));
        run.add(predicted(START, yes(0.8)));
        assertThat(run.lastKinds()).containsExactly(Change.Kind.PREDICTED, Change.Kind.LABELLED);
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void aCorrectionReplacesByTimeAndNotByArrival() {
        JoinRun run = run().add(predicted(START, yes(0.8)))
                .add(label(START + 2 * DAY, "0"))
                .add(label(START + DAY, "1"));

        assertThat(run.labels()).containsExactly("0");
        assertThat(run.last().rows()).isEmpty();
        run.add(label(START + 3 * DAY, "1"));
        assertThat(run.lastKinds()).containsExactly(Change.Kind.UNLABELLED, Change.Kind.LABELLED);
        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates())
                .isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.REPLACED, 1L, LabelFate.DUPLICATE, 1L));
    }

    @Test
    void ofTheSameTimeTheLaterLineCounts() {
        JoinRun run = run().add(predicted(START, yes(0.8)))
                .add(Label.of(START + DAY, 7, List.of("0")))
                .add(Label.of(START + DAY, 3, List.of("1")));

        assertThat(run.labels()).containsExactly("0");
    }

    @Test
    void theFirstLabelCountsIfTheRuleSaysSo() {
        JoinRun run = run(ConflictRule.FIRST)
                .add(label(START + 2 * DAY, "0"))
                .add(predicted(START, yes(0.8)))
                .add(label(START + DAY, "1"));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.REPLACED, 1L));
    }

    @Test
    void contradictionsLeaveThePairOutIfTheRuleSaysSo() {
        JoinRun run = run(ConflictRule.REJECT)
                .add(predicted(START, yes(0.8)))
                .add(label(START + DAY, "1"))
                .add(label(START + 2 * DAY, "1"));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.DUPLICATE, 1L));
        run.add(label(START + 3 * DAY, "0"));
        assertThat(run.labels()).isEmpty();
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.REJECTED, 3L));
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.OPEN, 1L));
    }

    @Test
    void aRetractionTakesAwayWhatCameBeforeItOnly() {
        JoinRun run = run().add(predicted(START, yes(0.8)))
                .add(label(START + DAY, "1"))
                .add(retraction(START + 2 * DAY));

        assertThat(run.labels()).isEmpty();
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.RETRACTED, 1L, LabelFate.RETRACTION, 1L));
        run.add(label(START + 3 * DAY, "0"));
        assertThat(run.labels()).containsExactly("0");
        run.add(label(START + DAY + HOUR, "1"));
        assertThat(run.labels()).containsExactly("0");
        assertThat(run.fates())
                .isEqualTo(Map.of(LabelFate.RETRACTED, 2L, LabelFate.RETRACTION, 1L, LabelFate.JOINED, 1L));
    }

    @Test
    void aRetractionEndsAContradiction() {
        JoinRun run = run(ConflictRule.REJECT)
                .add(predicted(START, yes(0.8)))
                .add(label(START + DAY, "1"))
                .add(label(START + 3 * DAY, "0"))
                .add(retraction(START + 2 * DAY));

        assertThat(run.labels()).containsExactly("0");
    }

    @Test
    void theSameRecordAgainIsADuplicateAndChangesNothing() {
        JoinRun run = run().add(predicted(START, yes(0.8))).add(label(START + DAY, "1"));

        run.add(label(START + DAY, "1"));

        assertThat(run.last().isStored()).isFalse();
        assertThat(run.last().rows()).isEmpty();
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.DUPLICATE, 1L));
    }

    @Test
    void bothBoundsOfTimeBelongToThePrediction() {
        long time = START + 30 * MINUTE;
        JoinRun last = run().add(predicted(time, yes(0.8))).add(label(DEADLINE, "1"));
        JoinRun late = run().add(predicted(time, yes(0.8))).add(label(DEADLINE + 1, "1"));
        JoinRun earliest = run().add(predicted(time, yes(0.8))).add(label(time - 7 * DAY, "1"));
        JoinRun early = run().add(predicted(time, yes(0.8))).add(label(time - 7 * DAY - 1, "1"));

        assertThat(last.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
        assertThat(late.fates()).isEqualTo(Map.of(LabelFate.EXPIRED, 1L));
        assertThat(earliest.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
        assertThat(early.fates()).isEqualTo(Map.of(LabelFate.ORPHAN_WAITING, 1L));
        assertThat(late.labels()).isEmpty();
        assertThat(early.labels()).isEmpty();
    }

    @Test
    void aLabelThatIsLateIsKnownAsSuchForAsLongAsLabelsWaitAndThenUnknown() {
        JoinRun run = run().add(predicted(START, yes(0.8))).expire(DEADLINE + 1);

        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.EXPIRED_UNLABELLED, 1L));
        run.add(label(DEADLINE + 7 * DAY, "1"));
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.EXPIRED, 1L));
        run.add(label(DEADLINE + 7 * DAY + 1, "1"));
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.EXPIRED, 1L, LabelFate.ORPHAN_WAITING, 1L));
        run.expire(DEADLINE + 15 * DAY);
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.EXPIRED, 1L, LabelFate.ORPHAN_EXPIRED, 1L));
        assertThat(run.entry().isEmpty()).isTrue();
    }

    @Test
    void aDeadlineIsNotPassedAtItselfButBehindIt() {
        JoinRun run = run().add(predicted(START, yes(0.8))).expire(DEADLINE).add(label(DEADLINE, "1"));

        assertThat(run.labels()).containsExactly("1");
        run.expire(DEADLINE + 1).add(label(DEADLINE, "0"));
        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.EXPIRED, 1L));
    }

    @Test
    void alabelWithoutPredictionExpiresOnceNoneCanComeAnyMore() {
        JoinRun run = run().add(label(START, "1")).expire(START + 7 * DAY);

        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.ORPHAN_WAITING, 1L));
        run.expire(START + 7 * DAY + 1);
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.ORPHAN_EXPIRED, 1L));
        assertThat(run.entry().isEmpty()).isTrue();
    }

    @Test
    void aJoinedPairStaysInTheTablesWhenItsEntryGoes() {
        JoinRun run = run().add(predicted(START, yes(0.8))).add(label(START + DAY, "1"));

        run.expire(Long.MAX_VALUE);

        assertThat(run.entry().isEmpty()).isTrue();
        assertThat(run.labels()).containsExactly("1");
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, 1L));
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void aClockThatGoesBackUndoesNothing() {
        JoinRun run = run().add(predicted(START, yes(0.8)))
                .add(label(START + DAY, "1"))
                .expire(DEADLINE + 1);
        JoinEntry before = run.entry();

        run.expire(START).expire(0).expire(Long.MIN_VALUE);

        assertThat(run.entry().encode()).isEqualTo(before.encode());
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void oneLabelServesEveryEndpointAndEventTimeOfItsId() {
        JoinRun run = run().add(predictedBy("a", START, yes(0.8)))
                .add(predictedBy("b", START, no(0.2)))
                .add(predictedBy("b", START + 2 * HOUR, no(0.3)))
                .add(label(START + DAY, "1"));

        assertThat(run.labels()).containsExactly("1", "1", "1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void aLabelThatNamesAnEndpointIsForItAlone() {
        JoinRun run = run().add(predictedBy("a", START, yes(0.8)))
                .add(predictedBy("b", START, no(0.2)))
                .add(label(START + DAY, "1"))
                .add(label(START + 2 * DAY, "0").forEndpoint("b"))
                .add(label(START + 3 * DAY, "7").forEndpoint("c"));

        assertThat(run.tables().keySet().stream().filter(cell -> !cell.contains("|eligible|")))
                .hasSize(2)
                .anyMatch(cell -> cell.startsWith("a/") && cell.contains("|1|"))
                .anyMatch(cell -> cell.startsWith("b/") && cell.contains("|0|"));
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 2L, LabelFate.ORPHAN_WAITING, 1L));
    }

    @Test
    void aRetractionThatNamesAnEndpointLeavesTheOthers() {
        JoinRun run = run().add(predictedBy("a", START, yes(0.8)))
                .add(predictedBy("b", START, no(0.2)))
                .add(label(START + DAY, "1"))
                .add(retraction(START + 2 * DAY).forEndpoint("b"));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.RETRACTION, 1L));
    }

    @Test
    void theIthValueIsTheLabelOfTheIthRow() {
        JoinRun run = run().add(withRows(START, 3)).add(label(START + DAY, "x", "y", "z"));

        List<Change> changes = run.last().rows();
        assertThat(changes).extracting(Change::label).containsExactly("x", "y", "z");
        assertThat(changes)
                .extracting(Change::prediction)
                .isEqualTo(withRows(START, 3).rows());
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, 3L));
    }

    @Test
    void anotherNumberOfValuesLabelsNothingAndHindersNoOther() {
        JoinRun run = run().add(withRows(START, 3))
                .add(label(START + DAY, "x", "y", "z"))
                .add(label(START + 2 * DAY, "x"))
                .add(label(START + 3 * DAY, "x", "y", "z", "z"));

        assertThat(run.labels()).containsExactly("x", "y", "z");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.MISMATCHED, 2L));
    }

    @Test
    void aLabelIsMismatchedForOneRecordAndJoinedForAnother() {
        JoinRun run = run().add(predictedBy("a", START, yes(0.8)))
                .add(predictedBy("b", START, yes(0.8), no(0.3)))
                .add(label(START + DAY, "1"));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, 1L, PredictionFate.OPEN, 2L));
    }

    @Test
    void aRepeatedRecordCountsOnce() {
        JoinRun run = run().add(predicted(START, yes(0.8))).add(predicted(START, yes(0.8)));

        assertThat(run.last().isConflict()).isFalse();
        assertThat(run.last().isStored()).isFalse();
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.OPEN, 1L, PredictionFate.REPEATED, 1L));
    }

    @Test
    void ofRecordsWithOneIdentityTheSmallestBytesCountWhicheverCameFirst() {
        Label label = label(START + DAY, "1");
        JoinRun one = run().add(label).add(predicted(START, yes(0.8))).add(predicted(START, yes(0.3)));
        JoinRun other = run().add(predicted(START, yes(0.3))).add(label).add(predicted(START, yes(0.8)));

        assertThat(one.tables()).isEqualTo(other.tables());
        assertThat(one.last().isConflict()).isTrue();
        assertThat(other.last().isConflict()).isTrue();
        assertThat(one.lastKinds())
                .containsExactly(
                        Change.Kind.UNLABELLED,
                        Change.Kind.PREDICTION_WITHDRAWN,
                        Change.Kind.PREDICTED,
                        Change.Kind.LABELLED);
        assertThat(one.account().conflicts()).isEqualTo(1);
    }

    @Test
    void recordThatDoesNotCountIsNamedToTheTablesWhicheverCameFirst() {
        JoinRun loserLast = run().add(predicted(START, yes(0.3))).add(predicted(START, yes(0.8)));

        assertThat(loserLast.lastKinds())
                .as("a table of scores is exact up to a number of scores that were ever named")
                .containsExactly(Change.Kind.PREDICTED, Change.Kind.PREDICTION_WITHDRAWN);
        assertThat(loserLast.last().isStored()).isFalse();
    }

    @Test
    void aRecordThatComesAgainAfterItsDeadlineIsStillARepeat() {
        JoinRun run = run().add(predicted(START, yes(0.8))).expire(DEADLINE + 1);

        run.add(predicted(START, yes(0.8)));
        assertThat(run.last().isConflict()).isFalse();
        run.add(predicted(START, yes(0.1)));
        assertThat(run.last().isConflict()).isTrue();
        assertThat(run.rowFates())
                .isEqualTo(Map.of(PredictionFate.EXPIRED_UNLABELLED, 1L, PredictionFate.REPEATED, 2L));
    }

    @Test
    void ofMoreLabelsThanAreKeptTheLatestStayAndTheRestAreNamed() {
        JoinRun run = run().add(predicted(START, yes(0.8)));
        for (int i = 0; i < 100; i++) {
            run.add(label(START + DAY + i, Integer.toString(i)));
        }

        assertThat(run.entry().labelCount()).isEqualTo(JoinEntry.MOST_LABELS);
        assertThat(run.labels()).containsExactly("99");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.REPLACED, 63L, LabelFate.EXCESS, 36L));
    }

    @Test
    void aRecordTooLargeToKeepIsNamedAndInNoTable() {
        int rows = JoinEntry.MOST_CAPTURE_BYTES / 13 + 1;
        JoinRun run = run().add(withRows(START, rows));

        assertThat(run.last().rows()).isEmpty();
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.EXCESS, (long) rows));
        assertThat(run.entry().isEmpty()).isTrue();
    }

    @Test
    void aLabelTooLargeToKeepIsNamed() {
        String[] values = Collections.nCopies(30_000, "1").toArray(new String[0]);

        JoinRun run = run().add(label(START, values));

        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.EXCESS, 1L));
    }

    @Test
    void ofMoreRecordsThanFitTheLatestStayWhateverCameFirst() {
        JoinRun forward = run();
        JoinRun backward = run();
        for (int i = 0; i < 5; i++) {
            forward.add(withRows(START + i * HOUR, 8_000));
            backward.add(withRows(START + (4 - i) * HOUR, 8_000));
        }

        assertThat(forward.tables()).isEqualTo(backward.tables());
        assertThat(forward.rowFates()).isEqualTo(backward.rowFates());
        assertThat(forward.entry().encode()).isEqualTo(backward.entry().encode());
        assertThat(forward.entry().captureCount()).isEqualTo(3);
        assertThat(forward.storedBytes()).isLessThan(512 << 10);
        assertThat(forward.rowFates()).isEqualTo(Map.of(PredictionFate.OPEN, 24_000L, PredictionFate.EXCESS, 16_000L));
    }

    @Test
    void aHugeBatchOfRowsIsLabelledWhole() {
        int rows = 20_000;
        String[] values = Collections.nCopies(rows, "1").toArray(new String[0]);

        JoinRun run = run().add(label(START + DAY, values)).add(withRows(START, rows));

        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, (long) rows));
        assertThat(run.storedBytes()).isLessThan(512 << 10);
    }

    @Test
    void windowsAreThoseOfThePredictions() {
        JoinRun run = run().add(predicted(START - 1, yes(0.8))).add(predicted(START, yes(0.8)));

        assertThat(run.tables().keySet())
                .containsExactly(
                        "adult/AllTraffic/" + (START - HOUR) + "|eligible|" + yes(0.8),
                        "adult/AllTraffic/" + START + "|eligible|" + yes(0.8));
    }
}
