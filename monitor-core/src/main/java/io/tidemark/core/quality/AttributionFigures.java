package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;

/**
 * How much each feature moves the model's answers, now and in the model baseline.
 *
 * @param rows rows with attributions; 0 if there are none
 * @param rankingGain NDCG of the live ranking, features of equal attribution sharing the mean gain of their ranks; NaN if
 *     there is none
 * @param rankingNoise the NDCG that one in a thousand windows without drift falls below; NaN if unknown
 * @param features in the order of the model baseline
 */
public record AttributionFigures(long rows, double rankingGain, double rankingNoise, List<Feature> features) {
    /** No attributions. */
    public static final AttributionFigures NONE = new AttributionFigures(0, Double.NaN, Double.NaN, List.of());

    /**
     * One feature.
     *
     * @param name its name
     * @param live mean magnitude of its attributions in the window; NaN if there is none
     * @param baseline mean magnitude in the model baseline
     */
    public record Feature(String name, double live, double baseline) {}

    /** Copies the features. */
    public AttributionFigures {
        features = List.copyOf(features);
    }

    void writeTo(CanonicalOutput out) {
        out.putVarint(rows).putDouble(rankingGain).putDouble(rankingNoise).putVarint(features.size());
        features.forEach(f -> out.putText(f.name()).putDouble(f.live()).putDouble(f.baseline()));
    }
}
