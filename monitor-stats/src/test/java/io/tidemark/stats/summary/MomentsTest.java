package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void momentsOfSmallNumbers() {
        Moments moments = Moments.of(1, 2, 3, 4);

        assertThat(moments.count()).isEqualTo(4);
        assertThat(moments.sum()).isEqualTo(10);
        assertThat(moments.mean()).isEqualTo(2.5);
        assertThat(moments.varianceP()).isEqualTo(1.25);
        assertThat(moments.populationSd()).isEqualTo(Math.sqrt(1.25));
        assertThat(moments.sampleSd()).isEqualTo(Math.sqrt(5 / 3.0));
        assertThat(moments.min()).isEqualTo(1);
        assertThat(moments.max()).isEqualTo(4);
    }

    @Test
    void noValuesGiveNaN() {
        Moments moments = new Moments();

        assertThat(new double[] {
                    moments.mean(),
                    moments.varianceP(),
                    moments.populationSd(),
                    moments.sampleSd(),
                    moments.min(),
                    moments.max()
                })
                .containsOnly(Double.NaN);
        assertThat(moments.sum()).isZero();
    }

    @Test
    void oneValueHasNoSampleDeviation() {
        assertThat(Moments.of(3).populationSd()).isZero();
        assertThat(Moments.of(3).sampleSd()).isNaN();
    }

    @Test
    void varianceSurvivesALargeOffset() {
        assertThat(Moments.of(1e15 + 1, 1e15 + 2, 1e15 + 3).varianceP()).isEqualTo(2 / 3.0);
    }

    @Test
    void constantHasNoVarianceWhateverItsDigits() {
        assertThat(Moments.of(0.1, 0.1, 0.1).varianceP()).isZero();
    }

    @Test
    void meanIsFiniteWhereTheSumIsNot() {
        Moments moments = Moments.of(Double.MAX_VALUE, Double.MAX_VALUE);

        assertThat(moments.sum()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(moments.mean()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void extremesAreCountedAndLeaveOnlyTheVarianceUndefined() {
        Moments moments = Moments.of(1e308, 1, Double.MIN_VALUE);

        assertThat(moments.extremes()).isEqualTo(2);
        assertThat(moments.varianceP()).isNaN();
        assertThat(moments.populationSd()).isNaN();
        assertThat(moments.sampleSd()).isNaN();
        assertThat(moments.mean()).isEqualTo(1e308 / 3);
        assertThat(moments.max()).isEqualTo(1e308);
    }

    @Test
    void minusZeroIsZero() {
        Moments moments = Moments.of(-0.0);

        assertThat(Double.doubleToRawLongBits(moments.min())).isZero();
        assertThat(Double.doubleToRawLongBits(moments.max())).isZero();
    }

    @Test
    void notFiniteValueChangesNothing() {
        Moments moments = Moments.of(1);

        assertThatThrownBy(() -> moments.add(Double.NaN)).hasMessage("value = NaN is not finite");
        assertThat(moments.count()).isEqualTo(1);
        assertThat(moments.mean()).isEqualTo(1);
    }

    @Test
    void clearedMomentsAreEmpty() {
        Moments moments = Moments.of(1, 1e308);
        moments.clear();

        assertThat(moments.count()).isZero();
        assertThat(moments.extremes()).isZero();
        assertThat(moments.min()).isNaN();
        assertThat(moments.sums().values().isZero()).isTrue();
    }

    @Test
    void storedPartsGiveTheSameMoments() {
        Moments moments = Moments.of(1.5, -7, 1e308);
        Moments.Sums sums = moments.sums();
        Moments stored = Moments.ofStored(moments.count(), moments.extremes(), moments.min(), moments.max(), sums);
        sums.values().add(99);

        assertThat(stored.mean()).isEqualTo(moments.mean());
        assertThat(stored.min()).isEqualTo(-7);
        assertThat(stored.max()).isEqualTo(1e308);
        assertThat(stored.extremes()).isEqualTo(1);
        assertThat(stored.sums().squares().canonical())
                .isEqualTo(moments.sums().squares().canonical());
    }

    @Test
    void storedNothingIsTheIdentity() {
        Moments.Sums zero = new Moments.Sums(new ExactSum(), new ExactSum());
        Moments moments = Moments.ofStored(0, 0, Double.NaN, Double.NaN, zero);
        moments.addAll(Moments.of(4));

        assertThat(moments.min()).isEqualTo(4);
        assertThat(moments.max()).isEqualTo(4);
        assertThatThrownBy(() -> Moments.ofStored(1, 2, 0, 0, zero)).hasMessage("count = 1, extremes = 2");
    }

    @Test
    void partitionAndOrderDoNotChangeAnything() {
        for (long seed = 1; seed <= 100; seed++) {
            Samples samples = new Samples(seed);
            double[] column = samples.column(500);
            Moments whole = Moments.of(column);
            samples.shuffle(column);
            Moments[] parts = {new Moments(), new Moments(), new Moments()};
            for (double value : column) {
                parts[samples.random().nextInt(3)].add(value);
            }
            Moments merged = new Moments();
            merged.addAll(parts[2]);
            parts[0].addAll(parts[1]);
            merged.addAll(parts[0]);

            assertThat(state(merged)).as("seed %d", seed).isEqualTo(state(whole));
        }
    }

    @Test
    void arraysAreAddedAsTheirValuesOneByOne() {
        for (long seed = 1; seed <= 100; seed++) {
            Samples samples = new Samples(seed);
            double[] column = samples.column(3_000);
            int size = samples.random().nextInt(column.length + 1);
            Moments atOnce = Moments.of(1e300, -0.0);
            Moments oneByOne = Moments.of(1e300, -0.0);
            atOnce.addValues(column, size);
            for (int i = 0; i < size; i++) {
                oneByOne.add(column[i]);
            }

            assertThat(state(atOnce)).as("seed %d", seed).isEqualTo(state(oneByOne));
        }
    }

    @Test
    void theLargestValuesMayFillManyArrays() {
        double[] column = new double[5_000];
        Arrays.fill(column, -0x1.fffffffffffffp510);
        Moments atOnce = new Moments();
        for (int i = 0; i < 3; i++) {
            atOnce.addValues(column, column.length);
            atOnce.add(column[0]);
        }

        assertThat(atOnce.mean()).isEqualTo(column[0]);
        assertThat(atOnce.populationSd()).isZero();
        assertThat(atOnce.extremes()).isZero();
    }

    @Test
    void anArrayWithoutANumberIsRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> new Moments().addValues(new double[] {1, bad}, 2))
                    .hasMessage("value = " + bad + " is not finite");
            assertThatThrownBy(() -> new ExactSum().addSquares(new double[] {1, bad}, 2))
                    .hasMessage("value = " + bad + " is not finite");
        }
    }

    @Test
    void squaresThatAreNotExactAreLeftOut() {
        ExactSum squares = new ExactSum();

        assertThat(squares.addSquares(new double[] {3, 1e200, 0, 1e-200, -4}, 5))
                .isEqualTo(2);
        assertThat(squares.round()).isEqualTo(25);
    }

    private static String state(Moments m) {
        return Arrays.toString(m.sums().values().canonical())
                + Arrays.toString(m.sums().squares().canonical())
                + m.count() + " " + m.extremes() + " " + m.min() + " " + m.max() + " " + m.mean() + " "
                + m.varianceP() + " " + m.populationSd() + " " + m.sampleSd();
    }
}
