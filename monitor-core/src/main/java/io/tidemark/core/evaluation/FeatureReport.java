package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridQuantile;
import java.util.List;

/**
 * One feature of a closed window. {@code valid + missing + nan + infinite + malformed = rows}.
 *
 * @param name the feature's name
 * @param type the wire name of its type
 * @param rows rows of the window
 * @param valid values that entered the distribution
 * @param missing rows without a value
 * @param nan values that read as NaN; 0 for categorical features
 * @param infinite values that read as an infinity; 0 for categorical features
 * @param malformed values that could not be read as one of this feature
 * @param unseen values that the training data does not hold; 0 for numeric features
 * @param summary figures of the valid values
 * @param distances every distance that applies to this kind of feature
 */
public record FeatureReport(
        String name,
        String type,
        long rows,
        long valid,
        long missing,
        long nan,
        long infinite,
        long malformed,
        long unseen,
        Summary summary,
        List<Measured> distances) {

    /**
     * Figures of a numeric feature's valid values; all NaN for a categorical feature or without values.
     *
     * @param min smallest value
     * @param max largest value
     * @param mean exact mean, correctly rounded
     * @param standardDeviation population form, from exact sums
     * @param median read off the grid
     */
    public record Summary(double min, double max, double mean, double standardDeviation, double median) {
        /** Nothing to summarise. */
        public static final Summary NONE = new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    public FeatureReport {
        distances = List.copyOf(distances);
    }

    static FeatureReport of(FeatureBaseline baseline, FeatureProfile window) {
        long nan = 0;
        long infinite = 0;
        long unseen = 0;
        if (window instanceof NumericProfile numeric) {
            nan = numeric.nan();
            infinite = numeric.infinite();
        } else if (window instanceof CategoricalProfile categorical) {
            unseen = categorical.unseen();
        }
        return new FeatureReport(
                baseline.name(),
                baseline.type().wireName(),
                window.rows(),
                window.valid(),
                window.missing(),
                nan,
                infinite,
                window.malformed(),
                unseen,
                summarize(window),
                Distances.of(baseline.profile(), window));
    }

    /** Returns the figures of a profile's valid values. */
    public static Summary summarize(FeatureProfile profile) {
        if (!(profile instanceof NumericProfile numeric) || numeric.valid() == 0) {
            return Summary.NONE;
        }
        double min = numeric.moments().min();
        double max = numeric.moments().max();
        double median = GridQuantile.of(numeric.edges(), numeric.cellCounts(), 0.5, min, max)
                .value();
        return new Summary(min, max, numeric.moments().mean(), numeric.moments().populationSd(), median);
    }
}
