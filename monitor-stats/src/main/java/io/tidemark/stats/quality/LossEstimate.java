package io.tidemark.stats.quality;

import io.tidemark.stats.summary.CorrectableMoments;
import java.util.List;

/**
 * A regression's error before labels come (direct loss estimation): the mean loss of each stratum of a labelled
 * reference, such as prediction decile by segment, weighted by the window's rows. Valid while rows of a stratum are as
 * hard as they were; concept drift is invisible. Always to be shown as an estimate. Immutable.
 *
 * @param value expected mean loss; NaN if no stratum with rows is known to the reference
 * @param samplingSd what chance does to the mean loss of so many rows: √(Σ n_h var_h) / n
 * @param referenceSd what comes from the reference being a sample: √(Σ (n_h/n)² var_h / m_h)
 * @param unknownRows rows of strata without two labelled reference rows: they take the mean of all reference rows
 */
public record LossEstimate(double value, double samplingSd, double referenceSd, long unknownRows) {
    /**
     * The estimate.
     *
     * @param reference losses per stratum, such as absolute or squared errors
     * @param window rows per stratum, not negative
     */
    public static LossEstimate of(List<CorrectableMoments> reference, long[] window) {
        if (reference.size() != window.length) {
            throw new IllegalArgumentException("strata: reference " + reference.size() + ", window " + window.length);
        }
        CorrectableMoments everyone = new CorrectableMoments();
        reference.forEach(everyone::addAll);
        double n = 0;
        double sum = 0;
        double chance = 0;
        double learned = 0;
        long unknown = 0;
        for (int h = 0; h < window.length; h++) {
            boolean isKnown = reference.get(h).count() >= 2;
            CorrectableMoments losses = isKnown ? reference.get(h) : everyone;
            double rows = (double) window[h];
            if (rows > 0) {
                double sd = losses.sampleSd();
                n += rows;
                sum += rows * losses.mean();
                chance += rows * sd * sd;
                learned += rows * rows * sd * sd / losses.count();
                unknown += isKnown ? 0 : window[h];
            }
        }
        return new LossEstimate(sum / n, Math.sqrt(chance) / n, Math.sqrt(learned) / n, unknown);
    }

    /** √ of the value: the root mean square error from an estimate of the mean square. */
    public double root() {
        return Math.sqrt(value);
    }
}
