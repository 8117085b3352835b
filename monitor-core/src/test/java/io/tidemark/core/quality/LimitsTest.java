package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.interval.Interval;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {
    private static final BiasValue NONE = new Undefined(Reason.NO_ROWS);

    @ParameterizedTest
    @CsvSource({
        "accuracy, 0.9, 0.02",
        "auc, 0.9, 0.02",
        "f1, 0.1, 0.02",
        "r2, 0.6, 0.05",
        "explained_variance, 0.6, 0.05",
        "mae, 50, 5",
        "rmse, 50, 5",
        "mse, 50, 10",
        "log_loss, 0.3, 0.03",
        "brier, 0.1, 0.02",
        "mse, -50, 10"
    })
    void toleranceIsInTheUnitOfTheFigure(String metric, double threshold, double expected) {
        assertThat(Tolerance.of(metric, threshold, Map.of())).isCloseTo(expected, within(1e-12));
        assertThat(Tolerance.of(metric, threshold, Map.of(metric, 0.5))).isEqualTo(0.5);
    }

    @Test
    void effectOfALossIsRelativeToItsLimit() {
        assertThat(Tolerance.effect("mae", 5, 50)).isCloseTo(0.1, within(1e-15));
        assertThat(Tolerance.effect("mae", 500, 50)).isEqualTo(1);
        assertThat(Tolerance.effect("mae", 0.5, 0)).isEqualTo(0.5);
        assertThat(Tolerance.effect("recall", 0.25, 0.6)).isEqualTo(0.25);
        assertThat(Tolerance.effect("recall", -0.25, 0.6)).isZero();
        assertThat(Tolerance.effect("recall", Double.NaN, 0.6)).isZero();
        assertThat(Tolerance.effect("mae", Double.POSITIVE_INFINITY, 50)).isEqualTo(1);
    }

    @Test
    void limitItselfIsAllowed() {
        Limit least = new Limit("recall", 0.6, Comparison.LESS_THAN);
        Limit most = new Limit("mae", 5, Comparison.GREATER_THAN);

        assertThat(least.isBeyond(0.6)).isFalse();
        assertThat(least.isBeyond(Math.nextDown(0.6))).isTrue();
        assertThat(most.isBeyond(5)).isFalse();
        assertThat(most.isBeyond(Math.nextUp(5.0))).isTrue();
        assertThat(least.isBeyond(Double.NaN)).isFalse();
        assertThat(most.isBeyond(Double.NaN)).isFalse();
    }

    @Test
    void intervalIsBeyondIfItsNearEndIs() {
        Limit least = new Limit("recall", 0.6, Comparison.LESS_THAN);

        assertThat(least.isBeyond(new Interval(0.3, 0.59))).isTrue();
        assertThat(least.isBeyond(new Interval(0.3, 0.6))).isFalse();
        assertThat(least.isBeyond(new Interval(0.7, 0.8))).isFalse();
        assertThat(least.isBeyond(Interval.UNDEFINED)).isFalse();
        assertThat(least.effect(new Interval(0.3, 0.5))).isCloseTo(0.1, within(1e-15));
        assertThat(least.effect(new Interval(0.3, 0.7))).isZero();
        assertThat(least.effect(Interval.UNDEFINED)).isZero();
    }

    @Test
    void outcomeCarriesDirectionAndLimit() {
        Limit most = new Limit("mae", 5, Comparison.GREATER_THAN);

        assertThat(most.outcome("MQ002", 6, new Interval(5.5, 6.5), RuleState.ALARM))
                .satisfies(outcome -> {
                    assertThat(outcome.direction()).isEqualTo(Direction.BAD_WHEN_HIGHER);
                    assertThat(outcome.threshold()).isEqualTo(5);
                    assertThat(outcome.effect()).isCloseTo(0.1, within(1e-15));
                    assertThat(outcome.feature()).isEmpty();
                });
        for (Comparison comparison : Comparison.values()) {
            assertThat(Limit.comparison(new Limit("x", 0, comparison).direction()))
                    .isEqualTo(comparison);
        }
    }

    @Test
    void bandHoldsParityAndTheBaselineAndALittleMore() {
        for (double before : new double[] {-0.9, -0.2, -0.05, 0, 0.04, 0.3, 1}) {
            Interval band =
                    BiasBand.of(BiasMetric.DPL, new Defined(before), Map.of()).orElseThrow();
            assertThat(band.contains(0)).isTrue();
            assertThat(band.contains(before)).isTrue();
            assertThat(band.low()).isEqualTo(Math.min(-0.1, before - 0.05));
            assertThat(band.high()).isEqualTo(Math.max(0.1, before + 0.05));
        }
    }

    @Test
    void bandOfARatioIsAroundOne() {
        assertThat(BiasBand.of(BiasMetric.DI, new Defined(1), Map.of())).contains(new Interval(0.8, 1.25));
        assertThat(BiasBand.of(BiasMetric.DI, NONE, Map.of())).contains(new Interval(0.8, 1.25));
        assertThat(BiasBand.of(BiasMetric.DI, new Defined(0.5), Map.of())).contains(new Interval(0.45, 1.25));
        assertThat(BiasBand.of(BiasMetric.DI, new Defined(1.8), Map.of())).contains(new Interval(0.8, 2));
        assertThat(BiasBand.of(BiasMetric.DI, new Defined(0), Map.of())).contains(new Interval(0, 1.25));
        assertThat(BiasBand.of(BiasMetric.DI, new Defined(Double.POSITIVE_INFINITY), Map.of()))
                .contains(new Interval(0.8, Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @EnumSource(BiasMetric.class)
    void metricsWithoutScaleOrIntervalHaveABandOnlyIfSet(BiasMetric metric) {
        boolean isFree = EnumSet.of(
                        BiasMetric.DCA,
                        BiasMetric.DCR,
                        BiasMetric.TE,
                        BiasMetric.GE,
                        BiasMetric.KL,
                        BiasMetric.JS,
                        BiasMetric.LP,
                        BiasMetric.TVD,
                        BiasMetric.KS)
                .contains(metric);
        Interval own = new Interval(-7, 7);

        assertThat(BiasBand.of(metric, new Defined(0.3), Map.of()).isEmpty()).isEqualTo(isFree);
        assertThat(BiasBand.of(metric, NONE, Map.of()).isEmpty()).isEqualTo(isFree);
        assertThat(BiasBand.of(metric, new Defined(0.3), Map.of(metric, own))).contains(own);
    }

    @Test
    void effectOfBiasIsHowFarItSurelyIsBeyond() {
        assertThat(BiasJudge.beyond(new Interval(0.3, 0.5), 0.2, false)).isCloseTo(0.1, within(1e-15));
        assertThat(BiasJudge.beyond(new Interval(-0.5, -0.3), -0.2, true)).isCloseTo(0.1, within(1e-15));
        assertThat(BiasJudge.beyond(new Interval(0.1, 0.5), 0.2, false)).isZero();
        assertThat(BiasJudge.beyond(Interval.UNDEFINED, 0.2, false)).isZero();
        assertThat(BiasJudge.beyond(new Interval(9, Double.POSITIVE_INFINITY), 0.2, false))
                .isEqualTo(1);
        assertThat(BiasJudge.beyondMagnitude(new Interval(0.3, 0.5), -0.2)).isCloseTo(0.1, within(1e-15));
        assertThat(BiasJudge.beyondMagnitude(new Interval(-0.5, -0.3), 0.2)).isCloseTo(0.1, within(1e-15));
        assertThat(BiasJudge.beyondMagnitude(new Interval(-0.1, 0.5), 0)).isZero();
        assertThat(BiasJudge.beyondMagnitude(Interval.UNDEFINED, 0)).isZero();
    }
}
