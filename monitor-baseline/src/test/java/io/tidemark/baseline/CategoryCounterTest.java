package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.Numeric;
import io.tidemark.core.profile.CategoricalProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CategoryCounterTest {
    private static CategoryCounter counter(TextLimits limits, List<String> candidates) {
        TextTable table = new TextTable();
        for (String candidate : candidates) {
            byte[] text = candidate.getBytes(StandardCharsets.UTF_8);
            table.insert(text, 0, text.length, 44);
        }
        return new CategoryCounter(table, limits, false);
    }

    private static void add(CategoryCounter counter, List<String> values) {
        for (String value : values) {
            byte[] text = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
            assertThat(counter.add(text, 1, text.length - 1)).isTrue();
        }
    }

    private static String stored(CategoricalProfile profile) {
        CanonicalOutput out = new CanonicalOutput();
        profile.writeTo(out);
        profile.index().categories().forEach(out::putText);
        for (long hash : profile.index().domain()) {
            out.putLong(hash);
        }
        out.putByte(profile.index().isDomainComplete() ? 1 : 0);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"41,1000,100000", "42,300,100000", "43,20,100000", "44,1000,900", "45,1000,40"})
    void splitsAndOrderDoNotMatterWithinTheLimitsAndBeyond(long seed, int texts, long bytes) {
        Random random = new Random(seed);
        TextLimits limits = new TextLimits(texts, bytes);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            values.add(random.nextInt(20) == 0 ? "" : "v" + (int) Math.abs(random.nextGaussian() * 150));
        }
        List<String> candidates = List.of("v0", "v1", "v2", "v300");
        values.addAll(candidates);
        CategoryCounter whole = counter(limits, candidates);
        add(whole, values);

        Collections.shuffle(values, random);
        CategoryCounter left = counter(limits, candidates);
        CategoryCounter right = counter(limits, candidates);
        add(left, values.subList(0, 1_500));
        add(right, values.subList(1_500, values.size()));
        left.merge(right);

        assertThat(stored(left.profile())).as("seed %d", seed).isEqualTo(stored(whole.profile()));
        assertThat(left.profile().rows()).isEqualTo(values.size());
        assertThat(left.isBeyond()).isEqualTo(whole.isBeyond()).isEqualTo(texts < 500 || bytes < 1000);
    }

    @Test
    void beyondTheLimitsOnlyCandidatesAreKnown() {
        CategoryCounter counter = counter(new TextLimits(3, 1000), List.of("a", "b"));
        add(counter, List.of("a", "a", "b", "c", "d", "e", "c"));
        CategoricalProfile profile = counter.profile();
        assertThat(profile.index().categories()).containsExactly("a", "b");
        assertThat(profile.index().isDomainComplete()).isFalse();
        assertThat(profile.unseen()).isEqualTo(4);
        assertThat(profile.valid()).isEqualTo(7);
        assertThat(profile.classes().total()).isEqualTo(7);
    }

    @Test
    void moreThanTheTrackedValuesAreKnownByHash() {
        CategoryCounter counter = counter(new TextLimits(1000, 100_000), List.of());
        for (int i = 0; i < 300; i++) {
            add(counter, Collections.nCopies(300 - i, "v" + i));
        }
        CategoricalProfile profile = counter.profile();
        assertThat(profile.index().categories())
                .hasSize(255)
                .startsWith("v0", "v1")
                .endsWith("v254");
        assertThat(profile.index().domain()).hasSize(45).isSorted();
        assertThat(profile.otherKnown()).isEqualTo(45 * 46 / 2);
        assertThat(profile.unseen()).isZero();
    }

    @Test
    void readingsTellNumbersAmongTexts() {
        CategoryCounter counter = counter(new TextLimits(2, 1000), List.of());
        add(counter, List.of("1", "2.5", "x", "", "4", "NaN", "y"));
        assertThat(counter.isBeyond()).isTrue();
        Readings readings = counter.readings();
        assertThat(readings.total()).isEqualTo(7);
        assertThat(readings.missing()).isEqualTo(1);
        assertThat(readings.of(Numeric.FINITE)).isEqualTo(3);
        assertThat(readings.of(Numeric.NAN)).isEqualTo(1);
        assertThat(readings.of(Numeric.MALFORMED)).isEqualTo(2);
    }

    @Test
    void limitsShrinkWithTheNumberOfColumns() {
        assertThat(TextLimits.forColumns(1)).isEqualTo(new TextLimits(100_255, 8 << 20));
        assertThat(TextLimits.forColumns(25).texts()).isEqualTo(100_255);
        assertThat(TextLimits.forColumns(65_536)).isEqualTo(new TextLimits(1_024, 64 << 10));
    }
}
