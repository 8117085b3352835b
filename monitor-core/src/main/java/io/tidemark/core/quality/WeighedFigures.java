package io.tidemark.core.quality;

import io.tidemark.core.model.LossStrata;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.ExpectedConfusion;
import io.tidemark.stats.quality.LossEstimate;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of the labelled rows weighed so that they stand for all rows of the window: by group of like scores and answer, or
 * of like forecasts. Labels rarely come at random; weighed figures are right where they come at random within a group.
 */
final class WeighedFigures {
    private WeighedFigures() {}

    /** A figure by its name. */
    record Weighed(String name, double value, Interval interval) {}

    /** The figures that can be weighed; without labels none. */
    static List<Weighed> of(ModelProfile profile, double confidence) {
        if (profile.labelled() == 0) {
            return List.of();
        }
        return switch (profile.spec().problem()) {
            case BINARY -> ofBinary(profile, confidence);
            case MULTICLASS -> List.of(ofAnswers(profile, confidence));
            case REGRESSION -> ofLosses(profile.regressionStrata(), confidence);
        };
    }

    /** The weighed value of a figure; NaN if there is none. */
    static double value(ModelProfile profile, String name, double confidence) {
        return of(profile, confidence).stream()
                .filter(figure -> figure.name.equals(name))
                .mapToDouble(Weighed::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<Weighed> ofBinary(ModelProfile profile, double confidence) {
        ExpectedConfusion all = profile.strata().postStratified();
        List<Weighed> figures = new ArrayList<>();
        for (BinaryMetric metric : BinaryMetric.values()) {
            Interval interval = metric == BinaryMetric.ACCURACY
                    ? profile.strata().accuracyInterval(confidence)
                    : Interval.UNDEFINED;
            figures.add(new Weighed(metric.wireName(), metric.of(all), interval));
        }
        return figures;
    }

    /** Every row of several classes is "predicted positive", and right or not. */
    private static Weighed ofAnswers(ModelProfile profile, double confidence) {
        double accuracy = BinaryMetric.ACCURACY.of(profile.strata().postStratified());
        return new Weighed("accuracy", accuracy, profile.strata().accuracyInterval(confidence));
    }

    private static List<Weighed> ofLosses(LossStrata strata, double confidence) {
        LossEstimate absolute = LossEstimate.of(strata.absolute(), strata.predictions());
        LossEstimate squared = LossEstimate.of(strata.squared(), strata.predictions());
        Interval ofSquares = interval(squared, confidence);
        return List.of(
                new Weighed("mae", absolute.value(), interval(absolute, confidence)),
                new Weighed("mse", squared.value(), ofSquares),
                new Weighed("rmse", squared.root(), Losses.root(ofSquares)));
    }

    private static Interval interval(LossEstimate estimate, double confidence) {
        return NormalInterval.plain(estimate.value(), estimate.referenceSd(), confidence)
                .within(0, Double.POSITIVE_INFINITY);
    }
}
