package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.testing.ABaseline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryIndexTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 64, 255, 1_000})
    void everyCategoryIsFoundAndNothingElse(int size) {
        List<String> categories =
                IntStream.range(0, size).mapToObj(i -> "kategorie-ü-" + i).toList();
        CategoryIndex index = new CategoryIndex(categories, new long[0], true);

        for (int i = 0; i < size; i++) {
            assertThat(find(index, categories.get(i))).isEqualTo(i);
            assertThat(find(index, categories.get(i) + " ")).isEqualTo(CategoryIndex.UNSEEN);
        }
        assertThat(find(index, "")).isEqualTo(CategoryIndex.UNSEEN);
        assertThat(index.categories()).isEqualTo(categories);
    }

    @Test
    void theRestOfTheDomainIsKnownByHash() {
        long[] domain = LongStream.range(0, 5_000)
                .map(i -> ABaseline.hash("id-" + i))
                .sorted()
                .toArray();
        CategoryIndex index = new CategoryIndex(List.of("id-x"), domain, false);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            assertThat(find(index, "id-" + random.nextInt(5_000))).isEqualTo(CategoryIndex.OTHER_KNOWN);
            assertThat(find(index, "id-" + (5_000 + random.nextInt(5_000)))).isEqualTo(CategoryIndex.UNSEEN);
        }
        assertThat(find(index, "id-x")).isZero();
        assertThat(index.isDomainComplete()).isFalse();
    }

    @Test
    void theHashIsPartOfTheStoredFormat() {
        assertThat(ABaseline.hash("")).isEqualTo(GOLDEN_EMPTY);
        assertThat(ABaseline.hash("tidemark")).isEqualTo(GOLDEN_WORD);
    }

    @Test
    void aCategoryThatStandsTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoryIndex(List.of("a", "b", "a"), new long[0], true))
                .withMessage("category 'a' stands twice");
    }

    @Test
    void aDomainOutOfOrderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoryIndex(List.of(), new long[] {1, 3, 3}, true))
                .withMessage("hash 2 of a domain is not above the one before");
        assertThatIllegalArgumentException().isThrownBy(() -> new CategoryIndex(List.of(), new long[] {5, -5}, true));
    }

    @Test
    void theDomainIsACopyOnBothWays() {
        long[] domain = {1, 2};
        CategoryIndex index = new CategoryIndex(List.of(), domain, true);
        domain[0] = 9;
        index.domain()[1] = 9;

        assertThat(index.domain()).containsExactly(1, 2);
    }

    private static final long GOLDEN_EMPTY = 3_494_718_853_240_202_167L;
    private static final long GOLDEN_WORD = 1_744_373_429_375_205_333L;

    private static int find(CategoryIndex index, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        int to = bytes.length - 1;
        return index.find(bytes, 1, to, CategoryIndex.hash(bytes, 1, to));
    }
}
