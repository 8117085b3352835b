package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetRangesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void runsOfOffsetsAreHeldWhateverIsReadInBetween(long seed) {
        Random random = new Random(seed);
        OffsetRanges ranges = new OffsetRanges();
        BitSet model = new BitSet();
        int offset = 0;
        for (int i = 0; i < 3_000; i++) {
            offset = random.nextInt(40) == 0 ? random.nextInt(6_000) : offset + 1;
            ranges.add(offset);
            model.set(offset);
            if (random.nextInt(100) == 0) {
                assertThat(ranges.ranges()).as("seed %d, step %d", seed, i).isEqualTo(rangesOf(model));
            }
        }
        assertThat(ranges.count()).as("seed %d", seed).isEqualTo(model.cardinality());
        ranges.clear();
        ranges.add(offset + 1);
        assertThat(ranges.ranges()).containsExactly(new OffsetRanges.Range(offset + 1, offset + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsExactlyTheOffsetsOfABitSet(long seed) {
        Random random = new Random(seed);
        OffsetRanges ranges = new OffsetRanges();
        BitSet model = new BitSet();
        for (int i = 0; i < 1_500; i++) {
            int from = random.nextInt(1_500);
            int to = from + (random.nextInt(4) == 0 ? random.nextInt(8) : 0);
            ranges.addRange(from, to);
            model.set(from, to + 1);
            if (i % 50 == 0) {
                assertThat(ranges.ranges()).as("seed %d, step %d", seed, i).isEqualTo(rangesOf(model));
            }
        }
        assertThat(ranges.ranges()).as("seed %d", seed).isEqualTo(rangesOf(model));
        assertThat(ranges.count()).isEqualTo(model.cardinality());
        assertThat(ranges.isExact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mergedPartsAreTheWholeInAnyOrder(long seed) {
        Random random = new Random(seed);
        OffsetRanges whole = new OffsetRanges();
        List<OffsetRanges> parts = List.of(new OffsetRanges(), new OffsetRanges(), new OffsetRanges());
        for (int i = 0; i < 750; i++) {
            long offset = random.nextInt(1_500);
            whole.add(offset);
            parts.get(random.nextInt(3)).add(offset);
        }
        OffsetRanges merged = new OffsetRanges();
        parts.forEach(merged::addAll);
        OffsetRanges backwards = new OffsetRanges();
        for (int i = 2; i >= 0; i--) {
            backwards.addAll(parts.get(i));
        }

        assertThat(bytes(merged)).as("seed %d", seed).isEqualTo(bytes(whole));
        assertThat(bytes(backwards)).as("seed %d", seed).isEqualTo(bytes(whole));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void comesBackFromItsBytes(long seed) {
        Random random = new Random(seed);
        OffsetRanges ranges = new OffsetRanges();
        long base = random.nextLong() >>> 2;
        for (int i = 0; i < 500; i++) {
            ranges.add(base + random.nextInt(2_000));
        }
        OffsetRanges read = OffsetRanges.readFrom(new CanonicalInput(bytes(ranges)));

        assertThat(read.ranges()).as("seed %d", seed).isEqualTo(ranges.ranges());
        assertThat(read.isExact()).isTrue();
        assertThat(bytes(read)).isEqualTo(bytes(ranges));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aboveTheCapEveryOffsetStaysCoveredAndExactTurnsFalse(long seed) {
        Random random = new Random(seed);
        OffsetRanges ranges = new OffsetRanges();
        BitSet model = new BitSet();
        int offset = 0;
        for (int i = 0; i < 3 * OffsetRanges.MAX_RANGES; i++) {
            offset += 2 + random.nextInt(30);
            ranges.add(offset);
            model.set(offset);
        }
        assertThat(ranges.isExact()).as("seed %d", seed).isFalse();
        assertThat(ranges.ranges()).hasSizeBetween(OffsetRanges.MAX_RANGES / 2, OffsetRanges.MAX_RANGES);
        assertThat(model.stream().allMatch(i -> isCovered(ranges.ranges(), i))).isTrue();
        assertThat(ranges.count()).isGreaterThanOrEqualTo(model.cardinality());
        assertThat(OffsetRanges.readFrom(new CanonicalInput(bytes(ranges))).isExact())
                .isFalse();
    }

    @Test
    void exactlyTheCapIsStillExact() {
        OffsetRanges ranges = everyOther(OffsetRanges.MAX_RANGES);

        assertThat(ranges.isExact()).isTrue();
        assertThat(ranges.ranges()).hasSize(OffsetRanges.MAX_RANGES);
    }

    @Test
    void gapsOfEqualSizeAreNotAllClosed() {
        OffsetRanges ranges = everyOther(OffsetRanges.MAX_RANGES + 1);

        assertThat(ranges.isExact()).isFalse();
        assertThat(ranges.ranges()).hasSize(OffsetRanges.MAX_RANGES / 2);
    }

    @Test
    void theSmallestGapsAreClosed() {
        OffsetRanges ranges = new OffsetRanges();
        int near = OffsetRanges.MAX_RANGES / 2 + 2;
        for (long i = 0; i < near; i++) {
            ranges.add(i * 2);
        }
        for (long i = 1; i <= OffsetRanges.MAX_RANGES + 1 - near; i++) {
            ranges.add(1_000_000 * i);
        }

        assertThat(ranges.ranges())
                .startsWith(new OffsetRanges.Range(0, 2 * near - 2), new OffsetRanges.Range(1_000_000, 1_000_000))
                .hasSize(OffsetRanges.MAX_RANGES / 2);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OffsetRanges().addRange(5, 4))
                .withMessage("offsets from 5 to 4 are no range of offsets");
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetRanges().add(-1));
    }

    @Test
    void clearForgetsRangesAndDoubt() {
        OffsetRanges ranges = everyOther(OffsetRanges.MAX_RANGES + 1);
        ranges.clear();

        assertThat(ranges.isEmpty()).isTrue();
        assertThat(ranges.isExact()).isTrue();
        assertThat(ranges.count()).isZero();
    }

    @Test
    void doubtIsInheritedByAMerge() {
        OffsetRanges merged = new OffsetRanges();
        merged.addAll(everyOther(OffsetRanges.MAX_RANGES + 1));

        assertThat(merged.isExact()).isFalse();
    }

    private static OffsetRanges everyOther(int ranges) {
        OffsetRanges all = new OffsetRanges();
        for (long i = 0; i < ranges; i++) {
            all.add(2 * i);
        }
        return all;
    }

    private static boolean isCovered(List<OffsetRanges.Range> ranges, long offset) {
        return ranges.stream().anyMatch(range -> range.from() <= offset && offset <= range.to());
    }

    private static List<OffsetRanges.Range> rangesOf(BitSet model) {
        List<OffsetRanges.Range> ranges = new ArrayList<>();
        for (int from = model.nextSetBit(0); from >= 0; from = model.nextSetBit(model.nextClearBit(from))) {
            ranges.add(new OffsetRanges.Range(from, model.nextClearBit(from) - 1));
        }
        return ranges;
    }

    private static byte[] bytes(OffsetRanges ranges) {
        CanonicalOutput out = new CanonicalOutput();
        ranges.writeTo(out);
        return out.toByteArray();
    }
}
