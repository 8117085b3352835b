package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCountsTest {
    private static final int SPARSE = 0;
    private static final int DENSE = 1;

    @Test
    void manyZerosAreLeftOut() {
        long[] counts = new long[1_000];
        counts[3] = 5;
        counts[999] = 300;

        assertThat(bytes(counts)).containsExactly(SPARSE, 2, 3, 5, 0xE3, 7, 0xAC, 2);
    }

    @Test
    void fullCountsStandOneByOne() {
        assertThat(bytes(1, 2, 3)).containsExactly(DENSE, 1, 2, 3);
    }

    @Test
    void aTieIsDense() {
        // Dense: 0 9 0. Sparse: one pair, gap 1, count 9. Three bytes each.
        assertThat(bytes(0, 9, 0)).containsExactly(DENSE, 0, 9, 0);
        assertThat(bytes(0, 9, 0, 0)).containsExactly(SPARSE, 1, 1, 9);
    }

    @Test
    void noCountsAtAllAreOneByte() {
        assertThat(bytes()).containsExactly(DENSE);
        assertThat(bytes(0, 0, 0)).containsExactly(SPARSE, 0);
        assertThat(bytes(0)).containsExactly(DENSE, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theShorterFormIsChosenAndComesBack(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            long[] counts = new long[random.nextInt(300)];
            double filled = random.nextDouble();
            for (int i = 0; i < counts.length; i++) {
                counts[i] = random.nextDouble() < filled ? random.nextLong() >>> (1 + random.nextInt(63)) : 0;
            }
            byte[] bytes = bytes(counts);
            int dense = denseLength(counts);
            int sparse = sparseLength(counts);

            assertThat(bytes).as("seed %d, round %d", seed, round).hasSize(1 + Math.min(dense, sparse));
            assertThat(bytes[0]).isEqualTo((byte) (dense <= sparse ? DENSE : SPARSE));
            assertThat(read(bytes, counts.length)).isEqualTo(counts);
        }
    }

    @Test
    void anotherFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new byte[] {2, 0}, 1))
                .withMessage("stored counts have form 2, which is neither 0 nor 1");
    }

    @Test
    void aPlaceBehindTheEndIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(new byte[] {SPARSE, 1, 3, 1}, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> read(new byte[] {SPARSE, 4, 0, 1, 0, 1, 0, 1, 0, 1}, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new byte[] {SPARSE, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 1}, 3));
    }

    private static int denseLength(long[] counts) {
        int length = 0;
        for (long count : counts) {
            length += varint(count);
        }
        return length;
    }

    private static int sparseLength(long[] counts) {
        int length = 0;
        int pairs = 0;
        int gap = 0;
        for (long count : counts) {
            if (count == 0) {
                gap++;
            } else {
                length += varint(gap) + varint(count);
                gap = 0;
                pairs++;
            }
        }
        return length + varint(pairs);
    }

    private static int varint(long value) {
        return new CanonicalOutput().putVarint(value).size();
    }

    private static byte[] bytes(long... counts) {
        CanonicalOutput out = new CanonicalOutput();
        StoredCounts.write(
                new StoredCounts.Source() {
                    @Override
                    public int length() {
                        return counts.length;
                    }

                    @Override
                    public long get(int index) {
                        return counts[index];
                    }
                },
                out);
        return out.toByteArray();
    }

    private static long[] read(byte[] bytes, int length) {
        long[] counts = new long[length];
        CanonicalInput in = new CanonicalInput(bytes);
        StoredCounts.read(in, length, (i, n) -> counts[i] += n);
        assertThat(in.isAtEnd()).isTrue();
        return counts;
    }
}
