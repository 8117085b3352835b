package io.tidemark.core.service;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.Constraints;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.service.ColumnStatistics.ValueCount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a baseline for live use from the service's statistics and constraints: grids from the sketches' items by their
 * weights, categories from the histograms, types and completeness from the constraints. What the statistics do not know
 * is not invented: a column without a histogram has an incomplete domain.
 *
 * <p>Mean and sum are the file's; the sum of squares is chosen such that the file's deviation comes out.
 */
public final class BaselineImport {
    private static final int MOST_CATEGORIES = 255;
    private static final int MOST_CELLS = 1_023;
    private static final int CELLS_OF_ALL = 1 << 21;

    private BaselineImport() {}

    /**
     * Returns the baseline.
     *
     * @param statistics of the training data
     * @param constraints what must hold; columns that it lacks keep what the statistics say
     * @param label the column that the model predicts, or null if none is among the columns; it is no feature
     * @throws IllegalArgumentException if no feature is left, the label is no column, or a column's figures do not
     *     agree
     */
    public static Baseline of(ServiceStatistics statistics, ServiceConstraints constraints, @Nullable String label) {
        if (label != null && statistics.column(label).isEmpty()) {
            throw new IllegalArgumentException("label '" + label + "' is no column: the statistics have "
                    + statistics.columns().stream().map(ColumnStatistics::name).toList());
        }
        int cells = Math.min(
                MOST_CELLS, CELLS_OF_ALL / Math.max(1, statistics.columns().size()));
        List<FeatureBaseline> features = new ArrayList<>();
        FeatureBaseline labelFeature = null;
        for (ColumnStatistics column : statistics.columns()) {
            FeatureBaseline feature = feature(column, constraints.column(column.name()), cells);
            if (column.name().equals(label)) {
                labelFeature = feature;
            } else {
                features.add(feature);
            }
        }
        return Baseline.of(features, labelFeature, List.of());
    }

    private static FeatureBaseline feature(
            ColumnStatistics column, Optional<ColumnConstraints> constraints, int cells) {
        try {
            FeatureProfile profile = column instanceof ColumnStatistics.Numeric numeric
                    ? GridImport.profile(numeric, cells)
                    : categorical(
                            column, constraints.map(ColumnConstraints::domain).orElse(List.of()));
            return new FeatureBaseline(column.name(), column.type(), profile, promised(column, constraints));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("feature '" + column.name() + "': " + e.getMessage(), e);
        }
    }

    private static Constraints promised(ColumnStatistics column, Optional<ColumnConstraints> constraints) {
        long rows = column.present() + column.missing();
        double observed = rows == 0 ? 1 : column.present() / (double) rows;
        Double completeness = constraints.map(ColumnConstraints::completeness).orElse(observed);
        Boolean nonNegative = constraints
                .map(ColumnConstraints::nonNegative)
                .orElse(column instanceof ColumnStatistics.Numeric numeric
                        && numeric.moments().min() >= 0);
        return new Constraints(completeness, nonNegative, unseenShare(column));
    }

    private static double unseenShare(ColumnStatistics column) {
        if (!(column instanceof ColumnStatistics.Text text) || text.values() == null || text.present() == 0) {
            return 0;
        }
        long singles =
                text.values().stream().filter(value -> value.count() == 1).count();
        return singles / (double) text.present();
    }

    private static CategoricalProfile categorical(ColumnStatistics column, List<String> domain) {
        List<ValueCount> values = column instanceof ColumnStatistics.Text text && text.values() != null
                ? text.values().stream().sorted(TextCounts.MOST_FREQUENT_FIRST).toList()
                : List.of();
        long counted = values.stream().mapToLong(ValueCount::count).sum();
        if (counted > column.present()) {
            throw new IllegalArgumentException(
                    "the values' counts add up to " + counted + ", num_present is " + column.present());
        }
        List<ValueCount> tracked = values.subList(0, Math.min(MOST_CATEGORIES, values.size()));
        CategoryIndex index = new CategoryIndex(
                tracked.stream().map(ValueCount::value).toList(),
                otherKnown(tracked, values, domain),
                column.type() == FeatureType.STRING && counted == column.present());
        CategoricalProfile profile = new CategoricalProfile(index);
        for (int i = 0; i < tracked.size(); i++) {
            profile.addCategory(i, tracked.get(i).count());
        }
        profile.addOtherKnown(
                counted - tracked.stream().mapToLong(ValueCount::count).sum());
        profile.addUnseen(column.present() - counted);
        profile.addMissing(column.missing());
        profile.classes().add(ValueClass.STRING, column.present());
        return profile;
    }

    private static long[] otherKnown(List<ValueCount> tracked, List<ValueCount> values, List<String> domain) {
        TreeSet<String> others = new TreeSet<>(domain);
        values.forEach(value -> others.add(value.value()));
        tracked.forEach(value -> others.remove(value.value()));
        return others.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .mapToLong(bytes -> CategoryIndex.hash(bytes, 0, bytes.length))
                .sorted()
                .distinct()
                .toArray();
    }
}
