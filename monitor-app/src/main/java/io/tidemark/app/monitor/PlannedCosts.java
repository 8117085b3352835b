package io.tidemark.app.monitor;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;

/**
 * What an endpoint's open windows hold, estimated: eight bytes for each cell of a grid and each category, for every feature
 * and every window that may be open at once, in the deltas of each partition and once merged. Windows open at once are
 * those whose grace has not passed, one that is filling and one that records run ahead into. Texts of unseen categories,
 * identities of records and the stores' own memory come on top.
 *
 * @param features that are counted
 * @param cells of all features together
 * @param windowsOpen at once, for each variant
 * @param partitions of the captures
 */
record PlannedCosts(int features, long cells, long windowsOpen, int partitions) {
    private static final int BYTES = 8;

    static PlannedCosts of(MonitorConfig config, Baseline baseline, int partitions) {
        long size = config.windows().sizeMs();
        long closing = (config.timing().grace().toMillis() + size - 1) / size;
        long cells = baseline.features().stream().mapToLong(PlannedCosts::cells).sum();
        return new PlannedCosts(baseline.features().size(), cells, closing + 2, partitions);
    }

    private static long cells(FeatureBaseline feature) {
        if (feature.profile() instanceof NumericProfile numeric) {
            return numeric.edges().cells();
        }
        return feature.profile() instanceof CategoricalProfile categories ? categories.categoryCounts().length : 0;
    }

    /** Bytes in all processes together, for each variant. */
    long bytes() {
        return cells * BYTES * windowsOpen * (partitions + 1);
    }
}
