package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.Samples;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.ScoreCounts.Threshold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTableTest {
    private static final GridEdges GRID = ScoreTable.uniformGrid(16, 0.5);

    private record Step(double score, int kind, long n) {
        void applyTo(ScoreTable table) {
            if (kind == 0) {
                table.addPrediction(score, n);
            } else {
                table.addLabel(score, kind == 1, n);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 200", "3, 1000", "4, 0"})
    void anyOrderAndAnyPartitionOfStepsGiveTheSameTable(long seed, int exactScores) {
        List<Step> steps = steps(seed);
        ScoreTable whole = new ScoreTable(GRID, exactScores);
        steps.forEach(step -> step.applyTo(whole));

        for (int round = 0; round < 5; round++) {
            List<Step> shuffled = new ArrayList<>(steps);
            Collections.shuffle(shuffled, new Random(seed + round));
            List<ScoreTable> parts = new ArrayList<>();
            for (int part = 0; part < 4; part++) {
                parts.add(new ScoreTable(GRID, exactScores));
            }
            for (int i = 0; i < shuffled.size(); i++) {
                shuffled.get(i).applyTo(parts.get(i % 4));
            }
            ScoreTable merged = new ScoreTable(GRID, exactScores);
            parts.forEach(merged::addAll);
            assertSame(merged, whole, seed);
        }
    }

    @Test
    void takingBackAPartRestoresTheCounts() {
        ScoreTable table = new ScoreTable(GRID, 5);
        ScoreTable part = new ScoreTable(GRID, 5);
        for (int i = 0; i < 100; i++) {
            table.addPair(i / 100.0, i % 3 == 0);
            part.addPair(i / 200.0, i % 2 == 0);
        }
        ScoreCounts before = table.counts();
        table.addAll(part);
        table.subtractAll(part);

        assertThat(table.counts()).isEqualTo(before);
    }

    @Test
    void scoreThatWasTakenBackStillCountsTowardsTheBound() {
        ScoreTable table = new ScoreTable(GRID, 2);
        table.addPair(0.1, true);
        table.addPair(0.2, true);
        table.addPrediction(0.3, 1);
        table.addPrediction(0.3, -1);

        assertThat(table.isExact()).isFalse();
    }

    @Test
    void storedFormGivesTheSameTable() {
        for (int exactScores : new int[] {0, 1000}) {
            ScoreTable table = new ScoreTable(GRID, exactScores);
            steps(9).forEach(step -> step.applyTo(table));
            ScoreTable again = new ScoreTable(GRID, exactScores);
            again.addStored(table.storedScores(), table.storedCells());
            assertSame(again, table, 9);
        }
    }

    @Test
    void confusionIsReadOffAtTheThreshold() {
        ScoreTable table = new ScoreTable(GRID, 100);
        table.addPair(0.2, false);
        table.addPair(0.5, true);
        table.addPair(0.5, false);
        table.addPair(0.7, true);
        table.addPrediction(0.9, 1);

        BinaryConfusion atLeast = new BinaryConfusion(2, 1, 0, 1);
        BinaryConfusion above = new BinaryConfusion(1, 0, 1, 2);
        assertThat(table.counts().confusion(Threshold.atLeast(0.5))).isEqualTo(atLeast);
        assertThat(table.counts().confusion(Threshold.above(0.5))).isEqualTo(above);
        ScoreTable onGrid = new ScoreTable(GRID, 0);
        onGrid.addStored(table.storedScores(), table.storedCells());
        assertThat(onGrid.counts().confusion(Threshold.atLeast(0.5))).isEqualTo(atLeast);
        assertThat(onGrid.counts().confusion(Threshold.above(0.5))).isEqualTo(above);
        assertThat(onGrid.counts().labelled()).isEqualTo(4);
        assertThat(onGrid.counts().predictions()).isEqualTo(5);
    }

    @Test
    void thresholdInsideACellIsRefused() {
        ScoreTable table = new ScoreTable(GRID, 0);
        table.addPair(0.31, true);

        assertThatThrownBy(() -> table.counts().confusion(Threshold.above(0.3)))
                .hasMessageContaining("lies inside the cell (0.25, 0.3125]");
        assertThat(table.counts().confusion(Threshold.above(0.4))).isEqualTo(new BinaryConfusion(0, 0, 1, 0));
    }

    @Test
    void negativeZeroIsZero() {
        ScoreTable table = new ScoreTable(GRID, 3);
        table.addPair(-0.0, true);
        table.addPair(0.0, false);

        assertThat(table.counts().entries()).hasSize(1);
    }

    @Test
    void labelsWithoutPredictionsAreRefusedWhenRead() {
        ScoreTable table = new ScoreTable(GRID, 3);
        table.addLabel(0.5, true, 1);

        assertThatThrownBy(table::counts)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.5");
    }

    @Test
    void impossibleInputsAreRefused() {
        ScoreTable table = new ScoreTable(GRID, 3);
        assertThatThrownBy(() -> table.addPair(Double.NaN, true)).hasMessage("score = NaN is not finite");
        assertThatThrownBy(() -> new ScoreTable(GRID, -1)).hasMessage("exactScores = -1 is negative");
        assertThatThrownBy(() -> table.addAll(new ScoreTable(GRID, 4))).hasMessageContaining("differ");
        assertThatThrownBy(() -> table.addStored(List.of(), new long[2])).hasMessageContaining("stored numbers = 2");
        assertThatThrownBy(() -> ScoreTable.uniformGrid(0, 0.5)).hasMessageContaining("cells = 0");
    }

    @Test
    void answerIsThatOfTheThreshold() {
        assertThat(Threshold.above(0.5).isPositive(0.5)).isFalse();
        assertThat(Threshold.atLeast(0.5).isPositive(0.5)).isTrue();
    }

    /** Predictions and labels, with corrections, over at most 300 scores. */
    private static List<Step> steps(long seed) {
        Samples samples = new Samples(seed);
        List<Step> steps = new ArrayList<>();
        for (int row = 0; row < 600; row++) {
            double score = samples.random().nextInt(300) / 299.0;
            boolean label = samples.random().nextBoolean();
            steps.add(new Step(score, 0, 1));
            steps.add(new Step(score, label ? 1 : 2, 1));
            if (samples.random().nextInt(5) == 0) {
                steps.add(new Step(score, label ? 1 : 2, -1));
                steps.add(new Step(score, label ? 2 : 1, 1));
            }
        }
        return steps;
    }

    private static void assertSame(ScoreTable actual, ScoreTable expected, long seed) {
        assertThat(actual.isExact()).as("seed %d", seed).isEqualTo(expected.isExact());
        assertThat(actual.storedScores()).as("seed %d", seed).isEqualTo(expected.storedScores());
        assertThat(actual.storedCells()).as("seed %d", seed).isEqualTo(expected.storedCells());
        assertThat(actual.counts()).as("seed %d", seed).isEqualTo(expected.counts());
    }
}
