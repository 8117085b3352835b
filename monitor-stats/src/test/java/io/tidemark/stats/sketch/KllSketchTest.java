package io.tidemark.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KllSketchTest {
    @Test
    void upToTheFirstCapacityEveryValueIsKeptInOrder() {
        KllSketch sketch = ascending(2050);

        assertThat(sketch.levels()).hasSize(1);
        assertThat(sketch.levels().get(0)).hasSize(2050).startsWith(1, 2, 3);
    }

    @Test
    void theFirstCompactionKeepsTheLastOfAnOddNumberAndTheEvenPositions() {
        KllSketch sketch = ascending(2051);

        assertThat(sketch.levels().get(0)).containsExactly(2051);
        assertThat(sketch.levels().get(1)).hasSize(1025).startsWith(1, 3, 5);
    }

    @Test
    void theSecondCompactionOfALevelTakesTheOddPositions() {
        KllSketch sketch = new KllSketch(2, 0.5);

        for (int i = 1; i <= 11; i++) {
            sketch.add(i);
        }

        assertThat(sketch.count()).isEqualTo(11);
        assertThat(sketch.levels().get(0)).containsExactly(11);
        assertThat(sketch.levels().get(1)).containsExactly(1, 3, 6, 8, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2049, 2051, 3365, 10_000, 200_001})
    void noWeightIsEverLost(int n) {
        assertThat(ascending(n).count()).isEqualTo(n);
        assertThat(ascending(n).ranked().count()).isEqualTo(n);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ranksAreNearTheTrueOnes(long seed) {
        int n = 100_000;
        Random random = new Random(seed);
        double[] values = random.doubles(n).toArray();
        KllSketch sketch = new KllSketch();
        Arrays.stream(values).forEach(sketch::add);
        RankedItems ranked = sketch.ranked();
        Arrays.sort(values);

        for (int i = 0; i < n; i += 997) {
            assertThat(Math.abs(ranked.rank(values[i]) - (i + 1)) / (double) n)
                    .as("seed %d, rank %d", seed, i)
                    .isLessThan(0.005);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aMergeKeepsAllWeightAndLeavesTheOtherAsItWas(long seed) {
        Random random = new Random(seed);
        KllSketch one = new KllSketch(64, 0.64);
        KllSketch two = new KllSketch(64, 0.64);
        random.doubles(1000).forEach(one::add);
        random.doubles(5000).forEach(two::add);
        List<String> before = two.levels().stream().map(Arrays::toString).toList();

        one.addAll(two);

        assertThat(one.count()).as("seed %d", seed).isEqualTo(6000);
        assertThat(two.levels().stream().map(Arrays::toString)).isEqualTo(before);
        assertThat(one.levels().stream().mapToInt(level -> level.length).sum())
                .as("seed %d", seed)
                .isLessThan(400);
    }

    @Test
    void mergingAnEmptySketchChangesNothing() {
        KllSketch sketch = ascending(5000);
        List<String> before = sketch.levels().stream().map(Arrays::toString).toList();

        sketch.addAll(new KllSketch());

        assertThat(sketch.levels().stream().map(Arrays::toString)).isEqualTo(before);
    }

    @Test
    void aSketchReadBackHasTheSameItemsAndRanks() {
        KllSketch sketch = ascending(5000);

        KllSketch back = KllSketch.ofLevels(sketch.size(), sketch.shrinking(), sketch.levels());

        assertThat(back.levels().stream().map(Arrays::toString))
                .isEqualTo(sketch.levels().stream().map(Arrays::toString).toList());
        assertThat(back.ranked().rank(2500)).isEqualTo(sketch.ranked().rank(2500));
    }

    @Test
    void aSketchReadBackCanBeAddedTo() {
        KllSketch back = KllSketch.ofLevels(2048, 0.64, List.of(new double[3000]));

        back.add(1);

        assertThat(back.count()).isEqualTo(3001);
    }

    @Test
    void negativeZeroIsZero() {
        KllSketch sketch = new KllSketch();
        sketch.add(-0.0);

        assertThat(sketch.levels().get(0)).containsExactly(0.0);
        assertThat(sketch.ranked().rankBelow(0)).isZero();
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        KllSketch sketch = new KllSketch();

        assertThatIllegalArgumentException().isThrownBy(() -> sketch.add(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> sketch.add(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KllSketch.ofLevels(2048, 0.64, List.of(new double[] {Double.NaN})));
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KllSketch(0, 0.64))
                .withMessageContaining("k = 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KllSketch(2048, 1.5))
                .withMessageContaining("c = 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KllSketch().addAll(new KllSketch(64, 0.64)))
                .withMessageContaining("different parameters");
    }

    @Test
    void aConstantColumnStandsInTheLastBucket() {
        KllSketch sketch = KllSketch.ofLevels(2048, 0.64, List.of(new double[] {3, 3, 3}));

        assertThat(Arrays.stream(EqualWidthBuckets.of(sketch.ranked(), 3, 3)).map(EqualWidthBuckets.Bucket::count))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 3L);
    }

    @Test
    void theDistanceToAnEmptySketchIsNotDefined() {
        assertThat(SketchDistance.simple(new KllSketch().ranked(), ascending(3).ranked()))
                .isNaN();
    }

    @Test
    void theDistanceIsSymmetricZeroToItselfAndOneForDisjointSides() {
        RankedItems low = ascending(4000).ranked();
        RankedItems high = KllSketch.ofLevels(2048, 0.64, List.of(new double[] {9000, 9001}))
                .ranked();

        assertThat(SketchDistance.simple(low, low)).isZero();
        assertThat(SketchDistance.simple(low, high)).isOne();
        assertThat(SketchDistance.simple(high, low)).isOne();
    }

    private static KllSketch ascending(int n) {
        KllSketch sketch = new KllSketch();
        for (int i = 1; i <= n; i++) {
            sketch.add(i);
        }
        return sketch;
    }
}
