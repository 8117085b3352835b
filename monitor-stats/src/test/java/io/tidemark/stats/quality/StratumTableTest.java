package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StratumTableTest {
    private static final int GROUPS = StratumTable.DEFAULT_GROUPS;
    private static final double DECISION = 0.5;

    /** 60 % of the labels above the threshold arrive, 8 % below: the design's example. */
    private static StratumTable selected(SplittableRandom random, int rows, StratumTable complete) {
        StratumTable table = new StratumTable(GROUPS);
        for (int row = 0; row < rows; row++) {
            double score = Math.sqrt(random.nextDouble());
            boolean predicted = score > DECISION;
            boolean label = random.nextDouble() < score * score;
            int group = (int) Math.min(GROUPS - 1, score * GROUPS);
            table.addPrediction(group, predicted, 1);
            complete.addPrediction(group, predicted, 1);
            complete.addLabel(group, predicted, label, 1);
            if (random.nextDouble() < (predicted ? 0.6 : 0.08)) {
                table.addLabel(group, predicted, label, 1);
            }
        }
        return table;
    }

    @Test
    void postStratificationRemovesTheBiasOfSelectedLabels() {
        SplittableRandom random = new SplittableRandom(31);
        double naiveBias = 0;
        double bias = 0;
        int held = 0;
        int rounds = 300;
        for (int round = 0; round < rounds; round++) {
            StratumTable complete = new StratumTable(GROUPS);
            StratumTable table = selected(random, 2_000, complete);
            double truth = BinaryMetric.ACCURACY.of(complete.labelled());
            naiveBias += BinaryMetric.ACCURACY.of(table.labelled()) - truth;
            bias += BinaryMetric.ACCURACY.of(table.postStratified()) - truth;
            held += table.accuracyInterval(0.95).contains(truth) ? 1 : 0;
        }
        assertThat(Math.abs(naiveBias / rounds)).as("seed 31").isGreaterThan(0.02);
        assertThat(bias / rounds).as("seed 31").isCloseTo(0, within(0.004));
        assertThat(held / (double) rounds).as("seed 31").isBetween(0.90, 0.99);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void completeLabelsGiveTheMeasuredFigureWithoutError(long seed) {
        StratumTable complete = new StratumTable(GROUPS);
        selected(new SplittableRandom(seed), 500, complete);

        assertThat(BinaryMetric.F1.of(complete.postStratified()))
                .as("seed %d", seed)
                .isCloseTo(BinaryMetric.F1.of(complete.labelled()), within(1e-12));
        assertThat(complete.accuracyStandardError()).as("seed %d", seed).isZero();
        assertThat(complete.missing(true)).isZero();
        assertThat(complete.isPooled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void partsAndCorrectionsGiveTheSameTable(long seed) {
        StratumTable complete = new StratumTable(GROUPS);
        StratumTable part = selected(new SplittableRandom(seed), 300, complete);
        long[] before = complete.toArray();
        complete.addAll(part);
        complete.subtractAll(part);
        assertThat(complete.toArray()).as("seed %d", seed).isEqualTo(before);

        StratumTable again = new StratumTable(GROUPS);
        again.addStored(before);
        assertThat(again.toArray()).as("seed %d", seed).isEqualTo(before);
    }

    @Test
    void stratumWithoutLabelsTakesTheSplitOfTheSameAnswer() {
        StratumTable table = new StratumTable(2);
        table.addPrediction(0, true, 10);
        table.addPrediction(1, true, 10);
        table.addLabel(0, true, true, 4);
        table.addLabel(0, true, false, 1);

        assertThat(table.isPooled()).isTrue();
        assertThat(table.postStratified().truePositives()).isCloseTo(16, within(1e-12));
        assertThat(table.postStratified().falsePositives()).isCloseTo(4, within(1e-12));
        assertThat(table.missing(true)).isEqualTo(15);
        assertThat(table.accuracyStandardError()).isPositive();
    }

    @Test
    void noLabelAtAllGivesNoFigure() {
        StratumTable table = new StratumTable(1);
        assertThat(table.accuracyStandardError()).isNaN();
        table.addPrediction(0, true, 5);

        assertThat(BinaryMetric.ACCURACY.of(table.postStratified())).isNaN();
    }

    @Test
    void impossibleInputsAreRefused() {
        assertThatThrownBy(() -> new StratumTable(0)).hasMessage("groups = 0 is not positive");
        assertThatThrownBy(() -> new StratumTable(2).addPrediction(2, true, 1)).hasMessageContaining("group = 2");
        assertThatThrownBy(() -> new StratumTable(2).addAll(new StratumTable(3)))
                .hasMessage("groups differ: 2 and 3");
        assertThatThrownBy(() -> new StratumTable(2).addStored(new long[1])).hasMessageContaining("counts = 1");
    }
}
