package io.tidemark.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.summary.Moments;
import org.junit.jupiter.api.Test;

class NormalIntervalTest {
    @Test
    void criticalValuesAreThoseOfTheTables() {
        assertThat(NormalInterval.criticalValue(0.95)).isCloseTo(1.959963984540054, within(1e-9));
        assertThat(NormalInterval.criticalValue(0.997)).isCloseTo(2.967737925, within(1e-8));
    }

    @Test
    void meanOfTenTakesStudentsQuantile() {
        Moments moments = Moments.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Interval interval = NormalInterval.ofMean(moments.mean(), moments.sampleSd(), 10, 0.95);

        double half = 2.262157162740992 * moments.sampleSd() / Math.sqrt(10);
        assertThat(interval.low()).isCloseTo(5.5 - half, within(1e-8));
        assertThat(interval.high()).isCloseTo(5.5 + half, within(1e-8));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(NormalInterval.ofMean(3, Double.NaN, 1, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void logitScaleKeepsInsideTheUnitInterval() {
        Interval interval = NormalInterval.onLogitScale(0.99, 0.01, 0.95);

        assertThat(interval.low()).isBetween(0.9, 0.99);
        assertThat(interval.high()).isBetween(0.99, 1.0);
        assertThat(NormalInterval.onLogitScale(1, 0.01, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void logScaleIsSymmetricInRatios() {
        Interval interval = NormalInterval.onLogScale(2, 0.1, 0.95);

        assertThat(interval.low() * interval.high()).isCloseTo(4, within(1e-12));
        assertThat(NormalInterval.onLogScale(0, 0.1, 0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void whatIsNotFiniteHasNoInterval() {
        assertThat(NormalInterval.plain(Double.POSITIVE_INFINITY, 1, 0.95)).isEqualTo(Interval.UNDEFINED);
        assertThat(NormalInterval.plain(1, Double.NaN, 0.95)).isEqualTo(Interval.UNDEFINED);
        assertThat(NormalInterval.onLogScale(2, Double.POSITIVE_INFINITY, 0.95)).isEqualTo(Interval.UNDEFINED);
    }
}
