package io.tidemark.streams.label;

import static io.tidemark.streams.label.ModelSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.label.ConflictRule;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.GroundTruth;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelJoinProcessorTest {
    private static final Instant LATER = NOW.plusSeconds(20);

    private final LabelBench bench = new LabelBench(1);

    @Test
    void aLabelThatComesAfterItsPredictionIsJoined() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", LATER, "1");

        ModelReport last = finalReport(bench);

        assertThat(last.getEligible()).isEqualTo(1);
        assertThat(last.getLabelled()).isEqualTo(1);
        assertThat(last.getMatrix()).containsExactly(0L, 0L, 0L, 1L);
        assertIdentity(bench);
    }

    @Test
    void aLabelThatComesBeforeItsPredictionIsJoined() {
        bench.label("a", NOW.minusSeconds(30), "1");
        bench.beat();
        assertThat(bench.count("orphanWaiting")).isEqualTo(1);
        bench.predict("fraud", "a", NOW, "F", 0.9);

        assertThat(finalReport(bench).getLabelled()).isEqualTo(1);
        assertThat(bench.count("joined")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void aLabelInAvroIsJoinedAndTakenBack() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.predict("fraud", "b", NOW, "F", 0.9);
        bench.sendAvro(avro("a").setValues(List.of("1")).build());
        bench.sendAvro(avro("b").setValues(List.of("0")).build());
        bench.sendAvro(avro("b")
                .setLabelTime(LATER.toEpochMilli() + 1)
                .setRetracted(true)
                .build());

        ModelReport last = finalReport(bench);

        assertThat(last.getEligible()).isEqualTo(2);
        assertThat(last.getMatrix()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(bench.letters()).isEmpty();
        assertIdentity(bench);
    }

    private static GroundTruth.Builder avro(String id) {
        return GroundTruth.newBuilder().setJoinId(id).setEndpoint("fraud").setLabelTime(LATER.toEpochMilli());
    }

    @Test
    void aLabelDatedTooLongBeforeItsPredictionIsNone() {
        bench.label("a", NOW.minusMillis(30_001), "1");
        bench.predict("fraud", "a", NOW, "F", 0.9);

        assertThat(finalReport(bench).getLabelled()).isZero();
        assertThat(bench.count("joined")).isZero();
        assertIdentity(bench);
    }

    @Test
    void aLabelOfTheDeadlineCountsAndOneAMillisecondLaterIsExpired() {
        Instant deadline = NOW.plusSeconds(70);
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.predict("fraud", "b", NOW, "M", 0.9);
        bench.label("a", deadline, "1");
        bench.label("b", deadline.plusMillis(1), "1");

        assertThat(finalReport(bench).getLabelled()).isEqualTo(1);
        assertThat(bench.count("joined")).isEqualTo(1);
        assertThat(bench.count("expired")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void aCorrectionTakesThePlaceOfALabelThatWasSentLongAgo() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", LATER, "1");
        bench.beat();
        bench.commit();
        bench.label("a", LATER.plusSeconds(1), "0");

        assertThat(finalReport(bench).getMatrix()).containsExactly(0L, 1L, 0L, 0L);
        assertThat(bench.count("joined")).isEqualTo(1);
        assertThat(bench.count("replaced")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void aCorrectionThatComesFirstIsNotUndoneByWhatItCorrects() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", LATER.plusSeconds(1), "0");
        bench.beat();
        bench.label("a", LATER, "1");

        assertThat(finalReport(bench).getMatrix()).containsExactly(0L, 1L, 0L, 0L);
        assertIdentity(bench);
    }

    @Test
    void aRetractionTakesALabelBack() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", LATER, "1");
        bench.beat();
        bench.sendLabel("a", ModelSamples.retraction("a", LATER.plusSeconds(1)));

        assertThat(finalReport(bench).getLabelled()).isZero();
        letGo(bench);
        assertThat(bench.count("retraction")).isEqualTo(1);
        assertThat(bench.count("retracted")).isEqualTo(1);
        assertThat(bench.count("expiredUnlabelled")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void aRecordWithoutValueRetractsTheLabelOfItsKey() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", NOW.minusSeconds(1), "1");
        bench.sendLabel("a", null);

        assertThat(finalReport(bench).getLabelled()).isZero();
        assertThat(bench.letters()).isEmpty();
        assertIdentity(bench);
    }

    @Test
    void theFirstLabelCountsWhereThatIsTheRule() {
        LabelBench first = new LabelBench(1, ConflictRule.FIRST);
        first.predict("fraud", "a", NOW, "F", 0.9);
        first.label("a", LATER.plusSeconds(1), "0");
        first.label("a", LATER, "1");

        assertThat(finalReport(first).getMatrix()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(first.count("replaced")).isEqualTo(1);
        assertIdentity(first);
    }

    @Test
    void labelsThatContradictEachOtherAreRejectedWhereThatIsTheRule() {
        LabelBench reject = new LabelBench(1, ConflictRule.REJECT);
        reject.predict("fraud", "a", NOW, "F", 0.9);
        reject.predict("fraud", "b", NOW, "F", 0.9);
        reject.label("a", LATER, "1");
        reject.label("b", LATER, "1");
        reject.beat();
        reject.label("a", LATER.plusSeconds(1), "0");
        reject.label("b", LATER.plusSeconds(1), "1.0");

        assertThat(finalReport(reject).getLabelled()).isEqualTo(1);
        assertThat(reject.count("rejected")).isEqualTo(2);
        assertThat(reject.count("duplicate")).isEqualTo(1);
        assertIdentity(reject);
    }

    @Test
    void aLabelThatIsSentTwiceCountsOnce() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.sendLabel("a", ModelSamples.label("a", LATER, "1"), Map.of(Topics.SOURCE_HEADER, "labels.jsonl:7"));
        bench.sendLabel("a", ModelSamples.label("a", LATER, "1"), Map.of(Topics.SOURCE_HEADER, "labels.jsonl:7"));

        assertThat(finalReport(bench).getLabelled()).isEqualTo(1);
        assertThat(bench.count("duplicate")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void linesOfAFileDecideBetweenLabelsOfTheSameTimeWhateverCameFirst() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.sendLabel("a", ModelSamples.label("a", LATER, "0"), Map.of(Topics.SOURCE_HEADER, "labels.jsonl:9"));
        bench.sendLabel("a", ModelSamples.label("a", LATER, "1"), Map.of(Topics.SOURCE_HEADER, "labels.jsonl:8"));

        assertThat(finalReport(bench).getMatrix()).as("line 9 is the last one").containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void aLabelOfAnUnknownIdIsAnOrphanOnceItsTimeHasPassed() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("nobody", NOW, "1");
        bench.beat();
        assertThat(bench.count("orphanWaiting")).isEqualTo(1);

        finalReport(bench);
        letGo(bench);

        assertThat(bench.count("orphanWaiting")).isZero();
        assertThat(bench.count("orphanExpired")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void aPredictionWithoutLabelIsExpiredAndLowersTheCoverage() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.predict("fraud", "b", NOW, "F", 0.9);
        bench.label("a", LATER, "1");

        ModelReport last = finalReport(bench);

        assertThat(last.getEligible()).isEqualTo(2);
        assertThat(last.getLabelled()).isEqualTo(1);
        letGo(bench);
        assertThat(bench.count("expiredUnlabelled")).isEqualTo(1);
        assertThat(bench.violations())
                .extracting(violation -> violation.getCode())
                .contains("MQ003");
        assertIdentity(bench);
    }

    @Test
    void aRepeatedCaptureIsOnePrediction() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.beat();
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", LATER, "1");

        assertThat(finalReport(bench).getEligible()).isEqualTo(1);
        assertThat(bench.count("repeated")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void ofRepeatsWithOtherContentsTheSameOneCountsInEitherOrder() {
        LabelBench other = new LabelBench(1);
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.predict("fraud", "a", NOW, "F", 0.2);
        other.predict("fraud", "a", NOW, "F", 0.2);
        other.beat();
        other.predict("fraud", "a", NOW, "F", 0.9);

        assertThat(finalReport(bench).getVerdictHash())
                .isEqualTo(finalReport(other).getVerdictHash());
        assertIdentity(bench);
        assertIdentity(other);
    }

    @Test
    void anIdThatIsUsedAgainPairsItsLabelWithBothPredictions() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.predict("fraud", "a", NOW.plusSeconds(1), "F", 0.8);
        bench.label("a", LATER, "1");

        assertThat(finalReport(bench).getLabelled()).isEqualTo(2);
        assertThat(bench.count("joined")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void aLabelThatNamesAnEndpointIsForNoOther() {
        LabelBench two = new LabelBench(
                1,
                ConflictRule.LAST,
                new FakeModels().activate("fraud", ModelSamples.MODEL).activate("churn", ModelSamples.MODEL));
        two.predict("fraud", "a", NOW, "F", 0.9);
        two.predict("churn", "a", NOW, "F", 0.9);
        two.sendLabel("a", ModelSamples.label("a", LATER, "1"), Map.of(Topics.ENDPOINT_HEADER, "churn"));
        two.endCaptures("fraud", NOW);
        two.endCaptures("churn", NOW);
        two.endLabels(NOW);
        two.beat();

        assertThat(two.finals())
                .extracting(ModelReport::getEndpoint, ModelReport::getLabelled)
                .containsExactlyInAnyOrder(tuple("fraud", 0L), tuple("churn", 1L));
        assertIdentity(two);
    }

    @Test
    void labelsOfARecordOfSeveralRowsBelongToItsRowsInOrder() {
        bench.sendCapture("fraud", "a", ModelSamples.capture("a", NOW, "F\\nM", "1,0.9\\n0,0.2"));
        bench.sendLabel("a", "{\"inferenceId\":\"a\",\"label\":[1,1],\"labelTime\":\"" + LATER + "\"}");

        assertThat(finalReport(bench).getMatrix()).containsExactly(0L, 0L, 1L, 1L);
        assertIdentity(bench);
    }

    @Test
    void labelsOfAnotherNumberThanRowsAreMismatched() {
        bench.sendCapture("fraud", "a", ModelSamples.capture("a", NOW, "F\\nM", "1,0.9\\n0,0.2"));
        bench.label("a", LATER, "1");

        assertThat(finalReport(bench).getLabelled()).isZero();
        assertThat(bench.count("mismatched")).isEqualTo(1);
        assertIdentity(bench);
    }

    @Test
    void unreadableGroundTruthIsADeadLetterWithReasonAndPlace() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.sendLabel("a", "{\"inferenceId\":");
        bench.sendLabel("a", ModelSamples.label("a", bench.now().plusSeconds(301), "1"));
        bench.sendLabel("a", ModelSamples.label("a", LATER, "1"), Map.of(Topics.LABEL_TIME_HEADER, "yesterday"));
        bench.sendLabel("", "{\"label\":1}");
        bench.label("a", LATER, "1");

        assertThat(finalReport(bench).getLabelled()).isEqualTo(1);
        assertThat(bench.letters())
                .extracting(DeadLetter::getTopic)
                .containsOnly(LabelBench.TOPICS.groundTruth().name());
        assertThat(bench.letters())
                .extracting(DeadLetter::getReason)
                .containsExactly("malformed", "future", "badTime", "noKey");
        assertThat(bench.letters()).extracting(DeadLetter::getOffset).containsExactly(0L, 1L, 2L, 3L);
        assertThat(bench.count("deadLettered")).isEqualTo(4);
        assertIdentity(bench);
    }

    @Test
    void aLabelThatMadeProcessingFailIsLeftOut() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        for (int i = 0; i < 3; i++) {
            bench.blocked.noteFailure(0, 0);
        }
        bench.label("a", LATER, "0");
        bench.label("a", LATER, "1");

        assertThat(finalReport(bench).getMatrix()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(bench.letters()).extracting(DeadLetter::getReason).containsExactly("internal");
    }

    @Test
    void capturesWithoutModelOrPredictionAreCountedUnderTheirNames() {
        bench.predict("other", "a", NOW, "F", 0.9);
        bench.sendCapture("fraud", "b", ModelSamples.capture("b", NOW, "F", "nonsense,0.9"));
        bench.sendCapture("fraud", "c", "{");
        bench.predict("fraud", "d", NOW, "F", 0.9);

        assertThat(finalReport(bench).getEligible()).isEqualTo(1);
        assertThat(bench.count(JoinAccount.WITHOUT_MODEL)).isEqualTo(1);
        assertThat(bench.count(JoinAccount.UNUSABLE)).isEqualTo(1);
        assertThat(bench.letters())
                .as("the drift application writes those of captures")
                .isEmpty();
    }

    @Test
    void anEndpointWithoutModelIsLookedUpOnceABeat() {
        for (int i = 0; i < 100; i++) {
            bench.predict("other", "a" + i, NOW, "F", 0.9);
        }
        assertThat(bench.models.lookUps()).isEqualTo(1);
        bench.beat();
        bench.predict("other", "b", NOW, "F", 0.9);
        assertThat(bench.models.lookUps()).isEqualTo(2);
    }

    @Test
    void whatKafkaDeletedUnreadIsCounted() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.label("a", LATER, "1");
        bench.skipLabels(0, 5);
        bench.lost.skipped(0, 1, 4);
        bench.label("a", LATER, "1");
        bench.beat();

        assertThat(bench.partitions()).singleElement().satisfies(row -> {
            assertThat(row.getLost()).isEqualTo(3);
            assertThat(row.getGaps()).isEqualTo(2);
        });
        assertThat(bench.lost.count()).isEqualTo(3);
        assertThat(bench.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.getCode()).isEqualTo("SC002");
            assertThat(violation.getDescription())
                    .contains("3 offsets of partition 0 of the ground truth before they were read, from 1 to 3");
            assertThat(violation.getSources()).isEmpty();
        });
        assertThat(bench.check(ConflictRule.LAST).differences()).isEmpty();
        assertThat(bench.check(ConflictRule.LAST).lost()).isEqualTo(3);
    }

    @Test
    void segmentsAreJudgedBesideAllRows() {
        bench.predict("fraud", "a", NOW, "F", 0.9);
        bench.predict("fraud", "b", NOW, "M", 0.9);
        bench.predict("fraud", "c", NOW, "M", 0.1);
        bench.label("b", LATER, "1");
        finalReport(bench);

        assertThat(bench.allReports().stream()
                        .filter(report -> report.getStatus().equals("FINAL"))
                        .toList())
                .extracting(ModelReport::getSegment, ModelReport::getEligible, ModelReport::getLabelled)
                .containsExactly(tuple("", 3L, 1L), tuple("F", 1L, 0L), tuple("other", 2L, 1L));
    }

    @Test
    void nothingIsKeptOfWhatCanNoLongerMatter() {
        for (int i = 0; i < 50; i++) {
            bench.predict("fraud", "a" + i, NOW, "F", 0.9);
            bench.label(i % 2 == 0 ? "a" + i : "b" + i, LATER, "1");
        }
        bench.beat();
        assertThat(bench.openIds()).isEqualTo(75);

        finalReport(bench);
        letGo(bench);

        assertThat(bench.openIds()).isZero();
        assertThat(bench.indexRows()).isZero();
        assertIdentity(bench);
    }

    static ModelReport finalReport(LabelBench bench) {
        bench.beat();
        bench.endCaptures("fraud", NOW);
        bench.endLabels(NOW.plusSeconds(60));
        bench.beat();
        List<ModelReport> finals = bench.finals();
        assertThat(finals).as("final reports").hasSize(1);
        return finals.get(0);
    }

    /** Has both inputs pass every time that a record of a test could wait for. */
    static void letGo(LabelBench bench) {
        bench.endCaptures("fraud", NOW.plusSeconds(280));
        bench.endLabels(NOW.plusSeconds(280));
        bench.beat();
        bench.beat();
    }

    /** Every label record and every predicted row has one fate; windows hold the rows that partitions say. */
    static void assertIdentity(LabelBench bench) {
        long eligible = 0;
        long labelled = 0;
        for (LedgerRow row : bench.partitions()) {
            assertThat(sum(row.getLabelFates())).as("fates of labels").isEqualTo(row.getRead() - row.getControl());
            assertThat(row.getNextOffset() - row.getFirstOffset())
                    .isEqualTo(row.getRead() + row.getLost() + row.getGaps());
            Map<String, Long> rows = row.getPredictionFates();
            labelled += rows.getOrDefault("labelled", 0L);
            eligible += rows.getOrDefault("labelled", 0L)
                    + rows.getOrDefault("unlabelled", 0L)
                    + rows.getOrDefault("expiredUnlabelled", 0L);
        }
        long inWindows = 0;
        long labelledInWindows = 0;
        for (LedgerRow row : bench.windows()) {
            inWindows += sum(row.getPredictionFates()) + row.getLateRows();
            labelledInWindows += row.getPredictionFates().getOrDefault("labelled", 0L) + row.getLate();
        }
        assertThat(inWindows).as("rows of windows").isEqualTo(eligible);
        assertThat(labelledInWindows).as("labelled rows of windows").isEqualTo(labelled);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
