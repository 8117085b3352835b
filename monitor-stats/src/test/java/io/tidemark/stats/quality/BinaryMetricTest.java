package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.Wilson;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryMetricTest {
    /** The service guide's example: rows are the true label, 1 2 / 0 1. */
    private static final BinaryConfusion GUIDE = new BinaryConfusion(1, 2, 0, 1);

    @Test
    void exampleOfTheServiceGuideIsReproduced() {
        assertThat(BinaryMetric.ACCURACY.of(GUIDE)).isEqualTo(0.5);
        assertThat(BinaryMetric.PRECISION.of(GUIDE)).isEqualTo(1.0 / 3);
        assertThat(BinaryMetric.RECALL.of(GUIDE)).isEqualTo(1);
        assertThat(BinaryMetric.TRUE_POSITIVE_RATE.of(GUIDE)).isEqualTo(1);
        assertThat(BinaryMetric.TRUE_NEGATIVE_RATE.of(GUIDE)).isEqualTo(1.0 / 3);
        assertThat(BinaryMetric.FALSE_POSITIVE_RATE.of(GUIDE)).isEqualTo(2.0 / 3);
        assertThat(BinaryMetric.FALSE_NEGATIVE_RATE.of(GUIDE)).isZero();
        assertThat(BinaryMetric.F0_5.of(GUIDE)).isCloseTo(0.38461538461538, within(1e-13));
        assertThat(BinaryMetric.F1.of(GUIDE)).isEqualTo(0.5);
        assertThat(BinaryMetric.F2.of(GUIDE)).isCloseTo(0.71428571428571, within(1e-13));
    }

    @Test
    void bestConstantOfTheServiceAlwaysAnswersPositive() {
        BinaryConfusion constant = GUIDE.alwaysPositive();

        assertThat(BinaryMetric.ACCURACY.of(constant)).isEqualTo(0.25);
        assertThat(BinaryMetric.RECALL.of(constant)).isEqualTo(1);
        assertThat(BinaryMetric.PRECISION.of(constant)).isEqualTo(0.25);
        assertThat(BinaryMetric.F0_5.of(constant)).isCloseTo(0.29411764705882, within(1e-13));
        assertThat(BinaryMetric.F1.of(constant)).isEqualTo(0.4);
        assertThat(BinaryMetric.F2.of(constant)).isEqualTo(0.625);
    }

    @Test
    void majorityIsABetterFloorThanTheServicesConstant() {
        assertThat(BinaryMetric.ACCURACY.of(GUIDE.majority())).isEqualTo(0.75);
        assertThat(BinaryMetric.PRECISION.of(GUIDE.majority())).isNaN();
        assertThat(QualityMetric.zeroIfUndefined(BinaryMetric.PRECISION.of(GUIDE.majority())))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(BinaryMetric.class)
    void tableWithoutRowsHasNoFigure(BinaryMetric metric) {
        assertThat(metric.of(BinaryConfusion.EMPTY)).isNaN();
        assertThat(metric.interval(BinaryConfusion.EMPTY, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @ParameterizedTest
    @EnumSource(BinaryMetric.class)
    void figureLiesInItsRangeAndInItsInterval(BinaryMetric metric) {
        for (long seed = 1; seed <= 300; seed++) {
            long[] n = new Samples(seed).counts(4);
            BinaryConfusion confusion = new BinaryConfusion(n[0], n[1], n[2], n[3]);
            double value = metric.of(confusion);
            boolean isCorrelation = metric == BinaryMetric.MATTHEWS || metric == BinaryMetric.KAPPA;
            if (!Double.isNaN(value)) {
                assertThat(value).as("seed %d", seed).isBetween(isCorrelation ? -1.0 : 0.0, 1.0);
                Interval interval = metric.interval(confusion, 0.95);
                assertThat(!interval.isDefined() || interval.contains(value))
                        .as("seed %d: %s has %s, %s", seed, confusion, value, interval)
                        .isTrue();
            }
        }
    }

    @Test
    void intervalOfF1IsThatOfTheHitsTransformed() {
        Interval interval = BinaryMetric.F1.interval(new BinaryConfusion(60, 10, 20, 500), 0.95);
        Interval hits = Wilson.interval(60, 90, 0.95);

        assertThat(interval.low()).isCloseTo(2 * hits.low() / (1 + hits.low()), within(1e-12));
        assertThat(interval.high()).isCloseTo(2 * hits.high() / (1 + hits.high()), within(1e-12));
    }

    @Test
    void perfectTableStillHasAnIntervalOfPositiveWidth() {
        BinaryConfusion perfect = new BinaryConfusion(5, 0, 0, 5);

        for (BinaryMetric metric : new BinaryMetric[] {BinaryMetric.ACCURACY, BinaryMetric.F0_5, BinaryMetric.F2}) {
            assertThat(metric.interval(perfect, 0.95).width()).as(metric.name()).isGreaterThan(0.1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BinaryMetric.class,
            names = {"F0_5", "F1", "F2", "KAPPA", "MATTHEWS", "BALANCED_ACCURACY"})
    void intervalHoldsTheTrueFigureAboutAsOftenAsItSays(BinaryMetric metric) {
        double[] shares = {0.15, 0.05, 0.10, 0.70};
        double truth = metric.of(new ExpectedConfusion(shares[0], shares[1], shares[2], shares[3]));
        SplittableRandom random = new SplittableRandom(metric.name().length());
        int held = 0;
        for (int round = 0; round < 1_000; round++) {
            long[] n = new long[4];
            for (int i = 0; i < 300; i++) {
                double u = random.nextDouble();
                n[u < 0.15 ? 0 : u < 0.20 ? 1 : u < 0.30 ? 2 : 3]++;
            }
            held += metric.interval(new BinaryConfusion(n[0], n[1], n[2], n[3]), 0.95)
                            .contains(truth)
                    ? 1
                    : 0;
        }
        assertThat(held / 1_000.0).as("%s, true value %s", metric, truth).isBetween(0.90, 0.98);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void correctionsMayComeInAnyOrder(long seed) {
        Samples samples = new Samples(seed);
        BinaryConfusion first = table(samples.counts(4));
        BinaryConfusion second = table(samples.counts(4));
        BinaryConfusion wrong = table(samples.counts(4));

        assertThat(BinaryConfusion.EMPTY.minus(wrong).plus(second).plus(wrong).plus(first))
                .as("seed %d", seed)
                .isEqualTo(first.plus(second));
    }

    @Test
    void tableWithANegativeCellHasNoFigures() {
        BinaryConfusion correction = BinaryConfusion.EMPTY.minus(BinaryConfusion.of(true, false));

        assertThatThrownBy(() -> BinaryMetric.ACCURACY.of(correction)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void directionsAreThoseOfTheService() {
        assertThat(BinaryMetric.FALSE_POSITIVE_RATE.isHigherBetter()).isFalse();
        assertThat(BinaryMetric.FALSE_NEGATIVE_RATE.isHigherBetter()).isFalse();
        assertThat(BinaryMetric.F0_5.isHigherBetter()).isTrue();
        assertThat(BinaryMetric.F0_5.wireName()).isEqualTo("f0_5");
        assertThat(BinaryMetric.KAPPA.isServiceMetric()).isFalse();
    }

    private static BinaryConfusion table(long[] n) {
        return new BinaryConfusion(n[0], n[1], n[2], n[3]);
    }
}
