package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static ExactSum sumOf(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum;
    }

    @Test
    void cancellationLeavesTheSmallTerm() {
        assertThat(sumOf(1e308, 1, -1e308).round()).isEqualTo(1);
        assertThat(sumOf(1e16, 1, 1, -1e16).round()).isEqualTo(2);
    }

    @Test
    void thousandTenthsAreTheNearestDouble() {
        double tenth = 0.1;
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 1000; i++) {
            sum.add(tenth);
        }

        assertThat(sum.round())
                .isEqualTo(
                        new BigDecimal(tenth).multiply(BigDecimal.valueOf(1000)).doubleValue());
    }

    @Test
    void tiesGoToEven() {
        double ulp = Math.ulp(1.0);

        assertThat(sumOf(1, ulp / 2).round()).isEqualTo(1);
        assertThat(sumOf(1, ulp, ulp / 2).round()).isEqualTo(1 + 2 * ulp);
        assertThat(sumOf(1, ulp / 2, Double.MIN_VALUE).round()).isEqualTo(1 + ulp);
        assertThat(sumOf(-1, -ulp / 2, -Double.MIN_VALUE).round()).isEqualTo(-1 - ulp);
    }

    @Test
    void subnormalSumsAreExact() {
        assertThat(sumOf(Double.MIN_VALUE, Double.MIN_VALUE).round()).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(sumOf(Double.MIN_NORMAL, -Double.MIN_VALUE).round()).isEqualTo(Double.MIN_NORMAL - Double.MIN_VALUE);
    }

    @Test
    void sumsBeyondTheLargestDoubleAreInfiniteUntilTheyComeBack() {
        ExactSum sum = sumOf(Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(sum.round()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum.exact()).isEqualTo(new BigDecimal(Double.MAX_VALUE).multiply(BigDecimal.valueOf(2)));

        sum.add(-Double.MAX_VALUE);
        assertThat(sum.round()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void zeroIsPositiveAndEmpty() {
        ExactSum zero = sumOf(-0.0, 0.0, 5, -5);

        assertThat(zero.isZero()).isTrue();
        assertThat(Double.doubleToRawLongBits(zero.round())).isZero();
        assertThat(zero.canonical()).isEmpty();
        assertThat(zero.exact()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void notFiniteValuesAreRefusedAndChangeNothing() {
        ExactSum sum = sumOf(3);

        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> sum.add(value)).hasMessage("value = " + value + " is not finite");
            assertThatThrownBy(() -> sum.addSquare(value)).hasMessage("value = " + value + " is not finite");
        }
        assertThat(sum.round()).isEqualTo(3);
    }

    @Test
    void squareIsExactInsideItsRange() {
        for (double value : new double[] {0.1, -3.7, 1e150, 0x1p-484, Math.nextUp(0x1p-484), 0x1p511, 0}) {
            ExactSum sum = new ExactSum();

            assertThat(sum.addSquare(value)).isTrue();
            assertThat(sum.exact()).isEqualByComparingTo(new BigDecimal(value).pow(2));
        }
    }

    @Test
    void squareOutsideItsRangeIsLeftOut() {
        for (double value : new double[] {Math.nextDown(0x1p-484), Math.nextUp(0x1p511), Double.MIN_VALUE, -1e308}) {
            ExactSum sum = new ExactSum();

            assertThat(sum.addSquare(value)).isFalse();
            assertThat(sum.isZero()).isTrue();
        }
    }

    @Test
    void canonicalFormIsSignAndPlaceThenMagnitude() {
        // 1 is 2^1075 units: bit 19 of chunk 33.
        assertThat(sumOf(1).canonical()).containsExactly(34, 1 << 19);
        assertThat(sumOf(-1).canonical()).containsExactly(-34, 1 << 19);
        assertThat(sumOf(0x1p32, 1).canonical()).containsExactly(34, 1 << 19, 1 << 19);
    }

    @Test
    void notCanonicalFormsAreRefused() {
        long[][] bad = {
            {0, 1}, {34}, {34, 0}, {34, 1, 0}, {34, 1L << 32}, {34, -1}, {68, 1}, {67, 1, 1}, {Long.MIN_VALUE, 1}
        };
        for (long[] canonical : bad) {
            assertThatThrownBy(() -> ExactSum.ofCanonical(canonical)).hasMessageContaining("not a canonical sum");
        }
    }

    @Test
    void copyIsIndependent() {
        ExactSum sum = sumOf(1);
        ExactSum copy = sum.copy();
        sum.add(1);
        copy.add(5);

        assertThat(sum.round()).isEqualTo(2);
        assertThat(copy.round()).isEqualTo(6);
    }

    @Test
    void addingItselfDoubles() {
        ExactSum sum = sumOf(1.5, -7);
        sum.addAll(sum);

        assertThat(sum.round()).isEqualTo(-11);
    }

    @Test
    void clearedSumIsZero() {
        ExactSum sum = sumOf(1e300);
        sum.clear();

        assertThat(sum.isZero()).isTrue();
    }

    @Test
    void manyLargeValuesDoNotOverflowTheChunks() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 100_000; i++) {
            sum.add(Double.MAX_VALUE);
        }

        assertThat(sum.exact()).isEqualTo(new BigDecimal(Double.MAX_VALUE).multiply(BigDecimal.valueOf(100_000)));
    }
}
