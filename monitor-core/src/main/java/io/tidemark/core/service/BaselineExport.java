package io.tidemark.core.service;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.service.ColumnStatistics.ValueCount;
import io.tidemark.stats.sketch.EqualWidthBuckets;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import io.tidemark.stats.sketch.KllSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says a baseline in the service's words. A grid is written as a sketch in which each edge stands with the weight of
 * the cell below it, taken apart into powers of two: ranks at edges are exact, those between are off by the cell's
 * share at most. It is not the sketch that the rows would have given: whoever takes its items for values finds heavy
 * ones where the rows had none. So the grid itself goes with it, and an import of ours takes that.
 */
public final class BaselineExport {
    private BaselineExport() {}

    /**
     * Returns the statistics of a baseline's columns.
     *
     * @param baseline what to say
     * @param withLabel whether the label, if there is one, comes as the first column
     */
    public static ServiceStatistics statistics(Baseline baseline, boolean withLabel) {
        List<ColumnStatistics> columns = new ArrayList<>();
        if (withLabel) {
            baseline.label().ifPresent(label -> columns.add(column(label)));
        }
        baseline.features().forEach(feature -> columns.add(column(feature)));
        return new ServiceStatistics(baseline.rows(), columns);
    }

    /** Returns what windows are checked against by a baseline that was not imported: the request's columns alone. */
    public static ServiceBaseline serviceBaseline(Baseline baseline) {
        ServiceStatistics statistics = statistics(baseline, false);
        return new ServiceBaseline(statistics, ConstraintSuggestion.of(statistics), baseline.missingMarkers(), false);
    }

    private static ColumnStatistics column(FeatureBaseline feature) {
        long missing = feature.profile().missing();
        long present = feature.profile().rows() - missing;
        if (feature.profile() instanceof NumericProfile numeric) {
            return numeric(feature, numeric, present, missing);
        }
        if (feature.profile() instanceof CategoricalProfile categorical) {
            return feature.type() == FeatureType.UNKNOWN
                    ? new ColumnStatistics.Unknown(feature.name(), missing)
                    : new ColumnStatistics.Text(
                            feature.name(), present, missing, distinct(categorical), values(categorical));
        }
        throw new AssertionError(feature.profile());
    }

    private static ColumnStatistics numeric(
            FeatureBaseline feature, NumericProfile profile, long present, long missing) {
        ColumnStatistics.Figures figures = new ColumnStatistics.Figures(
                profile.moments().mean(),
                profile.moments().sum(),
                profile.moments().populationSd(),
                profile.moments().min(),
                profile.moments().max());
        KllSketch sketch = sketch(profile);
        List<Bucket> buckets = profile.valid() == 0
                ? List.of()
                : List.of(EqualWidthBuckets.of(sketch.ranked(), figures.min(), figures.max()));
        return new ColumnStatistics.Numeric(
                feature.name(),
                feature.type(),
                present,
                missing,
                figures,
                buckets,
                sketch,
                profile.valid() == 0 ? null : profile.edges());
    }

    private static KllSketch sketch(NumericProfile profile) {
        long[] cells = profile.cellCounts();
        long largest = Arrays.stream(cells).max().orElse(0);
        List<double[]> levels = new ArrayList<>();
        for (int h = 0; h == 0 || largest >> h > 0; h++) {
            double[] level = new double[cells.length];
            int size = 0;
            for (int j = 0; j < cells.length; j++) {
                if ((cells[j] >> h & 1) == 1) {
                    level[size++] = j < profile.edges().size()
                            ? profile.edges().edge(j)
                            : profile.moments().max();
                }
            }
            levels.add(Arrays.copyOf(level, size));
        }
        return KllSketch.ofLevels(KllSketch.USUAL_SIZE, KllSketch.USUAL_SHRINKING, levels);
    }

    private static double distinct(CategoricalProfile profile) {
        return profile.index().categories().size() + profile.index().domain().length;
    }

    /** Null where the baseline knows further values by hash only. */
    private static @Nullable List<ValueCount> values(CategoricalProfile profile) {
        if (profile.otherKnown() > 0 || profile.unseen() > 0) {
            return null;
        }
        long[] counts = profile.categoryCounts();
        List<String> categories = profile.index().categories();
        List<ValueCount> values = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            values.add(new ValueCount(categories.get(i), counts[i]));
        }
        return values;
    }
}
