package io.tidemark.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.service.ColumnStatistics.ValueCount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextCountsTest {
    private final TextCounts counts = new TextCounts();

    private static void add(TextCounts to, String text, long n) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.add(bytes, 0, bytes.length, n);
    }

    @Test
    void valuesAreListedByCountThenByTheirBytes() {
        add(counts, "b", 2);
        add(counts, "a", 2);
        add(counts, "c", 5);
        add(counts, "never", 0);

        assertThat(counts.histogram())
                .containsExactly(new ValueCount("c", 5), new ValueCount("a", 2), new ValueCount("b", 2));
        assertThat(counts.distinct()).isEqualTo(3);
    }

    /** Law: a text counted n times at once is a text that came n times, beyond the histogram's limit too. */
    @Test
    void countsAtOnceAreThoseOneByOneInAnyOrder() {
        for (long seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            TextCounts atOnce = new TextCounts();
            TextCounts oneByOne = new TextCounts();
            int texts = 1 + random.nextInt(400);
            for (int i = 0; i < texts; i++) {
                add(atOnce, "text " + i, 1 + i % 3);
            }
            for (int round = 0; round < 3; round++) {
                for (int i = texts - 1; i >= 0; i--) {
                    add(oneByOne, "text " + i, round <= i % 3 ? 1 : 0);
                }
            }
            assertThat(atOnce.distinct()).as("seed %d", seed).isEqualTo(oneByOne.distinct());
            assertThat(atOnce.histogram()).as("seed %d", seed).isEqualTo(oneByOne.histogram());
            if (texts > TextCounts.HISTOGRAM_VALUES) {
                assertThat(atOnce.histogram()).isNull();
            }
        }
    }

    @Test
    void memoryGrowsWithTheLengthOfNewTextsAndNotWithRepeats() {
        add(counts, "x".repeat(10_000), 1);
        long once = counts.textBytes();
        add(counts, "x".repeat(10_000), 1);

        assertThat(once).isBetween(20_000L, 21_000L);
        assertThat(counts.textBytes()).isEqualTo(once);
        assertThat(new TextCounts(List.of("known"), 120).textBytes()).isPositive();
    }
}
