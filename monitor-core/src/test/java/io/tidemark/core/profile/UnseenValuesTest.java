package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.testing.ABaseline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenValuesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepsTheSmallestHashesWithExactCounts(long seed) {
        Random random = new Random(seed);
        Map<String, Long> counted = new HashMap<>();
        UnseenValues values = new UnseenValues();
        for (int i = 0; i < 5_000; i++) {
            String text = "v" + (int) Math.abs(random.nextGaussian() * 200);
            counted.merge(text, 1L, Long::sum);
            add(text, values);
        }
        List<UnseenValues.Value> expected = counted.entrySet().stream()
                .sorted((a, b) -> Long.compareUnsigned(ABaseline.hash(a.getKey()), ABaseline.hash(b.getKey())))
                .limit(UnseenValues.KEPT)
                .map(entry -> new UnseenValues.Value(ABaseline.hash(entry.getKey()), entry.getValue()))
                .toList();

        assertThat(values.values()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neitherOrderNorPartitionMatters(long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            texts.add("value " + (int) Math.abs(random.nextGaussian() * 300));
        }
        UnseenValues whole = of(texts);
        Collections.shuffle(texts, random);
        List<UnseenValues> parts = new ArrayList<>();
        for (int from = 0; from < texts.size(); ) {
            int to = Math.min(texts.size(), from + 1 + random.nextInt(700));
            parts.add(of(texts.subList(from, to)));
            from = to;
        }
        Collections.shuffle(parts, random);
        UnseenValues merged = new UnseenValues();
        parts.forEach(merged::addAll);

        assertThat(bytes(merged)).as("seed %d", seed).isEqualTo(bytes(whole));
    }

    @Test
    void aMergedPartStaysAsItWas() {
        UnseenValues part = of(List.of("a"));
        UnseenValues merged = new UnseenValues();
        merged.addAll(part);
        add("a", merged);

        assertThat(part.values()).containsExactly(new UnseenValues.Value(ABaseline.hash("a"), 1));
        assertThat(merged.values()).containsExactly(new UnseenValues.Value(ABaseline.hash("a"), 2));
    }

    @Test
    void comesBackFromItsBytes() {
        UnseenValues values = of(List.of("a", "b", "b", "ü".repeat(60)));
        UnseenValues read = new UnseenValues();
        read.readFrom(new CanonicalInput(bytes(values)));

        assertThat(bytes(read)).isEqualTo(bytes(values));
        assertThat(read.values()).isEqualTo(values.values());
    }

    @Test
    void theMostFrequentComesFirst() {
        assertThat(of(List.of("b", "a", "c", "c", "a", "c")).values())
                .extracting(UnseenValues.Value::hash)
                .containsExactly(ABaseline.hash("c"), ABaseline.hash("a"), ABaseline.hash("b"));
    }

    @Test
    void noTextIsKept() {
        String personal = "Erika Mustermann, 12 August 1964";

        assertThat(new String(bytes(of(List.of(personal))), StandardCharsets.ISO_8859_1))
                .doesNotContain("Erika");
    }

    @Test
    void fewDistinctValuesAreCountedExactly() {
        UnseenValues values = new UnseenValues();
        assertThat(values.distinctEstimate()).isZero();
        for (int i = 0; i < UnseenValues.KEPT - 1; i++) {
            add("v" + i, values);
            add("v" + i, values);
        }
        assertThat(values.distinctEstimate()).isEqualTo(UnseenValues.KEPT - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-", "order-2024-", "x"})
    void twoMillionDistinctValuesTakeConstantMemoryAndAreEstimated(String prefix) {
        int distinct = 2_000_000;
        UnseenValues values = new UnseenValues();
        for (int i = 0; i < distinct; i++) {
            add(prefix + i, values);
        }

        assertThat(values.size()).isEqualTo(UnseenValues.KEPT);
        assertThat(bytes(values).length).isLessThan(UnseenValues.KEPT * (8 + 3) + 2);
        assertThat(values.distinctEstimate()).isCloseTo(distinct, within(distinct * 0.25));
    }

    @Test
    void moreValuesThanAreEverKeptAreDamage() {
        byte[] tooMany = new CanonicalOutput().putVarint(UnseenValues.KEPT + 1L).toByteArray();

        assertThatIllegalArgumentException().isThrownBy(() -> new UnseenValues().readFrom(new CanonicalInput(tooMany)));
    }

    @Test
    void clearForgetsEverything() {
        UnseenValues values = of(List.of("a"));
        values.clear();

        assertThat(values.isEmpty()).isTrue();
        assertThat(values.values()).isEmpty();
    }

    private static UnseenValues of(List<String> texts) {
        UnseenValues values = new UnseenValues();
        texts.forEach(text -> add(text, values));
        return values;
    }

    private static void add(String text, UnseenValues into) {
        into.add(ABaseline.hash(text));
    }

    private static byte[] bytes(UnseenValues values) {
        CanonicalOutput out = new CanonicalOutput();
        values.writeTo(out);
        return out.toByteArray();
    }
}
