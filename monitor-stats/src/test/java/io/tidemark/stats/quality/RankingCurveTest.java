package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import io.tidemark.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingCurveTest {
    private static final int EXACT = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areaAndItsErrorAreThoseOfAllPairs(long seed) {
        Samples samples = new Samples(seed);
        List<Double> positives = new ArrayList<>();
        List<Double> negatives = new ArrayList<>();
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(8, 0.5), EXACT);
        for (int row = 0; row < 150; row++) {
            boolean label = samples.random().nextInt(3) == 0;
            double score = Math.rint(40 * samples.random().nextDouble() + (label ? 8 : 0)) / 48;
            (label ? positives : negatives).add(score);
            table.addPair(score, label);
        }
        RankingCurve ranking = table.counts().ranking();
        double[] ofPositives =
                positives.stream().mapToDouble(p -> wins(p, negatives)).toArray();
        double[] ofNegatives =
                negatives.stream().mapToDouble(n -> 1 - wins(n, positives)).toArray();

        assertThat(ranking.auc()).as("seed %d", seed).isCloseTo(mean(ofPositives), within(1e-12));
        double variance = variance(ofPositives) / ofPositives.length + variance(ofNegatives) / ofNegatives.length;
        assertThat(ranking.aucStandardError()).as("seed %d", seed).isCloseTo(Math.sqrt(variance), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void gridIsWithinItsStatedBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScoreTable exact = new ScoreTable(ScoreTable.uniformGrid(8, 0.5), EXACT);
        ScoreTable onGrid = new ScoreTable(ScoreTable.uniformGrid(8, 0.5), 0);
        for (int row = 0; row < 300; row++) {
            double score = random.nextDouble();
            boolean label = random.nextDouble() < score;
            exact.addPair(score, label);
            onGrid.addPair(score, label);
        }
        RankingCurve truth = exact.counts().ranking();
        RankingCurve rough = onGrid.counts().ranking();

        assertThat(truth.aucHalfWidth()).isZero();
        assertThat(rough.aucHalfWidth()).as("seed %d", seed).isPositive();
        assertThat(rough.auc()).as("seed %d", seed).isCloseTo(truth.auc(), within(rough.aucHalfWidth()));
        assertThat(rough.averagePrecisionBounds().contains(truth.averagePrecision()))
                .as("seed %d", seed)
                .isTrue();
        assertThat(truth.averagePrecisionBounds().low()).isCloseTo(truth.averagePrecision(), within(1e-12));
        assertThat(truth.averagePrecisionBounds().high()).isCloseTo(truth.averagePrecision(), within(1e-12));
    }

    @Test
    void deLongIntervalHoldsTheTrueAreaAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        for (int round = 0; round < 1_000; round++) {
            ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(64, 0.5), EXACT);
            for (int row = 0; row < 60; row++) {
                table.addPair(Math.sqrt(random.nextDouble()), true);
                table.addPair(random.nextDouble(), false);
            }
            // P(√U > V) = E √U = 2/3.
            held += table.counts().ranking().aucInterval(0.95).contains(2.0 / 3) ? 1 : 0;
        }
        assertThat(held / 1_000.0).as("seed 5").isBetween(0.93, 0.97);
    }

    @Test
    void completeSeparationHasAnIntervalBelowOne() {
        RankingCurve ranking = ranking(new double[] {0.1, 0.2, 0.3}, new double[] {0.7, 0.8, 0.9});

        assertThat(ranking.auc()).isEqualTo(1);
        assertThat(ranking.aucInterval(0.95).high()).isEqualTo(1);
        assertThat(ranking.aucInterval(0.95).low()).isBetween(0.2, 0.9);
    }

    @Test
    void oneClassAloneHasNoArea() {
        RankingCurve ranking = ranking(new double[0], new double[] {0.7, 0.8});

        assertThat(ranking.auc()).isNaN();
        assertThat(ranking.aucHalfWidth()).isNaN();
        assertThat(ranking.aucInterval(0.95)).isEqualTo(Interval.UNDEFINED);
        assertThat(ranking.averagePrecision()).isEqualTo(1);
        assertThat(ranking(new double[] {0.1}, new double[0]).averagePrecision())
                .isNaN();
        assertThat(ranking(new double[] {0.1}, new double[0]).averagePrecisionBounds())
                .isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void curvesStartAndEndAsSparksDo() {
        RankingCurve ranking = ranking(new double[] {0.1, 0.6}, new double[] {0.4, 0.9});

        assertThat(ranking.roc())
                .containsExactly(
                        new RankingCurve.RocPoint(0, 0, Double.POSITIVE_INFINITY),
                        new RankingCurve.RocPoint(0, 0.5, 0.9),
                        new RankingCurve.RocPoint(0.5, 0.5, 0.6),
                        new RankingCurve.RocPoint(0.5, 1, 0.4),
                        new RankingCurve.RocPoint(1, 1, 0.1),
                        new RankingCurve.RocPoint(1, 1, Double.NEGATIVE_INFINITY));
        assertThat(ranking.precisionRecall())
                .containsExactly(
                        new RankingCurve.PrecisionRecallPoint(0, 1, Double.POSITIVE_INFINITY),
                        new RankingCurve.PrecisionRecallPoint(0.5, 1, 0.9),
                        new RankingCurve.PrecisionRecallPoint(0.5, 0.5, 0.6),
                        new RankingCurve.PrecisionRecallPoint(1, 2.0 / 3, 0.4),
                        new RankingCurve.PrecisionRecallPoint(1, 0.5, 0.1));
        assertThat(ranking(new double[0], new double[0]).precisionRecall()).isEmpty();
    }

    @Test
    void areaUnderTheCurveIsTheTrapezoidSum() {
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(32, 0.5), 0);
        SplittableRandom random = new SplittableRandom(3);
        for (int row = 0; row < 500; row++) {
            table.addPair(random.nextDouble(), random.nextBoolean());
        }
        RankingCurve ranking = table.counts().ranking();
        double area = 0;
        List<RankingCurve.RocPoint> points = ranking.roc();
        for (int i = 1; i < points.size(); i++) {
            area += (points.get(i).falsePositiveRate() - points.get(i - 1).falsePositiveRate())
                    * (points.get(i).truePositiveRate() + points.get(i - 1).truePositiveRate())
                    / 2;
        }
        assertThat(ranking.auc()).isCloseTo(area, within(1e-12));
    }

    @Test
    void reversedScoresMirrorTheArea() {
        double[] low = {0.1, 0.35, 0.4};
        double[] high = {0.3, 0.8};
        double there = ranking(low, high).auc();
        double back = ranking(high, low).auc();

        assertThat(there + back).isCloseTo(1, within(1e-15));
    }

    @Test
    void meanAreasWeighClassesAsTheySay() {
        RankingCurve perfect = ranking(new double[] {0.1}, new double[] {0.9, 0.8, 0.7});
        RankingCurve reversed = ranking(new double[] {0.9, 0.8, 0.7}, new double[] {0.1});

        assertThat(RankingCurve.macroAuc(List.of(perfect, reversed))).isEqualTo(0.5);
        assertThat(RankingCurve.weightedAuc(List.of(perfect, reversed))).isEqualTo(0.75);
    }

    @Test
    void weightsOfAnotherLengthAreRefused() {
        ScoreCounts counts = new ScoreCounts(List.of(new ScoreCounts.Entry(0.5, true, 1, 0, 1)));

        assertThatThrownBy(() -> RankingCurve.weighted(counts, new double[2], new double[1]))
                .hasMessage("entries = 1, negatives 2, positives 1");
    }

    private static RankingCurve ranking(double[] negatives, double[] positives) {
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(8, 0.5), EXACT);
        for (double score : negatives) {
            table.addPair(score, false);
        }
        for (double score : positives) {
            table.addPair(score, true);
        }
        return table.counts().ranking();
    }

    private static double wins(double score, List<Double> others) {
        return others.stream()
                .mapToDouble(other -> score > other ? 1 : score == other ? 0.5 : 0)
                .average()
                .orElseThrow();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}
