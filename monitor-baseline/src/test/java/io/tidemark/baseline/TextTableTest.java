package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.profile.CategoryIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTableTest {
    private final TextTable table = new TextTable();

    private void count(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        if (!table.tally(text, 0, text.length)) {
            table.insert(text, 0, text.length, 12);
            table.count(table.size() - 1, 1);
        }
    }

    private String text(int index) {
        return new String(table.text(index), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {53, 54})
    void textsOfEveryLengthAreToldApart(long seed) {
        Random random = new Random(seed);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // Few letters, so that many texts differ in one byte, in their length or in a zero byte only.
            int length = random.nextInt(24);
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < length; at++) {
                text.append(at == length / 2 ? (char) random.nextInt(3) : 'x');
            }
            values.add(text.toString());
        }
        values.forEach(this::count);
        Map<String, Long> expected = NaiveTable.frequencies(values);
        assertThat(table.size()).as("seed %d", seed).isEqualTo(expected.size());
        for (int index = 0; index < table.size(); index++) {
            assertThat(table.count(index)).as("seed %d", seed).isEqualTo(expected.get(text(index)));
            assertThat(table.find(table, index)).isEqualTo(index);
        }
    }

    @Test
    void aTextIsReadToItsEndOnlyWhereverItStands() {
        byte[] buffer = "abcdefghijklmnopqrst".getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < buffer.length; from++) {
            for (int to = from; to <= buffer.length; to++) {
                byte[] alone = Arrays.copyOfRange(buffer, from, to);
                TextTable own = new TextTable();
                own.insert(buffer, from, to, 3);
                assertThat(own.text(0)).isEqualTo(alone);
                assertThat(own.tally(alone, 0, alone.length)).isTrue();
                assertThat(own.hash(0)).isEqualTo(CategoryIndex.hash(alone, 0, alone.length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void countsAndRanksAreThoseOfAMap(long seed) {
        Random random = new Random(seed);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            values.add("é" + (int) Math.abs(random.nextGaussian() * 800));
        }
        values.forEach(this::count);
        Map<String, Long> expected = NaiveTable.frequencies(values);
        assertThat(table.size()).as("seed %d", seed).isEqualTo(expected.size());
        int[] ranked = table.mostFrequent(table.size());
        assertThat(Arrays.stream(ranked).mapToObj(this::text)).containsExactlyElementsOf(expected.keySet());
        assertThat(Arrays.stream(ranked).mapToObj(table::count)).containsExactlyElementsOf(expected.values());
        assertThat(table.mostFrequent(10)).containsExactly(Arrays.copyOf(ranked, 10));
        assertThat(table.mostFrequent(0)).isEmpty();
    }

    @Test
    void truncatedTableForgetsOnlyLaterTexts() {
        List.of("a", "bb", "ccc", "bb").forEach(this::count);
        table.truncate(2);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.textBytes()).isEqualTo(3);
        count("ccc");
        assertThat(table.count(2)).isEqualTo(1);
        assertThat(table.count(1)).isEqualTo(2);
        assertThat(table.code(2)).isEqualTo(12);
        assertThat(table.length(2)).isEqualTo(3);
        table.truncate(0);
        assertThat(table.textBytes()).isZero();
    }

    @Test
    void withinLimitsTheMostFrequentStay() {
        List.of("a", "bb", "ccc", "bb", "ccc", "ccc").forEach(this::count);
        assertThat(table.within(new TextLimits(3, 100)).size()).isEqualTo(3);
        assertThat(table.within(new TextLimits(3, 100)).count(0)).isZero();
        assertThat(table.within(new TextLimits(2, 100)).text(1)).asString().isEqualTo("bb");
        assertThat(table.within(new TextLimits(3, 4)).size()).isEqualTo(1);
        assertThat(table.count(2)).isEqualTo(3);
    }

    @Test
    void validUtf8IsToldFromOtherBytes() {
        byte[] text = "añ😀".getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isValid(text, 0, text.length)).isTrue();
        assertThat(Utf8.isValid(text, 0, 2)).isFalse();
        assertThat(Utf8.isValid(text, 2, 3)).isFalse();
        assertThat(Utf8.isValid(text, 0, 0)).isTrue();
    }

    @Test
    void markersMatchWholeTextsOnly() {
        MissingMarkers markers = new MissingMarkers(List.of("NA", "", "?"));
        byte[] text = "NAN?".getBytes(StandardCharsets.UTF_8);
        assertThat(markers.matches(text, 0, 2)).isTrue();
        assertThat(markers.matches(text, 0, 3)).isFalse();
        assertThat(markers.matches(text, 3, 4)).isTrue();
        assertThat(markers.matches(text, 2, 2)).isFalse();
    }
}
