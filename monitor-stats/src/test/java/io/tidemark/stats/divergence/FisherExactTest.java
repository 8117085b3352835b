package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class FisherExactTest {
    @Test
    void equalsTheSumOverAllTables() {
        for (long seed = 1; seed <= 300; seed++) {
            Samples samples = new Samples(seed);
            int size = 1 + samples.random().nextInt(40);
            long[] b = {samples.random().nextInt(size), samples.random().nextInt(size)};
            long[] w = {samples.random().nextInt(size), samples.random().nextInt(size)};
            boolean isUndefined = b[0] + b[1] == 0 || w[0] + w[1] == 0 || b[0] + w[0] == 0 || b[1] + w[1] == 0;

            if (isUndefined) {
                assertThat(FisherExact.pValue(b, w)).as("seed %d", seed).isNaN();
            } else {
                double expected = enumerated(b, w);
                assertThat(FisherExact.pValue(b, w)).as("seed %d", seed).isCloseTo(expected, within(1e-11 * expected));
            }
        }
    }

    private static double enumerated(long[] b, long[] w) {
        long row = b[0] + b[1];
        long otherRow = w[0] + w[1];
        long column = b[0] + w[0];
        BigInteger observed = tables(row, otherRow, column, b[0]);
        BigInteger atMost = BigInteger.ZERO;
        BigInteger all = BigInteger.ZERO;
        for (long k = Math.max(0, column - otherRow); k <= Math.min(row, column); k++) {
            BigInteger count = tables(row, otherRow, column, k);
            all = all.add(count);
            atMost = count.compareTo(observed) <= 0 ? atMost.add(count) : atMost;
        }
        return new BigDecimal(atMost)
                .divide(new BigDecimal(all), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger tables(long row, long otherRow, long column, long k) {
        return binomial(row, k).multiply(binomial(otherRow, column - k));
    }

    private static BigInteger binomial(long n, long k) {
        BigInteger result = BigInteger.ONE;
        for (long i = 1; i <= k; i++) {
            result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return result;
    }

    @Test
    void largeTablesKeepTheirDigits() {
        double n = 1e9;
        double expected = (12 * (n + 1) + 30) / ((n + 7) * (n + 6));

        assertThat(FisherExact.pValue(new long[] {1_000_000_000, 1}, new long[] {5, 1}))
                .isCloseTo(expected, within(1e-13 * expected));
    }

    @Test
    void hopelessTablesHavePValueZeroNotNaN() {
        assertThat(FisherExact.pValue(new long[] {100_000, 0}, new long[] {0, 100_000}))
                .isZero();
    }
}
