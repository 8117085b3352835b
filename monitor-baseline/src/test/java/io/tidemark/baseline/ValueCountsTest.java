package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.summary.Moments;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueCountsTest {
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void countsAndMomentsAreThoseOfAddingEachValue(long seed) {
        Random random = new Random(seed);
        ValueCounts counts = new ValueCounts();
        Map<Double, Long> expected = new TreeMap<>();
        Moments moments = new Moments();
        for (int i = 0; i < 20_000; i++) {
            double value = Math.rint(random.nextGaussian() * 100) / 7 + 0.0;
            counts.add(value, 1);
            expected.merge(value, 1L, Long::sum);
            moments.add(value);
        }
        Map<Double, Long> found = new TreeMap<>();
        counts.forEach((value, count) -> found.put(value, count));
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
        assertThat(counts.distinct()).isEqualTo(expected.size());
        assertThat(counts.sorted()).isSorted().hasSize(expected.size());
        requireSame(counts.moments(), moments);
    }

    @Test
    void extremeValuesHaveExactMomentsToo() {
        ValueCounts counts = new ValueCounts();
        Moments moments = new Moments();
        double[] values = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-300, 1e200, 0, 3};
        for (double value : values) {
            counts.add(value, 5);
            for (int i = 0; i < 5; i++) {
                moments.add(value);
            }
        }
        assertThat(counts.moments().extremes()).isEqualTo(moments.extremes()).isEqualTo(25);
        requireSame(counts.moments(), moments);
    }

    @Test
    void nothingHasNoMoments() {
        assertThat(new ValueCounts().moments().count()).isZero();
        assertThat(new ValueCounts().moments().mean()).isNaN();
    }

    private static void requireSame(Moments found, Moments expected) {
        assertThat(found.count()).isEqualTo(expected.count());
        assertThat(found.min()).isEqualTo(expected.min());
        assertThat(found.max()).isEqualTo(expected.max());
        assertThat(found.sums().values().exact())
                .isEqualTo(expected.sums().values().exact());
        assertThat(found.sums().squares().exact())
                .isEqualTo(expected.sums().squares().exact());
    }
}
