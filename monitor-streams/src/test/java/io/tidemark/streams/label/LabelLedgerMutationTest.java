package io.tidemark.streams.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.ledger.Difference;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.streams.processor.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves the check of rows on labels: the real stages with a saboteur between two of them, or a thief before them. Without
 * sabotage nothing differs; with any, something does.
 */
class LabelLedgerMutationTest {
    private static final Instant NOW = ModelSamples.NOW;

    @ParameterizedTest
    @EnumSource(ConflictRule.class)
    void anHonestApplicationHasNoDifference(ConflictRule rule) {
        LabelBench bench = new LabelBench(3, rule);
        send(bench);

        LedgerFindings findings = bench.check(rule);

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.partitions()).isEqualTo(3);
        assertThat(findings.windows()).isEqualTo(4);
        assertThat(findings.open()).isEmpty();
    }

    @Test
    void everyFateOfLabelsIsAmongThoseCompared() {
        LabelBench bench = new LabelBench(3);
        send(bench);

        for (String fate : new String[] {
            "joined",
            "replaced",
            "mismatched",
            "duplicate",
            "retraction",
            "retracted",
            "expired",
            "orphanExpired",
            "deadLettered",
            "labelled",
            "expiredUnlabelled",
            "repeated"
        }) {
            assertThat(bench.count(fate)).as(fate).isPositive();
        }
    }

    /** What is settled, and what is not yet, is the same function of the records in the middle of a run. */
    @Test
    void anApplicationThatIsRunningHasNoDifference() {
        LabelBench bench = new LabelBench(2);
        predictions(bench);
        labels(bench);
        bench.pass(Duration.ofSeconds(3));

        LedgerFindings findings = bench.check(ConflictRule.LAST);

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.open()).isNotEmpty();
    }

    @Test
    void aRestartInTheMiddleMakesNoDifference() {
        LabelBench bench = new LabelBench(2);
        predictions(bench);
        bench.beat();
        bench.restart();
        labels(bench);
        bench.restart();
        end(bench);

        assertThat(bench.check(ConflictRule.LAST).differences()).isEmpty();
    }

    @Test
    void aLabelThatIsDroppedIsNoticed() {
        LabelBench bench = new LabelBench(1);
        bench.unread(topic -> topic.equals(LabelBench.TOPICS.groundTruth().name()), 9);
        send(bench);

        assertThat(bench.check(ConflictRule.LAST).differences())
                .extracting(Difference::figure)
                .contains("read ground truth", "label joined", "labelled rows of the window");
    }

    @Test
    void aCaptureThatIsDroppedIsNoticed() {
        LabelBench bench = new LabelBench(1);
        bench.unread(topic -> topic.equals(LabelBench.TOPICS.captures().name()), 5);
        send(bench);

        assertThat(bench.check(ConflictRule.LAST).differences())
                .extracting(Difference::figure)
                .contains("predicted rows", "rows of the window");
    }

    @Test
    void tablesThatAreLostAreNoticed() {
        int[] seen = {0};
        LabelBench bench = new LabelBench(1);
        bench.sabotage(message -> message instanceof Message.ModelCounted counted
                        && counted.delta().captures().isEmpty()
                        && counted.delta().key().isOfAllRows()
                        && ++seen[0] == 1
                ? 0
                : 1);
        send(bench);

        assertThat(bench.check(ConflictRule.LAST).differences())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.window()).isNotNull());
    }

    @Test
    void tablesThatAreCountedTwiceAreNoticed() {
        LabelBench bench = new LabelBench(1);
        bench.sabotage(message -> message instanceof Message.ModelCounted ? 2 : 1);
        send(bench);

        assertThat(bench.check(ConflictRule.LAST).differences())
                .extracting(Difference::figure)
                .contains("rows of the window");
    }

    @Test
    void aReportThatIsLostIsNoticed() {
        LabelBench bench = new LabelBench(1);
        send(bench);

        assertThat(bench.checkWithoutReports(ConflictRule.LAST).differences())
                .extracting(Difference::figure)
                .contains("report on the model");
    }

    @Test
    void aDeadLetterThatIsLostIsNoticed() {
        LabelBench bench = new LabelBench(1);
        send(bench);
        bench.loseLetters();

        assertThat(bench.check(ConflictRule.LAST).differences())
                .extracting(Difference::figure)
                .containsExactly("dead letter of a label");
    }

    @Test
    void anotherRuleThanTheApplicationsIsADifference() {
        LabelBench bench = new LabelBench(1);
        send(bench);

        assertThat(bench.check(ConflictRule.REJECT).differences())
                .extracting(Difference::figure)
                .contains("label rejected");
    }

    @Test
    void labelsThatComeAfterTheirPredictionWasLetGoCannotBeToldAndRaiseNoFalseAlarm() {
        LabelBench bench = new LabelBench(1);
        predictions(bench);
        end(bench);
        for (int i = 0; i < 10; i++) {
            bench.label("p" + i, NOW.plusSeconds(5), "1");
        }
        bench.pass(Duration.ofSeconds(3));

        LedgerFindings findings = bench.check(ConflictRule.LAST);

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.open()).extracting(LedgerFindings.Open::kind).contains(LedgerFindings.Open.Kind.BY_ARRIVAL);
        assertThat(bench.count("orphanExpired")).isGreaterThanOrEqualTo(10);
    }

    @Test
    void whatRetentionTookIsNoDifference() {
        LabelBench bench = new LabelBench(1);
        send(bench);
        for (long gone : new long[] {1, 20, 1_000}) {
            LedgerFindings findings = bench.check(ConflictRule.LAST, gone, 0);
            assertThat(findings.differences()).as("captures gone: " + gone).isEmpty();
            assertThat(findings.open())
                    .extracting(LedgerFindings.Open::kind)
                    .contains(LedgerFindings.Open.Kind.EXPIRED);
            assertThat(bench.check(ConflictRule.LAST, 0, gone).differences())
                    .as("labels gone: " + gone)
                    .isEmpty();
        }
    }

    /** Records of both inputs in any order, some long after others: nothing that is honest may differ. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noOrderOfArrivalIsADifference(long seed) {
        Random random = new Random(seed);
        LabelBench bench = new LabelBench(2);
        for (int i = 0; i < 300; i++) {
            String id = "p" + random.nextInt(80);
            Instant time = NOW.plusSeconds(random.nextInt(60) - 30);
            switch (random.nextInt(5)) {
                case 0, 1 -> bench.predict("fraud", id, time, "F", random.nextDouble());
                case 2 -> bench.sendLabel(id, ModelSamples.retraction(id, time));
                default -> bench.label(id, time.plusSeconds(random.nextInt(40)), random.nextBoolean() ? "1" : "0");
            }
            if (random.nextInt(20) == 0) {
                bench.pass(Duration.ofSeconds(random.nextInt(40)));
            }
        }
        bench.pass(Duration.ofSeconds(2));

        assertThat(bench.check(ConflictRule.LAST).differences())
                .as("seed " + seed)
                .isEmpty();
    }

    @Test
    void aLongerWaitOfLabelsThanTheApplicationsIsADifference() {
        LabelBench bench = new LabelBench(1);
        send(bench);
        LabelRules other = ModelSamples.labels(ConflictRule.LAST).withOrphans(Duration.ofHours(1));

        assertThat(bench.check(other, 0, 0).differences()).isNotEmpty();
    }

    private static void send(LabelBench bench) {
        predictions(bench);
        labels(bench);
        end(bench);
    }

    /** Four windows of ten seconds with ten predictions each, and repeats. */
    private static void predictions(LabelBench bench) {
        for (int i = 0; i < 40; i++) {
            bench.predict("fraud", "p" + i, NOW.plusSeconds(i), i % 3 == 0 ? "F" : "M", (i % 10) / 10.0);
        }
        bench.predict("fraud", "p7", NOW.plusSeconds(7), "M", 0.7);
        bench.sendCapture("fraud", "bad", ModelSamples.capture("bad", NOW, "F", "nothing"));
        bench.sendCapture("fraud", "worse", "{");
        bench.beat();
    }

    private static void labels(LabelBench bench) {
        for (int i = 0; i < 30; i++) {
            bench.label("p" + i, NOW.plusSeconds(40), i % 4 == 0 ? "0" : "1");
        }
        bench.label("p1", NOW.plusSeconds(41), "0");
        bench.label("p2", NOW.plusSeconds(41), "0");
        bench.label("p3", NOW.plusSeconds(41), "1");
        bench.sendLabel("p5", ModelSamples.retraction("p5", NOW.plusSeconds(42)));
        bench.label("p6", NOW.plusSeconds(42), "[1,0]");
        bench.label("p0", NOW.plusSeconds(85), "1");
        bench.label("nobody", NOW.plusSeconds(40), "1");
        bench.sendLabel("broken", "{");
        bench.beat();
    }

    /** Ends both inputs, so that all four windows are final and every label is settled. */
    private static void end(LabelBench bench) {
        bench.endCaptures("fraud", NOW.plusSeconds(240));
        bench.endLabels(NOW.plusSeconds(240));
        bench.pass(Duration.ofSeconds(3));
    }
}
