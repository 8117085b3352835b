package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumericCounterTest {
    private static final GridEdges EDGES = GridEdges.of(new double[] {-10, 0, 10, 20});
    private static final int MOST = 50;

    private static NumericCounter counter(boolean many, List<String> values) {
        NumericCounter counter = new NumericCounter(EDGES, MOST, many);
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            counter.add(text, 0, text.length);
        }
        return counter;
    }

    private static String stored(NumericProfile profile) {
        CanonicalOutput out = new CanonicalOutput();
        profile.writeTo(out);
        for (double edge : profile.edges().toArray()) {
            out.putDouble(edge);
        }
        return HexFormat.of().formatHex(out.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"61,40", "62,51", "63,200", "64,52"})
    void formIsChangedAtAnyMomentWithTheSameResult(long seed, int distinct) {
        Random random = new Random(seed);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            values.add(random.nextInt(30) == 0 ? "" : (random.nextInt(distinct) - 20) + ".25");
        }
        values.addAll(List.of("NaN", "inf", "-inf", "bad"));
        String whole = stored(counter(false, values).profile());
        Collections.shuffle(values, random);
        for (int cut : new int[] {0, 10, 60, 1_000, 1_999}) {
            NumericCounter left = counter(false, values.subList(0, cut));
            left.merge(counter(false, values.subList(cut, values.size())));
            assertThat(stored(left.profile())).as("seed %d, cut %d", seed, cut).isEqualTo(whole);
        }
    }

    @Test
    void aColumnWithManyValuesInTheSampleIsOnItsGridFromTheStart() {
        NumericProfile profile = counter(true, List.of("-3", "5", "99")).profile();
        assertThat(profile.edges().toArray()).containsExactly(Math.nextDown(-3.0), 0, 10, 20, 99);
        assertThat(profile.cellCounts()).containsExactly(0, 1, 1, 0, 1, 0);
        assertThat(profile.negative()).isEqualTo(1);
    }

    @Test
    void fractionsAreToldBySpellingOrValue() {
        assertThat(counter(false, List.of("1", "2")).hasFractions()).isFalse();
        assertThat(counter(false, List.of("1", "2.0")).hasFractions()).isTrue();
        assertThat(counter(false, List.of("1", ".5")).hasFractions()).isTrue();
        assertThat(counter(false, List.of("1", " 5")).hasFractions()).isFalse();
    }
}
