package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.profile.FeatureProfile;
import java.util.List;

/**
 * What a rule may look at.
 *
 * @param baseline the feature's baseline
 * @param window its counts in the window
 * @param measured its distances
 * @param minRows how many rows a verdict needs
 */
public record FeatureEvidence(FeatureBaseline baseline, FeatureProfile window, List<Measured> measured, long minRows) {
    public FeatureEvidence {
        measured = List.copyOf(measured);
    }

    /** Returns a distance of this feature. */
    public Measured measured(Distance distance) {
        for (Measured one : measured) {
            if (one.distance() == distance) {
                return one;
            }
        }
        throw new IllegalArgumentException(distance + " was not measured for " + baseline.name());
    }

    /** Returns 1/n + 1/m over the given counts: the variance scale of a difference of two shares. */
    static double varianceScale(long n, long m) {
        return 1.0 / n + 1.0 / m;
    }
}
