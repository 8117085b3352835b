package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.testing.RandomRows;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OffsetRanges;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deltas and blocks as bytes: round trips, foreign baselines, damage. */
class StoredFormTest {
    private static final Baseline BASELINE = RandomRows.baseline(5, 1_500);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDeltaComesBackFromItsBytes(long seed) {
        Delta delta = delta(seed);
        Delta read = Delta.decode(delta.encode());

        assertThat(read.encode()).as("seed %d", seed).isEqualTo(delta.encode());
        assertThat(read.window()).isEqualTo(delta.window());
        assertThat(read.baselineHash()).isEqualTo(BASELINE.hash());
        assertThat(read.configHash()).isEqualTo(ContentHash.NONE);
        assertThat(read.inputPartition()).isEqualTo(3);
        assertThat(read.block()).isZero();
        assertThat(read.offsets().ranges()).isEqualTo(delta.offsets().ranges());
        assertThat(ProfileBlock.decode(read.counts(), BASELINE).encode()).isEqualTo(delta.counts());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesAreRefusedOrReadButNeverAnythingElse(long seed) {
        Random random = new Random(seed);
        byte[] block = delta(seed).counts();
        byte[] delta = delta(seed).encode();
        byte[] beat = new Heartbeat(0, 2, 7, 8, true, List.of()).encode();
        for (int i = 0; i < 4_000; i++) {
            assertReadOrRefused(damaged(block, random), bytes -> ProfileBlock.decode(bytes, BASELINE));
            assertReadOrRefused(damaged(delta, random), Delta::decode);
            assertReadOrRefused(damaged(beat, random), Heartbeat::decode);
        }
    }

    @Test
    void everyPrefixIsRefused() {
        byte[] block = delta(1).counts();
        byte[] delta = delta(1).encode();
        for (int length = 0; length < block.length; length++) {
            byte[] prefix = Arrays.copyOf(block, length);
            assertThatIllegalArgumentException().isThrownBy(() -> ProfileBlock.decode(prefix, BASELINE));
        }
        for (int length = 0; length < delta.length; length++) {
            byte[] prefix = Arrays.copyOf(delta, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Delta.decode(prefix));
        }
    }

    @Test
    void bytesBehindTheEndAreRefused() {
        byte[] longer = Arrays.copyOf(delta(1).encode(), delta(1).encode().length + 1);

        assertThatIllegalArgumentException().isThrownBy(() -> Delta.decode(longer));
    }

    @Test
    void aBlockOfAnotherBaselineIsRefused() {
        Baseline fewer = ABaseline.aBaseline().integral("a", List.of("1")).build();
        Baseline otherKinds = ABaseline.aBaseline()
                .text("a", List.of("1"))
                .text("b", List.of("1"))
                .text("c", List.of("1"))
                .text("d", List.of("1"))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfileBlock.decode(delta(1).counts(), fewer))
                .withMessage("block 0 was stored with 4 features, but the baseline has 1:"
                        + " the stored window belongs to another baseline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfileBlock.decode(delta(1).counts(), otherKinds))
                .withMessageEndingWith("the stored window belongs to another baseline");
    }

    @Test
    void profilesOverDifferentGridsOrCategoriesAreNotMerged() {
        NumericProfile first = new NumericProfile(ABaseline.grid(List.of("1", "2")));
        NumericProfile second = new NumericProfile(ABaseline.grid(List.of("1", "3")));
        CategoricalProfile ab = new CategoricalProfile(new CategoryIndex(List.of("a", "b"), new long[0], true));
        CategoricalProfile ac = new CategoricalProfile(new CategoryIndex(List.of("a", "c"), new long[0], true));
        CategoricalProfile open = new CategoricalProfile(new CategoryIndex(List.of("a", "b"), new long[0], false));

        assertThat(first.edges().size()).isEqualTo(second.edges().size());
        assertThatIllegalArgumentException().isThrownBy(() -> first.merge(second));
        assertThatIllegalArgumentException().isThrownBy(() -> first.merge(ab));
        assertThatIllegalArgumentException().isThrownBy(() -> ab.merge(first));
        assertThatIllegalArgumentException().isThrownBy(() -> ab.merge(ac));
        assertThatIllegalArgumentException().isThrownBy(() -> ab.merge(open));
        first.merge(new NumericProfile(ABaseline.grid(List.of("1", "2"))));
    }

    @Test
    void blocksAreWholeAndInOrder() {
        List<ProfileBlock> blocks = WindowProfile.empty(wide()).blocks();

        assertThat(WindowProfile.of(blocks).blocks()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowProfile.of(List.of(blocks.get(1))))
                .withMessage("block 0 of a window is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowProfile.empty(wide()).merge(WindowProfile.empty(BASELINE)));
        assertThatIllegalArgumentException().isThrownBy(() -> blocks.get(0).merge(blocks.get(1)));
    }

    @Test
    void theHeapOfABlockGrowsWithItsUnseenValues() {
        WindowProfile window = WindowProfile.empty(BASELINE);
        long before = window.blocks().get(0).heapBytes();
        for (int i = 0; i < 1_000; i++) {
            ABaseline.count("unseen-" + i, window.feature(3));
        }

        assertThat(window.blocks().get(0).heapBytes() - before).isEqualTo(64 * 90);
    }

    @Test
    void aTextThatIsNotUtf8IsMalformed() {
        CategoricalProfile profile = new CategoricalProfile(new CategoryIndex(List.of("a"), new long[0], true));
        byte[] latin = {'c', 'a', 'f', (byte) 0xE9};
        profile.add(latin, 0, latin.length, new ValueScanner());
        ABaseline.count("café", profile);

        assertThat(profile.malformed()).isOne();
        assertThat(profile.unseen()).isOne();
        assertThat(profile.rows()).isEqualTo(2);
        assertThat(profile.classes().total()).isEqualTo(2);
    }

    private static Baseline wide() {
        ABaseline wide = ABaseline.aBaseline();
        IntStream.range(0, 65).forEach(i -> wide.integral("f" + i, List.of("1")));
        return wide.build();
    }

    private static Delta delta(long seed) {
        WindowProfile window = AWindow.of(BASELINE, new RandomRows(seed).rows(300, 0.2));
        OffsetRanges offsets = new OffsetRanges();
        offsets.addRange(10, 200);
        offsets.addRange(300, 408);
        return new Delta(
                new Delta.Place(AWindow.KEY, 3, 0),
                BASELINE.hash(),
                ContentHash.NONE,
                window.blocks().get(0).encode(),
                offsets);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
            int range = random.nextBoolean() ? damaged.length : Math.min(60, damaged.length);
            damaged[random.nextInt(range)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
        }
        return damaged;
    }

    private static void assertReadOrRefused(byte[] bytes, Consumer<byte[]> reader) {
        try {
            reader.accept(bytes);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
