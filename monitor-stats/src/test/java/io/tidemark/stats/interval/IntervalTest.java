package io.tidemark.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final Interval BAND = new Interval(-0.1, 0.1);

    @Test
    void onlyAnIntervalWithoutACommonPointIsOutsideTheBand() {
        assertThat(new Interval(0.11, 0.3).isOutside(BAND)).isTrue();
        assertThat(new Interval(-0.3, -0.11).isOutside(BAND)).isTrue();
        assertThat(new Interval(0.1, 0.3).isOutside(BAND)).isFalse();
        assertThat(new Interval(-1, 1).isOutside(BAND)).isFalse();
        assertThat(Interval.UNDEFINED.isOutside(BAND)).isFalse();
    }

    @Test
    void undefinedContainsNothingAndStaysUndefined() {
        assertThat(Interval.UNDEFINED.isDefined()).isFalse();
        assertThat(Interval.UNDEFINED.contains(0)).isFalse();
        assertThat(Interval.UNDEFINED.within(0, 1)).isEqualTo(Interval.UNDEFINED);
        assertThat(Interval.UNDEFINED.widenedBy(1)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void endsMoveIntoARange() {
        assertThat(new Interval(-2, 0.5).within(0, 1)).isEqualTo(new Interval(0, 0.5));
        assertThat(new Interval(2, 3).within(0, 1)).isEqualTo(new Interval(1, 1));
        assertThat(new Interval(0.25, 0.5).widenedBy(0.25)).isEqualTo(new Interval(0, 0.75));
        assertThat(new Interval(0.25, 0.5).width()).isEqualTo(0.25);
    }

    @Test
    void endsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new Interval(1, 0)).hasMessage("interval [1.0, 0.0] is not in order");
        assertThatThrownBy(() -> new Interval(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
