package io.tidemark.stats.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {
    private static final double[] GUIDE = {0.70, 0.50, 0.05};
    private static final double[] GUIDE_REVERSED = {0.05, 0.50, 0.70};

    private static double[] reciprocal(int features) {
        double[] values = new double[features];
        Arrays.setAll(values, i -> 1.0 / (i + 1));
        return values;
    }

    @Test
    void exampleOfTheServiceGuideIsReproduced() {
        assertThat(RankingGain.normalised(GUIDE, GUIDE_REVERSED)).isCloseTo(0.6876, within(5e-5));
        assertThat(RankingGain.normalised(GUIDE, GUIDE)).isEqualTo(1);
    }

    @Test
    void swappingTheTopTwoOfManyStaysAboveTheServicesThreshold() {
        double[] live = reciprocal(20);
        live[0] = 0.5;
        live[1] = 1;

        assertThat(RankingGain.normalised(reciprocal(20), live)).isBetween(RankingGain.SERVICE_THRESHOLD, 0.95);
    }

    @Test
    void tiedFeaturesShareTheMeanGainOfTheirRanks() {
        double[] baseline = {0.4, 0.1};
        double first = RankingGain.normalisedByFeatureOrder(baseline, new double[] {0.2, 0.1});
        double second = RankingGain.normalisedByFeatureOrder(baseline, new double[] {0.1, 0.2});

        assertThat(RankingGain.normalised(baseline, new double[] {0.3, 0.3}))
                .isCloseTo((first + second) / 2, within(1e-15));
        assertThat(RankingGain.normalised(baseline, new double[] {0.0, -0.0}))
                .isCloseTo((first + second) / 2, within(1e-15));
        assertThat(RankingGain.normalisedByFeatureOrder(baseline, new double[] {-0.0, 0.0}))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gainIsBoundedAndBlindToTheScaleOfLiveAttributions(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < 100; round++) {
            double[] baseline = new double[12];
            double[] live = new double[12];
            Arrays.setAll(baseline, i -> samples.random().nextDouble());
            Arrays.setAll(live, i -> samples.random().nextInt(5));
            double gain = RankingGain.normalised(baseline, live);
            double[] scaled = Arrays.stream(live).map(v -> 8 * v + 2).toArray();

            assertThat(gain).as("seed %d", seed).isBetween(0.0, 1.0 + 1e-12);
            assertThat(RankingGain.normalised(baseline, scaled))
                    .as("seed %d", seed)
                    .isEqualTo(gain);
        }
    }

    @Test
    void equalBaselineAttributionsSeeNothing() {
        double[] equal = {0.25, 0.25, 0.25};

        assertThat(RankingGain.normalised(equal, new double[] {3, 1, 2})).isCloseTo(1, within(1e-15));
        assertThat(RankingGain.normalised(new double[3], equal)).isNaN();
    }

    @Test
    void impossibleAttributionsAreRefused() {
        assertThatThrownBy(() -> RankingGain.normalised(new double[] {-1}, new double[] {1}))
                .hasMessage("attribution of feature 0: baseline -1.0, live 1.0");
        assertThatThrownBy(() -> RankingGain.normalised(new double[] {1}, new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RankingGain.normalised(new double[0], new double[0]))
                .hasMessage("features: baseline 0, live 0");
    }

    @Test
    void noiseLevelFallsWithTheNoise() {
        double[] baseline = reciprocal(20);
        double quiet = RankingNoise.level(baseline, filled(20, 0.001), 1);
        double loud = RankingNoise.level(baseline, filled(20, 0.2), 1);

        assertThat(RankingNoise.level(baseline, filled(20, 0), 1)).isEqualTo(1);
        assertThat(quiet).isGreaterThan(0.999);
        // The design's simulation: noise of 20 % of the top importance puts the 1 % quantile at 0.81.
        assertThat(loud).isBetween(0.65, 0.85);
        assertThat(RankingNoise.level(baseline, filled(20, 0.2), 1)).isEqualTo(loud);
        assertThat(RankingNoise.level(baseline, filled(20, Double.NaN), 1)).isNaN();
    }

    @Test
    void windowsWithoutDriftHardlyEverAlarm() {
        double[] baseline = reciprocal(10);
        Samples samples = new Samples(4);
        int alarms = 0;
        int belowService = 0;
        for (int window = 0; window < 200; window++) {
            AttributionTable table = new AttributionTable(10);
            for (int row = 0; row < 20; row++) {
                double[] local = new double[10];
                Arrays.setAll(local, i -> baseline[i] + 2 * (samples.random().nextDouble() - 0.5));
                table.add(local);
            }
            double[] mean = table.meanMagnitudes();
            double[] truth = new double[10];
            // |b + U(-1, 1)| has mean (1 + b²)/2 for b in [0, 1].
            Arrays.setAll(truth, i -> (1 + baseline[i] * baseline[i]) / 2);
            double gain = RankingGain.normalised(truth, mean);
            alarms += RankingNoise.isAlarm(gain, RankingNoise.level(truth, table.standardErrors(), window)) ? 1 : 0;
            belowService += gain < RankingGain.SERVICE_THRESHOLD ? 1 : 0;
        }
        assertThat(alarms).as("seed 4").isLessThanOrEqualTo(2);
        assertThat(belowService).as("seed 4").isGreaterThanOrEqualTo(alarms);
    }

    @Test
    void alarmNeedsBothLimits() {
        assertThat(RankingNoise.isAlarm(0.8, 0.85)).isTrue();
        assertThat(RankingNoise.isAlarm(0.8, 0.7)).isFalse();
        assertThat(RankingNoise.isAlarm(0.95, 0.99)).isFalse();
        assertThat(RankingNoise.isAlarm(Double.NaN, 0.99)).isFalse();
        assertThat(RankingNoise.isAlarm(0.5, Double.NaN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partsAndCorrectionsGiveTheSameBits(long seed) {
        Samples samples = new Samples(seed);
        AttributionTable whole = new AttributionTable(4);
        AttributionTable left = new AttributionTable(4);
        AttributionTable right = new AttributionTable(4);
        for (int row = 0; row < 100; row++) {
            double[] local = samples.column(4);
            double[] wrong = samples.column(4);
            whole.add(local);
            right.remove(wrong);
            left.add(local);
            left.add(wrong);
        }
        right.addAll(left);
        assertThat(right.meanMagnitudes()).as("seed %d", seed).isEqualTo(whole.meanMagnitudes());
        assertThat(right.standardErrors()).as("seed %d", seed).isEqualTo(whole.standardErrors());
        assertThat(right.rows()).isEqualTo(100);

        right.subtractAll(whole);
        assertThat(right.rows()).isZero();
        assertThat(right.magnitudes().get(0).sum()).isZero();
    }

    @Test
    void rowsOfAnotherShapeAreRefused() {
        AttributionTable table = new AttributionTable(2);

        assertThatThrownBy(() -> table.add(new double[3])).hasMessage("features = 3, expected 2");
        assertThatThrownBy(() -> table.add(new double[] {1, Double.NaN})).hasMessageContaining("feature 1 = NaN");
        assertThatThrownBy(() -> new AttributionTable(0)).hasMessage("features = 0 is not positive");
        assertThatThrownBy(() -> RankingNoise.level(new double[2], new double[1], 1))
                .hasMessageContaining("errors 1");
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }
}
