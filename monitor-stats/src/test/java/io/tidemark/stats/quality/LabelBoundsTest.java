package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.interval.Interval;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelBoundsTest {
    @ParameterizedTest
    @EnumSource(
            value = BinaryMetric.class,
            names = {"BALANCED_ACCURACY", "MATTHEWS", "KAPPA"},
            mode = EnumSource.Mode.EXCLUDE)
    void boundsAreTheExtremesOverAllLabelsThatMayCome(BinaryMetric metric) {
        SplittableRandom random = new SplittableRandom(metric.name().hashCode());
        for (int round = 0; round < 60; round++) {
            BinaryConfusion labelled =
                    new BinaryConfusion(random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4));
            int hits = random.nextInt(6);
            int misses = random.nextInt(6);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int x = 0; x <= hits; x++) {
                for (int z = 0; z <= misses; z++) {
                    double value = metric.of(labelled.plus(new BinaryConfusion(x, hits - x, z, misses - z)));
                    low = Double.isNaN(value) ? low : Math.min(low, value);
                    high = Double.isNaN(value) ? high : Math.max(high, value);
                }
            }
            Interval bounds = LabelBounds.of(metric, labelled, hits, misses);
            if (low > high) {
                assertThat(bounds).isEqualTo(Interval.UNDEFINED);
            } else {
                assertThat(bounds.low())
                        .as("%s + %d, %d", labelled, hits, misses)
                        .isCloseTo(low, within(1e-12));
                assertThat(bounds.high())
                        .as("%s + %d, %d", labelled, hits, misses)
                        .isCloseTo(high, within(1e-12));
            }
        }
    }

    @Test
    void noMissingLabelLeavesNoRoom() {
        BinaryConfusion labelled = new BinaryConfusion(5, 1, 2, 8);

        assertThat(LabelBounds.of(BinaryMetric.F1, labelled, 0, 0).width()).isZero();
    }

    @Test
    void accuracyOfSeveralClassesCanLoseOrGainEveryMissingLabel() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new long[] {3, 1, 0, 4});

        assertThat(LabelBounds.ofAccuracy(matrix, 2)).isEqualTo(new Interval(0.7, 0.9));
        assertThat(LabelBounds.ofAccuracy(new ConfusionMatrix(2), 0)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void meanOfABoundedLossIsBounded() {
        assertThat(LabelBounds.ofMean(6, 4, 1, new Interval(0, 9))).isEqualTo(new Interval(1.2, 3));
        assertThat(LabelBounds.ofMean(6, 4, 0, new Interval(0, Double.POSITIVE_INFINITY)))
                .isEqualTo(new Interval(1.5, 1.5));
    }

    @Test
    void figureWithInnerExtremesIsRefused() {
        assertThatThrownBy(() -> LabelBounds.of(BinaryMetric.KAPPA, BinaryConfusion.EMPTY, 1, 1))
                .hasMessageContaining("cohen_kappa");
    }
}
