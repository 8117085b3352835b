package io.tidemark.core.label;

import static io.tidemark.core.label.ALabel.DAY;
import static io.tidemark.core.label.ALabel.HOUR;
import static io.tidemark.core.label.ALabel.START;
import static io.tidemark.core.label.ALabel.label;
import static io.tidemark.core.label.ALabel.no;
import static io.tidemark.core.label.ALabel.predicted;
import static io.tidemark.core.label.ALabel.predictedBy;
import static io.tidemark.core.label.ALabel.retraction;
import static io.tidemark.core.label.ALabel.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What several labels and several captured records of one id make of each other. */
class ChoiceTest {
    /** Deadline of the first window: one day after its end; labels wait half a day. */
    private static final LabelRules RULES =
            LabelRules.defaults().withHorizon(Duration.ofDays(1)).withOrphans(Duration.ofHours(12));

    private static JoinRun run(ConflictRule rule) {
        return new JoinRun(RULES.withConflict(rule));
    }

    @ParameterizedTest
    @EnumSource(ConflictRule.class)
    void oneLabelCountsUnderEveryRule(ConflictRule rule) {
        JoinRun run = run(rule).add(label(START, "1")).add(predicted(START, yes(0.5)));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @ParameterizedTest
    @EnumSource(ConflictRule.class)
    void equalLabelsAreNoContradictionUnderAnyRule(ConflictRule rule) {
        JoinRun run = run(rule).add(predicted(START, yes(0.5)));
        for (int i = 0; i < 5; i++) {
            run.add(label(START + i, "1"));
        }

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.DUPLICATE, 4L));
    }

    @ParameterizedTest
    @EnumSource(ConflictRule.class)
    void aRetractionAloneChangesNoTable(ConflictRule rule) {
        JoinRun run = run(rule).add(predicted(START, yes(0.5))).add(retraction(START + 1));

        assertThat(run.last().rows()).isEmpty();
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.RETRACTION, 1L));
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.OPEN, 1L));
    }

    @ParameterizedTest
    @EnumSource(ConflictRule.class)
    void aRetractionWithoutPredictionIsAnOrphanLikeALabel(ConflictRule rule) {
        JoinRun run = run(rule).add(retraction(START)).expire(START + 12 * HOUR + 1);

        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.ORPHAN_EXPIRED, 1L));
    }

    @Test
    void aCorrectionAfterTheDeadlineOfOneWindowCountsForALaterOneOnly() {
        long correctedMs = START + HOUR + DAY + 1;
        JoinRun run = run(ConflictRule.LAST)
                .add(predictedBy("a", START, yes(0.5)))
                .add(predictedBy("a", START + HOUR, no(0.4)))
                .add(label(START + 2 * HOUR, "0"))
                .add(label(correctedMs, "1"));

        assertThat(run.labels()).containsExactlyInAnyOrder("0", "1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 2L));
    }

    @Test
    void aRetractionAfterTheDeadlineLeavesThePairAndIsExpired() {
        JoinRun run = run(ConflictRule.LAST)
                .add(predicted(START, yes(0.5)))
                .add(label(START + HOUR, "1"))
                .add(retraction(START + HOUR + DAY + 1));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.EXPIRED, 1L));
    }

    @Test
    void aLabelThatIsRetractedForOneRecordAndJoinedForAnotherIsJoined() {
        JoinRun run = run(ConflictRule.LAST)
                .add(predictedBy("a", START, yes(0.5)))
                .add(predictedBy("b", START, yes(0.5)))
                .add(label(START + HOUR, "1"))
                .add(retraction(START + 2 * HOUR).forEndpoint("a"));

        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.RETRACTION, 1L));
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, 1L, PredictionFate.OPEN, 1L));
    }

    @Test
    void contradictionsOfAnotherNumberOfRowsDoNotReject() {
        JoinRun run = run(ConflictRule.REJECT)
                .add(predicted(START, yes(0.5)))
                .add(label(START + 1, "1"))
                .add(label(START + 2, "0", "0"));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.MISMATCHED, 1L));
    }

    @Test
    void theFirstLabelThatFitsCountsUnderFirst() {
        JoinRun run = run(ConflictRule.FIRST)
                .add(predicted(START, yes(0.5)))
                .add(label(START + 1, "0", "0"))
                .add(label(START + 2, "1"))
                .add(label(START + 3, "0"));

        assertThat(run.labels()).containsExactly("1");
    }

    @Test
    void theFirstLabelBehindARetractionCountsUnderFirst() {
        JoinRun run = run(ConflictRule.FIRST)
                .add(predicted(START, yes(0.5)))
                .add(label(START + 1, "0"))
                .add(retraction(START + 2))
                .add(label(START + 3, "1"))
                .add(label(START + 4, "0"));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.fates())
                .isEqualTo(Map.of(
                        LabelFate.RETRACTED, 1L,
                        LabelFate.RETRACTION, 1L,
                        LabelFate.JOINED, 1L,
                        LabelFate.REPLACED, 1L));
    }

    @Test
    void aPredictionDatedAfterItsLabelGetsItWithinTheBound() {
        JoinRun run = run(ConflictRule.LAST)
                .add(label(START, "1"))
                .add(predicted(START + 12 * HOUR, yes(0.5)))
                .add(predicted(START + 12 * HOUR + 1, no(0.4)));

        assertThat(run.labels()).containsExactly("1");
        assertThat(run.rowFates()).isEqualTo(Map.of(PredictionFate.LABELLED, 1L, PredictionFate.OPEN, 1L));
    }

    @Test
    void labelsReadWhollyBeforeTheirPredictionsAreNotLost() {
        JoinRun run = run(ConflictRule.LAST).add(label(START + HOUR, "1"));
        run.expire(Math.min(START + 100 * DAY, START)).add(predicted(START, yes(0.5)));

        assertThat(run.labels()).containsExactly("1");
        run.expire(START + 100 * DAY);
        assertThat(run.entry().isEmpty()).isTrue();
        assertThat(run.fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void predictionsReadWhollyBeforeTheirLabelsAreNotLost() {
        JoinRun run = run(ConflictRule.LAST).add(predicted(START, yes(0.5)));
        run.expire(Math.min(START + 100 * DAY, START)).add(label(START + HOUR, "1"));

        assertThat(run.labels()).containsExactly("1");
    }

    @Test
    void theFateOfAWindowThatIsOverOutlivesThatOfAnOpenOne() {
        JoinRun run = run(ConflictRule.FIRST)
                .add(predicted(START, yes(0.5)))
                .add(label(START + 20 * HOUR, "1"))
                .add(predicted(START + 30 * HOUR, no(0.4)))
                .add(label(START + 19 * HOUR, "0"))
                .expire(START + HOUR + DAY + 1);

        assertThat(run.labels()).containsExactly("0", "0");
        run.add(retraction(START + 31 * HOUR));
        assertThat(run.labels()).containsExactly("0");
        assertThat(run.fates())
                .as("joined in the first window for good, although taken back in the second")
                .isEqualTo(Map.of(LabelFate.JOINED, 1L, LabelFate.REPLACED, 1L, LabelFate.RETRACTION, 1L));
    }

    @Test
    void labelsGoOneByOneAndRecordsInTwoSteps() {
        LabelJoin join = new LabelJoin(ALabel.HOURS, RULES);
        JoinEntry entry = new JoinEntry();
        join.addPredictions(entry, predicted(START, yes(0.5)));
        join.addLabel(entry, label(START + HOUR, "1"));
        join.addLabel(entry, label(START + 3 * DAY, "0"));
        long deadline = START + HOUR + DAY;

        assertThat(join.nextDueMs(entry)).isEqualTo(deadline);
        join.expire(entry, deadline + 1);
        assertThat(entry.captureCount()).as("remembered").isEqualTo(1);
        assertThat(entry.labelCount()).as("the joined label went with its wait").isEqualTo(1);
        assertThat(join.nextDueMs(entry)).isEqualTo(deadline + 12 * HOUR);
        join.expire(entry, deadline + 12 * HOUR + 1);
        assertThat(entry.captureCount()).isZero();
        assertThat(join.nextDueMs(entry)).isEqualTo(START + 3 * DAY + 12 * HOUR);
        join.expire(entry, START + 3 * DAY + 12 * HOUR + 1);
        assertThat(entry.isEmpty()).isTrue();
    }

    @Test
    void changesOfAWholeCorrectionAddUpToNothingButTheNewLabel() {
        JoinRun run = run(ConflictRule.LAST)
                .add(predicted(START, yes(0.5), no(0.4)))
                .add(label(START + 1, "1", "0"))
                .add(label(START + 2, "1", "1"));

        List<Change> changes = run.last().rows();
        assertThat(changes).hasSize(4);
        assertThat(changes.stream().mapToInt(change -> change.kind().sign()).sum())
                .isZero();
        assertThat(run.labels()).containsExactlyInAnyOrder("1", "1");
    }
}
