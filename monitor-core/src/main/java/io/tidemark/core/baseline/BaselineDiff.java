package io.tidemark.core.baseline;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What two baselines say differently. Labels are compared like features.
 *
 * @param removed columns of the first that the second has not, in the first's order
 * @param added columns of the second that the first has not, in the second's order
 * @param retyped columns of both with another type
 * @param features columns of both, in the first's order
 */
public record BaselineDiff(
        List<String> removed, List<String> added, List<Retyped> retyped, List<FeatureDiff> features) {
    /** Copies the lists. */
    public BaselineDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        retyped = List.copyOf(retyped);
        features = List.copyOf(features);
    }

    /**
     * A column whose type changed.
     *
     * @param name of the column
     * @param before type in the first
     * @param after type in the second
     */
    public record Retyped(String name, FeatureType before, FeatureType after) {}

    /**
     * A column of both.
     *
     * @param name of the column
     * @param before in the first baseline
     * @param after in the second
     * @param distance Kolmogorov-Smirnov for numbers, the largest difference of a share for categories; empty where a
     *     side has no value or the columns are of two kinds
     */
    public record FeatureDiff(String name, Side before, Side after, Optional<Between> distance) {
        /** The sure change: of the distribution, or of the share of present values if that changed more. */
        public double sureChange() {
            double missing = Math.abs(before.completeness - after.completeness);
            return Math.max(missing, distance.map(Between::atLeast).orElse(0.0));
        }
    }

    /**
     * What one baseline says of a column.
     *
     * @param rows training rows
     * @param completeness share of present values, in [0, 1]
     * @param nonNegative whether no number is below zero
     * @param unseenShare share of values that came once
     */
    public record Side(long rows, double completeness, boolean nonNegative, double unseenShare) {
        static Side of(FeatureBaseline feature) {
            Constraints constraints = feature.constraints();
            return new Side(
                    feature.profile().rows(),
                    constraints.completeness(),
                    constraints.nonNegative(),
                    constraints.unseenShare());
        }
    }

    /** Compares two baselines, the earlier one first. */
    public static BaselineDiff between(Baseline before, Baseline after) {
        Map<String, FeatureBaseline> first = columns(before);
        Map<String, FeatureBaseline> second = columns(after);
        List<String> removed = new ArrayList<>();
        List<Retyped> retyped = new ArrayList<>();
        List<FeatureDiff> features = new ArrayList<>();
        first.forEach((name, feature) -> {
            FeatureBaseline other = second.get(name);
            if (other == null) {
                removed.add(name);
                return;
            }
            if (feature.type() != other.type()) {
                retyped.add(new Retyped(name, feature.type(), other.type()));
            }
            features.add(new FeatureDiff(
                    name, Side.of(feature), Side.of(other), distance(feature.profile(), other.profile())));
        });
        List<String> added = second.keySet().stream()
                .filter(name -> !first.containsKey(name))
                .toList();
        return new BaselineDiff(removed, added, retyped, features);
    }

    /**
     * Whether windows would be judged alike by both up to this change: the same columns of the same types, and no
     * column that surely changed by more.
     *
     * @param limit of {@link FeatureDiff#sureChange}, in [0, 1]
     */
    public boolean isWithin(double limit) {
        return removed.isEmpty()
                && added.isEmpty()
                && retyped.isEmpty()
                && features.stream().allMatch(feature -> feature.sureChange() <= limit);
    }

    private static Map<String, FeatureBaseline> columns(Baseline baseline) {
        Map<String, FeatureBaseline> columns = new LinkedHashMap<>();
        baseline.features().forEach(feature -> columns.put(feature.name(), feature));
        baseline.label().ifPresent(label -> columns.put(label.name(), label));
        return columns;
    }

    private static Optional<Between> distance(FeatureProfile before, FeatureProfile after) {
        if (before.valid() == 0 || after.valid() == 0) {
            return Optional.empty();
        }
        if (before instanceof NumericProfile numbers && after instanceof NumericProfile others) {
            return Optional.of(GridDistance.kolmogorovSmirnov(numbers, others));
        }
        if (before instanceof CategoricalProfile texts && after instanceof CategoricalProfile others) {
            return Optional.of(CategoryDistance.largestShare(texts, others));
        }
        return Optional.empty();
    }
}
