package io.tidemark.stats.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.Jackknife;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BiasMetricTest {
    private static final Set<BiasMetric> IN_UNIT = EnumSet.of(
            BiasMetric.CI,
            BiasMetric.DPL,
            BiasMetric.CDDL,
            BiasMetric.DPPL,
            BiasMetric.SD,
            BiasMetric.RD,
            BiasMetric.DAR,
            BiasMetric.DRR,
            BiasMetric.AD,
            BiasMetric.CDDPL);
    private static final Set<BiasMetric> UNSIGNED =
            EnumSet.of(BiasMetric.JS, BiasMetric.LP, BiasMetric.TVD, BiasMetric.KS, BiasMetric.GE);
    /** Not turned by exchanging the sides: KL and DI turn in their own way. */
    private static final Set<BiasMetric> TURNING = EnumSet.complementOf(EnumSet.of(
            BiasMetric.JS,
            BiasMetric.LP,
            BiasMetric.TVD,
            BiasMetric.KS,
            BiasMetric.GE,
            BiasMetric.KL,
            BiasMetric.DI,
            BiasMetric.CDDL,
            BiasMetric.CDDPL));

    private static FacetTable random(SplittableRandom random, int rows, double positiveOfD) {
        FacetTable table = new FacetTable(2, 3);
        for (int row = 0; row < rows; row++) {
            int group = random.nextInt(3) == 0 ? 1 : 0;
            double share = group == 1 ? positiveOfD : 0.5;
            Outcome label = Outcome.of(random.nextDouble() < share);
            Outcome prediction = random.nextInt(4) == 0 ? Outcome.of(random.nextBoolean()) : label;
            table.add(group, random.nextInt(3), label, prediction, 1);
        }
        return table;
    }

    private static FacetSides d(FacetTable table) {
        return table.sides(group -> group == 1);
    }

    private static FacetSides a(FacetTable table) {
        return table.sides(group -> group == 0);
    }

    @ParameterizedTest
    @EnumSource(BiasMetric.class)
    void exchangingTheSidesTurnsDifferencesAndKeepsDistances(BiasMetric metric) {
        for (long seed = 1; seed <= 100; seed++) {
            FacetTable table = random(new SplittableRandom(seed), 60, 0.3);
            double there = metric.of(d(table)).orNaN();
            double back = metric.of(a(table)).orNaN();
            if (TURNING.contains(metric)) {
                assertThat(back == -there || Math.abs(back + there) < 1e-12)
                        .as("seed %d", seed)
                        .isTrue();
            } else if (UNSIGNED.contains(metric)) {
                assertThat(back).as("seed %d", seed).isCloseTo(there, within(1e-12));
            } else if (metric == BiasMetric.DI) {
                assertThat(back * there).as("seed %d", seed).isCloseTo(1, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BiasMetric.class)
    void valuesLieInTheirRangesAndIntervals(BiasMetric metric) {
        for (long seed = 1; seed <= 200; seed++) {
            FacetSides sides = d(random(new SplittableRandom(seed), 40, 0.2));
            BiasValue value = metric.of(sides);
            Interval interval = metric.interval(sides, 0.95);
            if (IN_UNIT.contains(metric)) {
                assertThat(value.orNaN()).as("seed %d", seed).isBetween(-1.0, 1.0);
            } else if (UNSIGNED.contains(metric) || metric == BiasMetric.DI) {
                assertThat(value.orNaN()).as("seed %d", seed).isNotNegative();
            }
            if (interval.isDefined()) {
                assertThat(interval.widenedBy(1e-12).contains(value.orNaN()))
                        .as("seed %d: %s in %s", seed, value, interval)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BiasMetric.class)
    void equalGroupsAreAtParity(BiasMetric metric) {
        FacetTable table = new FacetTable(2, 2);
        for (int group = 0; group < 2; group++) {
            for (int stratum = 0; stratum < 2; stratum++) {
                table.add(group, stratum, Outcome.POSITIVE, Outcome.POSITIVE, 6);
                table.add(group, stratum, Outcome.NEGATIVE, Outcome.NEGATIVE, 4);
            }
        }
        assertThat(metric.of(d(table)).orNaN()).isCloseTo(metric.parity(), within(1e-15));
    }

    @Test
    void distancesOfTwoSharedOutcomesAddNothingToTheDifference() {
        FacetSides sides = d(random(new SplittableRandom(3), 500, 0.2));
        double difference = Math.abs(BiasMetric.DPL.of(sides).orNaN());

        assertThat(BiasMetric.KS.of(sides).orNaN()).isCloseTo(difference, within(1e-12));
        assertThat(BiasMetric.TVD.of(sides).orNaN()).isCloseTo(difference, within(1e-12));
        assertThat(BiasMetric.LP.of(sides).orNaN()).isCloseTo(Math.sqrt(2) * difference, within(1e-12));
        assertThat(BiasMetric.KS.interval(sides, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void predictionsAloneGiveWhatNeedsNoLabel() {
        FacetTable table = new FacetTable(2, 1);
        table.add(0, 0, Outcome.UNKNOWN, Outcome.POSITIVE, 30);
        table.add(0, 0, Outcome.UNKNOWN, Outcome.NEGATIVE, 30);
        table.add(1, 0, Outcome.UNKNOWN, Outcome.POSITIVE, 10);
        table.add(1, 0, Outcome.UNKNOWN, Outcome.NEGATIVE, 30);
        FacetSides sides = d(table);

        assertThat(BiasMetric.DPPL.of(sides)).isEqualTo(new Defined(0.25));
        assertThat(BiasMetric.DI.of(sides)).isEqualTo(new Defined(0.5));
        assertThat(BiasMetric.CDDPL.of(sides)).isEqualTo(new Defined(0.25));
        assertThat(BiasMetric.CI.of(sides)).isEqualTo(new Defined(0.2));
        assertThat(BiasMetric.DPL.of(sides)).isEqualTo(new Undefined(Reason.FACET_EMPTY));
        assertThat(BiasMetric.RD.of(sides)).isEqualTo(new Undefined(Reason.FACET_EMPTY));
        assertThat(BiasMetric.GE.of(sides)).isEqualTo(new Undefined(Reason.NO_ROWS));
        assertThat(BiasMetric.CDDL.of(sides)).isEqualTo(new Undefined(Reason.NO_POSITIVES));
    }

    @Test
    void missingSideIsAReasonAndNeverAZero() {
        FacetTable table = new FacetTable(2, 0);
        table.add(0, 0, Outcome.POSITIVE, Outcome.POSITIVE, 3);
        table.add(0, 0, Outcome.NEGATIVE, Outcome.NEGATIVE, 3);

        assertThat(BiasMetric.DPL.of(d(table))).isEqualTo(new Undefined(Reason.FACET_EMPTY));
        assertThat(BiasMetric.AD.of(a(table))).isEqualTo(new Undefined(Reason.REST_EMPTY));
        assertThat(BiasMetric.CDDL.of(d(table))).isEqualTo(new Undefined(Reason.NO_GROUP_VARIABLE));
        assertThat(BiasMetric.CDDL.interval(d(table), 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void modelThatAcceptsNobodyHasNoPostTrainingValues() {
        FacetTable table = new FacetTable(2, 1);
        table.add(0, 0, Outcome.POSITIVE, Outcome.NEGATIVE, 3);
        table.add(1, 0, Outcome.NEGATIVE, Outcome.NEGATIVE, 3);

        assertThat(BiasMetric.DI.of(d(table))).isEqualTo(new Undefined(Reason.NO_POSITIVES));
        assertThat(BiasMetric.GE.of(d(table))).isEqualTo(new Undefined(Reason.NO_POSITIVES));
        assertThat(BiasMetric.JS.of(d(table))).isEqualTo(new Undefined(Reason.NO_SHARED_OUTCOME));
        assertThat(BiasMetric.KS.of(d(table))).isEqualTo(new Undefined(Reason.NO_SHARED_OUTCOME));
        assertThat(BiasMetric.DPPL.of(d(new FacetTable(2, 0)))).isEqualTo(new Undefined(Reason.NO_ROWS));
    }

    @Test
    void ratiosOverNothingFollowTheReference() {
        FacetTable table = new FacetTable(2, 0);
        table.add(0, 0, Outcome.POSITIVE, Outcome.POSITIVE, 4);
        table.add(0, 0, Outcome.POSITIVE, Outcome.NEGATIVE, 1);
        table.add(1, 0, Outcome.POSITIVE, Outcome.NEGATIVE, 2);
        FacetSides sides = d(table);

        assertThat(BiasMetric.DCA.of(sides)).isEqualTo(new Defined(Double.NEGATIVE_INFINITY));
        assertThat(BiasMetric.TE.of(sides)).as("both infinite").isEqualTo(new Defined(0));
        assertThat(BiasMetric.DI.of(sides)).isEqualTo(new Defined(0));
        assertThat(BiasMetric.DI.of(a(table))).isEqualTo(new Defined(Double.POSITIVE_INFINITY));
        assertThat(BiasMetric.DI.interval(a(table), 0.95)).isEqualTo(Interval.UNDEFINED);
        assertThat(BiasMetric.DCA.interval(sides, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @ParameterizedTest
    @EnumSource(
            value = BiasMetric.class,
            names = {"DPL", "DPPL", "DI", "RD", "SD", "DAR", "DRR", "AD", "CDDL", "CDDPL", "DCA", "DCR", "GE", "CI"})
    void intervalHoldsTheTrueValueAboutAsOftenAsItSays(BiasMetric metric) {
        FacetTable population = random(new SplittableRandom(99), 400_000, 0.3);
        double truth = metric.of(d(population)).orNaN();
        int held = 0;
        int rounds = 600;
        SplittableRandom random = new SplittableRandom(metric.name().length());
        for (int round = 0; round < rounds; round++) {
            held += metric.interval(d(random(random, 400, 0.3)), 0.95).contains(truth) ? 1 : 0;
        }
        assertThat(held / (double) rounds).as(metric.name()).isBetween(0.91, 0.985);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void deltaMethodOfConditionalDisparityAgreesWithTheJackknife(long seed) {
        FacetTable table = random(new SplittableRandom(seed), 3_000, 0.3);
        Interval interval = BiasMetric.CDDL.interval(d(table), 0.95);
        double byDelta = interval.width() / 2 / 1.959963984540054;
        double byJackknife = Jackknife.standardError(table.toArray(), counts -> {
            FacetTable without = new FacetTable(2, 3);
            without.addStored(counts);
            return BiasMetric.CDDL.of(d(without)).orNaN();
        });

        assertThat(byDelta).as("seed %d", seed).isCloseTo(byJackknife, within(0.01 * byJackknife));
    }

    @Test
    void serviceRuleComparesDistancesFromZero() {
        BiasValue small = new Defined(-0.1);
        BiasValue large = new Defined(0.2);
        BiasValue infinite = new Defined(Double.NEGATIVE_INFINITY);
        BiasValue missing = new Undefined(Reason.FACET_EMPTY);

        assertThat(large.isFartherFromZeroThan(small)).isTrue();
        assertThat(small.isFartherFromZeroThan(large)).isFalse();
        assertThat(small.isFartherFromZeroThan(small)).isFalse();
        assertThat(infinite.isFartherFromZeroThan(large)).isTrue();
        assertThat(infinite.isFartherFromZeroThan(infinite)).isFalse();
        assertThat(missing.isFartherFromZeroThan(small)).isFalse();
        assertThat(large.isFartherFromZeroThan(missing)).isFalse();
        assertThatThrownBy(() -> new Defined(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figuresOfOneSideAreThoseOfItsTable() {
        FacetTable table = new FacetTable(2, 0);
        table.add(0, 0, Outcome.POSITIVE, Outcome.POSITIVE, 3);
        table.add(0, 0, Outcome.NEGATIVE, Outcome.POSITIVE, 1);
        SideCounts everyone = d(table).everyone();

        assertThat(PerformanceMetric.PRECISION.of(everyone)).isEqualTo(0.75);
        assertThat(PerformanceMetric.REJECTION_RATE.of(everyone)).isZero();
        assertThat(PerformanceMetric.CONDITIONAL_ACCEPTANCE.of(everyone)).isEqualTo(0.75);
        assertThat(PerformanceMetric.CONDITIONAL_REJECTION.of(everyone)).isInfinite();
        assertThat(PerformanceMetric.F1.of(SideCounts.EMPTY)).isZero();
    }
}
