package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.baseline.csv.CsvFormat;
import io.tidemark.baseline.csv.CsvRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowSampleTest {
    private static final int[] BOTH = {0, 1};

    private static RowSample offer(RowSample sample, String table) {
        try (CsvRows rows = new CsvRows(
                new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), "t.csv", CsvFormat.rfc4180())) {
            while (rows.next()) {
                sample.offer(rows, 0);
            }
        }
        sample.complete();
        return sample;
    }

    private static List<String> fields(RowSample sample, int first, int end) {
        List<String> fields = new ArrayList<>();
        sample.forEach(
                first,
                end,
                (position, text, from, to) ->
                        fields.add(position + "=" + new String(text, from, to - from, StandardCharsets.UTF_8)));
        return fields;
    }

    @Test
    void aSmallTableIsItsOwnSample() {
        String wide = "w".repeat(300);
        RowSample sample = offer(new RowSample(BOTH), "a,b\n" + wide + ",\n");
        assertThat(sample.rows()).isEqualTo(2);
        assertThat(fields(sample, 0, 2)).containsExactly("0=a", "1=b", "0=" + wide, "1=");
        assertThat(fields(sample, 1, 2)).containsExactly("1=b", "1=");
    }

    @Test
    void onlyTheColumnsOfTheSampleAreKept() {
        assertThat(fields(offer(new RowSample(new int[] {2}), "a,b,c\nd,e,f\n"), 0, 1))
                .containsExactly("0=c", "0=f");
    }

    @Test
    void rowsOfTheSmallestHashesAreKept() {
        int count = 700_000;
        StringBuilder table = new StringBuilder();
        TreeMap<Long, String> byHash = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byHash.put(RowSample.hash(0, table.length()), "0=" + i);
            table.append(i).append('\n');
        }
        RowSample sample = offer(new RowSample(new int[] {0}), table.toString());
        assertThat(sample.rows()).isEqualTo(RowSample.MOST_ROWS);
        assertThat(new TreeSet<>(fields(sample, 0, 1)))
                .isEqualTo(byHash.values().stream()
                        .limit(RowSample.MOST_ROWS)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void longRowsAreKeptUpToABoundOnBytes(long seed) {
        Random random = new Random(seed);
        StringBuilder table = new StringBuilder();
        TreeMap<Long, Integer> byHash = new TreeMap<>();
        for (int i = 0; i < 160; i++) {
            int length = 200_000 + random.nextInt(1_500_000);
            byHash.put(RowSample.hash(0, table.length()), length);
            table.append("x".repeat(length)).append('\n');
        }
        RowSample sample = offer(new RowSample(new int[] {0}), table.toString());
        long sum = 0;
        int rows = 0;
        for (int length : byHash.values()) {
            sum += length + 5;
            if (sum > RowSample.MOST_BYTES) {
                break;
            }
            rows++;
        }
        assertThat(sample.rows()).as("seed %d", seed).isEqualTo(rows);
        long[] lengths = new long[rows];
        int[] next = {0};
        sample.forEach(0, 1, (position, text, from, to) -> lengths[next[0]++] = (long) to - from);
        assertThat(Arrays.stream(lengths).sorted())
                .containsExactlyElementsOf(byHash.values().stream()
                        .limit(rows)
                        .map(Long::valueOf)
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 650_000, 750_000})
    void aGoodGuessChangesNothing(long guessedRows) {
        String table = numbered(700_000);
        RowSample guessed = offer(new RowSample(new int[] {0}, guessedRows), table);
        assertThat(guessed.isTooSmall()).isFalse();
        assertThat(fields(guessed, 0, 1).equals(fields(offer(new RowSample(new int[] {0}), table), 0, 1)))
                .isTrue();
    }

    @Test
    void aGuessFarTooHighIsNoticed() {
        assertThat(offer(new RowSample(new int[] {0}, 10_000_000), numbered(300_000))
                        .isTooSmall())
                .isTrue();
        assertThat(offer(new RowSample(new int[] {0}), numbered(300_000)).isTooSmall())
                .isFalse();
    }

    private static String numbered(int rows) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            table.append(i).append('\n');
        }
        return table.toString();
    }

    @Test
    void noTwoRowsHaveOneHash() {
        assertThat(RowSample.hash(0, 1)).isNotEqualTo(RowSample.hash(1, 0));
        long[] hashes = new long[100_000];
        Arrays.setAll(hashes, i -> RowSample.hash(i % 10, i / 10));
        assertThat(Arrays.stream(hashes).distinct().count()).isEqualTo(hashes.length);
    }
}
