package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberSortTest {
    private static void requireSorted(DoubleSupplier source, int size, long seed) {
        double[] values =
                DoubleStream.generate(source).limit(size + 7L).map(v -> v + 0.0).toArray();
        double[] expected = Arrays.copyOf(values, size);
        Arrays.sort(expected);
        double[] before = values.clone();
        assertThat(Arrays.equals(NumberSort.ascending(values, size), expected))
                .as("seed %d, size %d", seed, size)
                .isTrue();
        assertThat(values).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4_095, 4_096, 4_097, 50_000})
    void orderIsThatOfTheLibrary(int size) {
        Random random = new Random(71);
        requireSorted(random::nextGaussian, size, 71);
        requireSorted(() -> random.nextInt(3) - 1, size, 71);
        requireSorted(() -> Math.scalb(random.nextGaussian(), random.nextInt(2_000) - 1_000), size, 71);
    }

    @Test
    void everyKindOfDoubleFindsItsPlace() {
        Random random = new Random(72);
        requireSorted(
                () -> {
                    double any = Double.longBitsToDouble(random.nextLong());
                    return Double.isFinite(any) ? any : Double.MIN_VALUE;
                },
                20_000,
                72);
        double[] edges = {Double.MAX_VALUE, -Double.MAX_VALUE, 0, Double.MIN_VALUE, -Double.MIN_VALUE, 1};
        requireSorted(() -> edges[random.nextInt(edges.length)], 5_000, 72);
    }

    @Test
    void equalValuesStay() {
        requireSorted(() -> 4.25, 10_000, 0);
    }
}
