package io.tidemark.streams.label;

import static io.tidemark.streams.label.ModelSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidemark.core.label.ConflictRule;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelMergeProcessorTest {
    private final LabelBench bench = new LabelBench(2);

    @Test
    void theFirstRevisionComesWhenEveryPartitionHasAllCaptures() {
        predict(0, 20, NOW);
        bench.beat();
        assertThat(bench.reports()).isEmpty();

        bench.endCaptures("fraud", NOW);
        bench.beat();

        assertThat(bench.reports()).hasSize(1).first().satisfies(report -> {
            assertThat(report.getRevision()).isEqualTo(1);
            assertThat(report.getStatus()).isEqualTo("PROVISIONAL");
            assertThat(report.getEligible()).isEqualTo(20);
            assertThat(report.getLabelled()).isZero();
        });
    }

    @Test
    void aWindowIsJudgedAnewWheneverItsCoveragePassesAStep() {
        predict(0, 100, NOW);
        bench.endCaptures("fraud", NOW);
        bench.beat();
        for (int i = 0; i < 100; i++) {
            bench.label("id-" + i, NOW.plusSeconds(20), "1");
            bench.beat();
        }

        assertThat(bench.reports())
                .extracting(ModelReport::getLabelled)
                .containsExactly(0L, 10L, 25L, 50L, 75L, 90L, 95L, 99L);
        assertThat(bench.reports()).extracting(ModelReport::getRevision).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void revisionsGoOnBehindARestart() {
        predict(0, 100, NOW);
        bench.endCaptures("fraud", NOW);
        label(0, 30);
        bench.beat();
        bench.restart();
        label(30, 100);
        bench.endLabels(NOW.plusSeconds(60));
        bench.beat();

        List<Integer> numbers =
                IntStream.rangeClosed(1, bench.reports().size()).boxed().toList();
        assertThat(bench.reports()).extracting(ModelReport::getRevision).containsExactlyElementsOf(numbers);
        assertThat(bench.finals()).extracting(ModelReport::getLabelled).containsExactly(100L);
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    @Test
    void aWindowIsFinalOnceLabelTimeIsBehindItsDeadlineOnEveryPartition() {
        predict(0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        Instant deadline = NOW.plusSeconds(70);
        for (int i = 0; i < 40; i++) {
            bench.label("other-" + i, deadline, "1");
        }
        bench.beat();
        assertThat(bench.finals()).as("a label of the deadline may still come").isEmpty();

        for (int i = 0; i < 40; i++) {
            bench.label("other-" + i, deadline.plusMillis(1), "1");
        }
        bench.beat();

        assertThat(bench.finals()).extracting(ModelReport::getEligible).containsExactly(20L);
    }

    @Test
    void aWindowIsNotFinalBeforeItsCapturesAreAllThere() {
        predict(0, 20, NOW);
        bench.endLabels(NOW.plusSeconds(60));
        bench.beat();
        assertThat(bench.reports()).isEmpty();

        bench.endCaptures("fraud", NOW);
        bench.beat();

        assertThat(bench.reports()).hasSize(1).first().satisfies(report -> {
            assertThat(report.getStatus()).isEqualTo("FINAL");
            assertThat(report.getRevision()).isEqualTo(1);
        });
    }

    @Test
    void capturesThatComeAfterTheFirstRevisionStillCount() {
        predict(0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        bench.beat();
        predict(20, 30, NOW);
        bench.beat();
        bench.endLabels(NOW.plusSeconds(60));
        bench.beat();

        assertThat(bench.finals()).extracting(ModelReport::getEligible).containsExactly(30L);
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    @Test
    void whatComesAfterTheFinalRevisionIsNamedInItsWindowsAccountAndInNoTable() {
        predict(0, 20, NOW);
        label(0, 10);
        bench.endCaptures("fraud", NOW);
        bench.endLabels(NOW.plusSeconds(60));
        bench.beat();
        predict(20, 23, NOW);
        label(10, 14);
        bench.beat();
        bench.restart();
        label(14, 15);
        bench.beat();

        assertThat(bench.finals()).hasSize(1);
        assertThat(bench.windows()).singleElement().satisfies(row -> {
            assertThat(row.getLateRows()).isEqualTo(3);
            assertThat(row.getLate()).isEqualTo(5);
            assertThat(row.getPredictionFates()).containsEntry("labelled", 10L).containsEntry("expiredUnlabelled", 10L);
            assertThat(row.getRevision()).isEqualTo(1);
        });
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    @Test
    void silentLabelsArePassedByTheClockAfterALongSilence() {
        everythingIsRead();
        predict(0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        label(0, 5);
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.finals()).as("the clock has not passed the deadline").isEmpty();

        bench.pass(Duration.ofSeconds(30));

        assertThat(bench.finals()).extracting(ModelReport::getLabelled).containsExactly(5L);
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    @Test
    void silenceThatIsNotProvenByTheBrokerPassesNothing() {
        predict(0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.finals()).isEmpty();
    }

    @Test
    void capturesThatFallSilentAreJudgedByTheClockAsInTheDriftApplication() {
        everythingIsRead();
        predict(0, 20, NOW);
        bench.pass(Duration.ofSeconds(25));

        assertThat(bench.reports()).extracting(ModelReport::getRevision).containsExactly(1);
    }

    @Test
    void manyWindowsThatAreFinalAtOnceAreJudgedABatchAtATime() {
        LabelBench one = new LabelBench(1);
        for (int window = 0; window < 80; window++) {
            one.predict("fraud", "id-" + window, NOW.plusSeconds(10L * window - 600), "F", 0.9);
        }
        one.endCaptures("fraud", NOW.plusSeconds(200));
        one.endLabels(NOW.plusSeconds(250));
        one.beat();
        assertThat(one.finals()).hasSize(32);
        one.restart();
        one.beat();
        one.beat();

        assertThat(one.finals())
                .extracting(ModelReport::getWindowStart)
                .hasSize(80)
                .isSorted();
        LabelJoinProcessorTest.assertIdentity(one);
    }

    @Test
    void tablesOfASecondModelBaselineAreLeftOutAndNamed() {
        FakeModels models = new FakeModels().activate("fraud", ModelSamples.MODEL);
        LabelBench swapped = new LabelBench(1, ConflictRule.LAST, models);
        swapped.predict("fraud", "a", NOW, "F", 0.9);
        swapped.beat();
        models.activate("fraud", ModelSamples.model(100));
        swapped.predict("fraud", "b", NOW, "F", 0.9);
        swapped.endCaptures("fraud", NOW);
        swapped.endLabels(NOW.plusSeconds(60));
        swapped.beat();

        assertThat(swapped.finals()).singleElement().satisfies(report -> {
            assertThat(report.getBaselineHash())
                    .isEqualTo(ModelSamples.MODEL.hash().hex());
            assertThat(report.getEligible()).isEqualTo(1);
        });
    }

    @Test
    void aRevisionHasTheOffsetsOfItsCapturesInItsViolations() {
        LabelBench one = new LabelBench(1);
        for (int i = 0; i < 20; i++) {
            one.predict("fraud", "id-" + i, NOW, "F", 0.9);
        }
        one.endCaptures("fraud", NOW);
        one.endLabels(NOW.plusSeconds(60));
        one.beat();

        assertThat(one.violations()).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.getSources()).singleElement().satisfies(source -> {
                assertThat(source.getPartition()).isZero();
                assertThat(source.getRanges().get(0).getFrom()).isZero();
                assertThat(source.getRanges().get(0).getTo()).isEqualTo(19);
            });
        });
    }

    @Test
    void windowsOfTwoEndpointsAreFinalByOneLabelTime() {
        FakeModels models =
                new FakeModels().activate("fraud", ModelSamples.MODEL).activate("churn", ModelSamples.MODEL);
        LabelBench two = new LabelBench(1, ConflictRule.LAST, models);
        two.predict("fraud", "a", NOW, "F", 0.9);
        two.predict("churn", "b", NOW, "F", 0.9);
        two.endCaptures("fraud", NOW);
        two.endLabels(NOW.plusSeconds(60));
        two.beat();
        assertThat(two.finals()).extracting(ModelReport::getEndpoint).containsExactly("fraud");

        two.endCaptures("churn", NOW);
        two.beat();

        assertThat(two.finals()).extracting(ModelReport::getEndpoint).containsExactly("fraud", "churn");
    }

    @Test
    void theAccountOfAWindowIsSentWithEachRevision() {
        predict(0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        label(0, 10);
        bench.beat();

        LedgerRow row = bench.windows().get(0);
        assertThat(row.getPredictionFates()).containsEntry("labelled", 10L).containsEntry("unlabelled", 10L);
        assertThat(row.getEndpoint()).isEqualTo("fraud");
        assertThat(row.getWindowStart()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void otherWindowsUnderTheSameApplicationAreRefusedAtTheStart() {
        predict(0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        bench.beat();

        assertThatIllegalStateException()
                .isThrownBy(() -> bench.restartWithWindowsOf(Duration.ofSeconds(20)))
                .withMessageContaining("give --application-id a new name");
    }

    private void predict(int from, int to, Instant time) {
        for (int i = from; i < to; i++) {
            bench.predict("fraud", "id-" + i, time, i % 2 == 0 ? "F" : "M", 0.9);
        }
    }

    private void label(int from, int to) {
        for (int i = from; i < to; i++) {
            bench.label("id-" + i, NOW.plusSeconds(20), "1");
        }
    }

    private void everythingIsRead() {
        bench.captures.endsAt(0);
        bench.groundTruth.endsAt(0);
        bench.captures.holdsOnlyMarkers(true);
        bench.groundTruth.holdsOnlyMarkers(true);
    }
}
