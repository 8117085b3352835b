package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.WindowKey;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that packs most of its windows gives out what one gives out that packs none. */
class WindowTableTest {
    private static final long NO_ROOM = 0;
    private static final long ROOM_FOR_ALL = 64L << 20;
    private static final int HOURS = 40;

    private final Baseline baseline = Baseline.of(List.of(feature("a"), feature("b")), null, List.of());
    private final ValueScanner scanner = new ValueScanner();

    private static FeatureBaseline feature(String name) {
        NumericProfile profile = new NumericProfile(GridEdges.of(new double[] {-1, 0, 10, 20, 50}));
        profile.add(new byte[] {'7'}, 0, 1, new ValueScanner());
        return FeatureBaseline.suggest(name, FeatureType.FRACTIONAL, profile);
    }

    private Map<WindowKey, WindowProfile> someWindows(Random random, int from) {
        Map<WindowKey, WindowProfile> some = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            WindowProfile profile = WindowProfile.empty(baseline);
            for (int value = random.nextInt(100); value >= 0; value--) {
                FeatureProfile feature = profile.feature(random.nextInt(2));
                byte[] text = Integer.toString(random.nextInt(200) - 100).getBytes(StandardCharsets.UTF_8);
                feature.add(text, 0, text.length, scanner);
            }
            long hour = from < 0 ? random.nextInt(HOURS) : from + random.nextInt(2);
            some.put(new WindowKey("e", "v", hour * 3_600_000), profile);
        }
        return some;
    }

    private static List<String> drained(WindowTable table) {
        List<String> all = new ArrayList<>();
        table.drain((window, profile) -> {
            for (ProfileBlock block : profile.blocks()) {
                all.add(window + " " + new String(block.encode(), StandardCharsets.ISO_8859_1));
            }
        });
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void packedWindowsHoldTheSameCounts(long seed) {
        for (boolean inOrder : new boolean[] {true, false}) {
            WindowTable packing = new WindowTable(baseline, NO_ROOM);
            WindowTable roomy = new WindowTable(baseline, ROOM_FOR_ALL);
            for (int i = 0; i < 2 * HOURS; i++) {
                packing.takeOver(someWindows(new Random(seed * 1_000 + i), inOrder ? i / 2 : -1));
                roomy.takeOver(someWindows(new Random(seed * 1_000 + i), inOrder ? i / 2 : -1));
            }
            List<String> expected = drained(roomy);

            assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(HOURS / 2);
            assertThat(drained(packing)).as("seed %d", seed).isEqualTo(expected);
            assertThat(drained(packing)).isEmpty();
        }
    }

    @Test
    void aThreadHoldsAtLeastFourWindows() {
        assertThat(new WindowTable(baseline, NO_ROOM).windowsPerThread()).isEqualTo(4);
        assertThat(new WindowTable(baseline, ROOM_FOR_ALL).windowsPerThread()).isGreaterThan(1_000);
    }
}
