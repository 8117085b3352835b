package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistinctCountTest {
    private static DistinctCount of(int from, int to) {
        DistinctCount count = new DistinctCount();
        for (int i = from; i < to; i++) {
            count.add("value " + i);
        }
        return count;
    }

    @Test
    void fewValuesAreCountedExactly() {
        DistinctCount count = of(0, 256);
        count.addAll(of(0, 256));

        assertThat(count.isExact()).isTrue();
        assertThat(count.estimate()).isEqualTo(256);
    }

    @Test
    void oneMoreThanTheLimitIsEstimated() {
        DistinctCount count = of(0, 257);

        assertThat(count.isExact()).isFalse();
        assertThat(count.estimate()).isBetween(245L, 270L);
    }

    @Test
    void manyValuesAreEstimatedWithinFourStandardErrors() {
        for (int distinct : new int[] {1_000, 20_000, 300_000}) {
            assertThat(of(0, distinct).estimate() / (double) distinct).isBetween(1 - 0.048, 1 + 0.048);
        }
    }

    @Test
    void numbersAreToldApartButZerosAreOne() {
        DistinctCount count = new DistinctCount();
        for (double value : new double[] {0.0, -0.0, 1, 1, Math.nextUp(1.0), Double.NaN, Double.NaN}) {
            count.add(value);
        }

        assertThat(count.estimate()).isEqualTo(4);
    }

    @Test
    void mergeGivesTheSameWhateverTheOrder() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 50; round++) {
            int a = random.nextInt(400);
            int b = random.nextInt(400);
            int c = random.nextInt(400);
            DistinctCount left = of(0, a);
            left.addAll(of(100, 100 + b));
            left.addAll(of(200, 200 + c));
            DistinctCount right = of(200, 200 + c);
            right.addAll(of(100, 100 + b));
            right.addAll(of(0, a));

            assertThat(left.estimate()).as("round %d", round).isEqualTo(right.estimate());
            assertThat(left.isExact()).as("round %d", round).isEqualTo(right.isExact());
            assertThat(left.registers()).as("round %d", round).isEqualTo(right.registers());
        }
    }

    @Test
    void nothingIsTheIdentity() {
        DistinctCount count = new DistinctCount();
        assertThat(count.estimate()).isZero();
        count.addAll(of(0, 10));

        assertThat(count.estimate()).isEqualTo(10);
        assertThat(count.registers()).hasSize(4096).isEqualTo(of(0, 10).registers());
    }
}
