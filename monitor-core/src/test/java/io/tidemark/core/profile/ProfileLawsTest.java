package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.capture.FieldTables;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.testing.RandomRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of merging, over rows with every oddity a value can have. */
class ProfileLawsTest {
    private static final Baseline BASELINE = RandomRows.baseline(77, 3_000);
    private static final double ODD = 0.15;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderOfRowsGivesTheSameBytes(long seed) {
        List<List<String>> rows = new ArrayList<>(new RandomRows(seed).rows(800, ODD));
        List<String> expected = encoded(rows);
        Collections.shuffle(rows, new Random(seed));

        assertThat(encoded(rows)).as("seed %d", seed).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyPartitionMergedInAnyOrderGivesTheBytesOfTheWhole(long seed) {
        Random random = new Random(seed);
        List<List<String>> rows = new RandomRows(seed).rows(800, ODD);
        List<WindowProfile> parts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            parts.add(WindowProfile.empty(BASELINE));
        }
        RowCounter counter = BASELINE.newRowCounter();
        for (List<String> row : rows) {
            counter.addRecord(table(row), parts.get(random.nextInt(parts.size())));
        }
        while (parts.size() > 1) {
            WindowProfile part = parts.remove(random.nextInt(parts.size()));
            parts.get(random.nextInt(parts.size())).merge(random.nextBoolean() ? part : decoded(part));
        }

        assertThat(AWindow.encoded(parts.get(0))).as("seed %d", seed).isEqualTo(encoded(rows));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mergeIsAssociativeAndCommutativeAndTheEmptyProfileChangesNothing(long seed) {
        RandomRows random = new RandomRows(seed);
        List<List<String>> a = random.rows(200, ODD);
        List<List<String>> b = random.rows(1, 1);
        List<List<String>> c = random.rows(300, 0.9);

        List<String> leftFirst = AWindow.encoded(merged(merged(window(a), window(b)), window(c)));
        assertThat(AWindow.encoded(merged(window(a), merged(window(b), window(c)))))
                .as("associative, seed %d", seed)
                .isEqualTo(leftFirst);
        assertThat(AWindow.encoded(merged(window(c), merged(window(b), window(a)))))
                .as("commutative, seed %d", seed)
                .isEqualTo(leftFirst);
        assertThat(AWindow.encoded(merged(window(a), WindowProfile.empty(BASELINE))))
                .isEqualTo(encoded(a));
        assertThat(AWindow.encoded(merged(WindowProfile.empty(BASELINE), window(a))))
                .isEqualTo(encoded(a));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aMergedPartIsNotChanged(long seed) {
        WindowProfile part = window(new RandomRows(seed).rows(100, ODD));
        List<String> before = AWindow.encoded(part);
        merged(window(new RandomRows(seed + 1).rows(100, ODD)), part);

        assertThat(AWindow.encoded(part)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatWasStoredComesBack(long seed) {
        WindowProfile profile = window(new RandomRows(seed).rows(400, ODD));

        assertThat(AWindow.encoded(decoded(profile))).as("seed %d", seed).isEqualTo(AWindow.encoded(profile));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasClearedIsAsNew(long seed) {
        WindowProfile profile = window(new RandomRows(seed).rows(400, ODD));
        profile.blocks().forEach(ProfileBlock::clear);

        assertThat(AWindow.encoded(profile)).isEqualTo(AWindow.encoded(WindowProfile.empty(BASELINE)));
        merged(profile, window(new RandomRows(seed + 9).rows(50, ODD)));
        assertThat(AWindow.encoded(profile)).isEqualTo(encoded(new RandomRows(seed + 9).rows(50, ODD)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRowIsCountedOnceInEveryFeature(long seed) {
        WindowProfile profile = window(new RandomRows(seed).rows(777, 0.5));
        for (int i = 0; i < BASELINE.featureCount(); i++) {
            FeatureProfile feature = profile.feature(i);
            long odd = feature instanceof NumericProfile numeric ? numeric.nan() + numeric.infinite() : 0;
            assertThat(feature.valid() + feature.missing() + feature.malformed() + odd)
                    .as("seed %d, feature %d", seed, i)
                    .isEqualTo(777)
                    .isEqualTo(feature.rows());
            assertThat(feature.classes().total()).isEqualTo(777 - feature.missing());
        }
        assertThat(profile.counts().rows()).isEqualTo(777);
    }

    private static WindowProfile merged(WindowProfile into, WindowProfile part) {
        into.merge(part);
        return into;
    }

    private static WindowProfile decoded(WindowProfile profile) {
        return WindowProfile.of(profile.blocks().stream()
                .map(block -> ProfileBlock.decode(block.encode(), BASELINE))
                .toList());
    }

    private static FieldTable table(List<String> row) {
        return FieldTables.csv(List.of(row));
    }

    private static WindowProfile window(List<List<String>> rows) {
        return AWindow.of(BASELINE, rows);
    }

    private static List<String> encoded(List<List<String>> rows) {
        return AWindow.encoded(window(rows));
    }
}
