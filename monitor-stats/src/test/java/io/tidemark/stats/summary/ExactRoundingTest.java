package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactRoundingTest {
    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void ratioOfSmallIntegersIsTheirQuotient() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            long a = random.nextLong(-1L << 50, 1L << 50);
            long b = 1 + random.nextLong(1L << random.nextInt(1, 50));

            assertThat(ExactRounding.ratio(big(a), big(b), 0))
                    .as("%d / %d", a, b)
                    .isEqualTo((double) a / b);
        }
    }

    @Test
    void rootOfSmallIntegersIsTheirRoot() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20_000; i++) {
            long a = random.nextLong(1L << random.nextInt(1, 53));

            assertThat(ExactRounding.rootOfRatio(big(a), BigInteger.ONE, 0))
                    .as("√%d", a)
                    .isEqualTo(Math.sqrt((double) a));
        }
    }

    @Test
    void subnormalRatiosAreRoundedOnce() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 1_000; i++) {
            BigInteger numerator = new BigInteger(Long.toUnsignedString(random.nextLong()));
            int exponent = random.nextInt(-1145, -1060);
            BigDecimal exact =
                    new BigDecimal(numerator).divide(BigDecimal.valueOf(2).pow(-exponent), MathContext.UNLIMITED);

            assertThat(ExactRounding.ratio(numerator, BigInteger.ONE, exponent))
                    .as("%s · 2^%d", numerator, exponent)
                    .isEqualTo(Double.parseDouble(exact.toString()));
        }
    }

    @Test
    void rootOfHugeAndTinyRatiosStaysInRange() {
        assertThat(ExactRounding.rootOfRatio(BigInteger.ONE.shiftLeft(4000), BigInteger.ONE, -1000))
                .isEqualTo(0x1p1000);
        assertThat(ExactRounding.rootOfRatio(BigInteger.ONE, BigInteger.ONE.shiftLeft(2000), 0))
                .isEqualTo(0x1p-1000);
        assertThat(ExactRounding.ratio(BigInteger.ONE.shiftLeft(1024).negate(), BigInteger.ONE, 0))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ExactRounding.ratio(BigInteger.ONE, BigInteger.ONE, -2000)).isZero();
        assertThat(ExactRounding.ratio(BigInteger.ZERO, BigInteger.TEN, 0)).isZero();
        assertThat(ExactRounding.rootOfRatio(BigInteger.ZERO, BigInteger.TEN, 0))
                .isZero();
    }
}
