package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Values wait before they are counted: no reading in between may show it. */
class NumericProfileTest {
    private static final GridEdges EDGES = GridEdges.of(new double[] {-10, -1, 0, 1, 10});
    private static final List<String> TEXTS =
            List.of("0", "-3.5", "7", "", "nan", "inf", "-inf", "word", "-20", "20.25", "1e400", "-0.0", "true");
    private static final List<Consumer<NumericProfile>> READINGS = List.of(
            NumericProfile::valid,
            NumericProfile::negative,
            NumericProfile::cellCounts,
            NumericProfile::moments,
            NumericProfile::sumBelowRange,
            NumericProfile::sumAboveRange,
            NumericProfileTest::stored,
            profile -> new NumericProfile(EDGES).merge(profile),
            profile -> profile.merge(new NumericProfile(EDGES)));

    private final ValueScanner scanner = new ValueScanner();

    private void add(NumericProfile to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.add(bytes, 0, bytes.length, scanner);
    }

    private static List<Byte> stored(NumericProfile profile) {
        CanonicalOutput out = new CanonicalOutput(256);
        profile.writeTo(out);
        List<Byte> bytes = new ArrayList<>();
        for (byte b : out.toByteArray()) {
            bytes.add(b);
        }
        return bytes;
    }

    @Test
    void readingInBetweenChangesNothing() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            NumericProfile undisturbed = new NumericProfile(EDGES);
            NumericProfile read = new NumericProfile(EDGES);
            for (int i = random.nextInt(400); i >= 0; i--) {
                String text = TEXTS.get(random.nextInt(TEXTS.size()));
                add(undisturbed, text);
                add(read, text);
                if (random.nextInt(10) == 0) {
                    READINGS.get(random.nextInt(READINGS.size())).accept(read);
                }
            }

            assertThat(stored(read)).as("seed %d", seed).isEqualTo(stored(undisturbed));
        }
    }

    @Test
    void everyReadingCountsWhatWaits() {
        NumericProfile profile = new NumericProfile(EDGES);
        for (String text : TEXTS) {
            add(profile, text);
        }
        assertThat(profile.valid()).isEqualTo(6);
        assertThat(profile.rows()).isEqualTo(TEXTS.size());
        add(profile, "-2");
        assertThat(profile.negative()).isEqualTo(3);
        add(profile, "-1");
        assertThat(profile.cellCounts()).containsExactly(1, 3, 2, 0, 1, 1);
        add(profile, "5");
        assertThat(profile.moments().count()).isEqualTo(9);
        add(profile, "-30");
        assertThat(profile.sumBelowRange()).isEqualTo(-50);
        add(profile, "30");
        assertThat(profile.sumAboveRange()).isEqualTo(50.25);
    }

    @Test
    void clearForgetsWhatWaits() {
        NumericProfile profile = new NumericProfile(EDGES);
        add(profile, "5");
        profile.clear();

        assertThat(stored(profile)).isEqualTo(stored(new NumericProfile(EDGES)));
        assertThat(profile.valid()).isZero();
    }

    @Test
    void moreValuesThanWaitAreAllCounted() {
        NumericProfile profile = new NumericProfile(EDGES);
        for (int i = 0; i < 1_000; i++) {
            add(profile, Integer.toString(i % 8));
        }

        assertThat(profile.cellCounts()).containsExactly(0, 0, 125, 125, 750, 0);
        assertThat(profile.moments().sum()).isEqualTo(3_500);
    }
}
