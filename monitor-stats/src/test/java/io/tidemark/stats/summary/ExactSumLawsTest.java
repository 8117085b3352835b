package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.Samples;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumLawsTest {
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalsTheSumOfDecimals(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] values = samples.column(1 + samples.random().nextInt(300));
            ExactSum sum = new ExactSum();
            BigDecimal expected = BigDecimal.ZERO;
            for (double value : values) {
                sum.add(value);
                expected = expected.add(new BigDecimal(value));
            }

            assertThat(sum.exact()).as("seed %d, round %d", seed, round).isEqualByComparingTo(expected);
            assertThat(sum.round()).as("seed %d, round %d", seed, round).isEqualTo(nearest(expected));
        }
    }

    /** The double next to a decimal, by comparing distances, ties to even: independent of the code under test. */
    private static double nearest(BigDecimal exact) {
        double guess = exact.doubleValue();
        if (Double.isInfinite(guess)) {
            return guess;
        }
        double best = guess;
        for (double candidate : new double[] {Math.nextDown(guess), Math.nextUp(guess)}) {
            if (Double.isFinite(candidate)) {
                int closer = distance(candidate, exact).compareTo(distance(best, exact));
                boolean isEven = (Double.doubleToLongBits(candidate) & 1) == 0;
                best = closer < 0 || (closer == 0 && isEven) ? candidate : best;
            }
        }
        return best + 0.0;
    }

    private static BigDecimal distance(double value, BigDecimal exact) {
        return new BigDecimal(value).subtract(exact).abs();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void orderAndPartitionDoNotChangeTheCanonicalForm(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] values = samples.column(3000);
            long[] whole = canonical(values);
            samples.shuffle(values);
            ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
            for (double value : values) {
                parts[samples.random().nextInt(3)].add(value);
            }
            ExactSum left = parts[0].copy();
            left.addAll(parts[1]);
            left.addAll(parts[2]);
            ExactSum right = parts[2].copy();
            right.addAll(parts[1]);
            ExactSum grouped = parts[0].copy();
            grouped.addAll(right);

            assertThat(left.canonical()).as("seed %d, round %d", seed, round).isEqualTo(whole);
            assertThat(grouped.canonical()).as("seed %d, round %d", seed, round).isEqualTo(whole);
            assertThat(ExactSum.ofCanonical(whole).canonical())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(whole);
            assertThat(ExactSum.ofCanonical(whole).round())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(left.round());
        }
    }

    private static long[] canonical(double[] values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.canonical();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void squaresEqualDecimalsOrAreRefused(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ExactSum sum = new ExactSum();
            BigDecimal expected = BigDecimal.ZERO;
            for (double value : samples.column(200)) {
                double magnitude = Math.abs(value);
                boolean isInRange = value == 0 || (magnitude >= 0x1p-484 && magnitude <= 0x1p511);
                assertThat(sum.addSquare(value))
                        .as("seed %d, value %s", seed, value)
                        .isEqualTo(isInRange);
                expected = isInRange ? expected.add(new BigDecimal(value).pow(2)) : expected;
            }

            assertThat(sum.exact()).as("seed %d, round %d", seed, round).isEqualByComparingTo(expected);
        }
    }
}
