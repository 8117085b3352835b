package io.tidemark.app.live;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Captures of very many whole numbers, and their baseline, as fine as the baseline job makes it. */
final class WideTraffic {
    private static final int ROWS = 400;
    private static final int LARGEST = 10_000;
    private static final int EDGES_OF_ALL_FEATURES = 1 << 21;

    private final int features;
    private final Random random;

    WideTraffic(int features, long seed) {
        this.features = features;
        this.random = new Random(seed);
    }

    Baseline baseline() {
        List<FeatureBaseline> all = new ArrayList<>(features);
        for (int feature = 0; feature < features; feature++) {
            all.add(feature("feature_" + feature));
        }
        return Baseline.of(all, null, List.of());
    }

    private FeatureBaseline feature(String name) {
        int[] values = random.ints(ROWS, 0, LARGEST).toArray();
        double[] sorted = Arrays.stream(values).asDoubleStream().sorted().toArray();
        NumericProfile profile =
                new NumericProfile(GridEdges.fromSorted(sorted, Math.min(1_023, EDGES_OF_ALL_FEATURES / features)));
        ValueScanner scanner = new ValueScanner();
        for (int value : values) {
            byte[] text = Integer.toString(value).getBytes(StandardCharsets.UTF_8);
            profile.add(text, 0, text.length, scanner);
        }
        return FeatureBaseline.suggest(name, FeatureType.INTEGRAL, profile);
    }

    /** Returns a capture of one row. */
    String json(String id, String time) {
        StringJoiner row = new StringJoiner(",");
        for (int feature = 0; feature < features; feature++) {
            row.add(Integer.toString(random.nextInt(LARGEST)));
        }
        return Captures.json(id, time).replace("0.25,3,red", row.toString());
    }
}
