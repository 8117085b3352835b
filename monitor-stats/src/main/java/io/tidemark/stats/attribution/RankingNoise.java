package io.tidemark.stats.attribution;

import io.tidemark.stats.special.SeededUniform;
import java.util.Arrays;

/**
 * The NDCG that noise alone gives: what a window of this size would show if the features mattered as in the baseline.
 * The baseline's attributions are perturbed by normal noise of the window's standard errors, cut off at 0, and ranked
 * anew. An NDCG below the noise level and below {@link RankingGain#SERVICE_THRESHOLD} is an alarm; either alone is not.
 */
public final class RankingNoise {
    /** Perturbations drawn. */
    public static final int DRAWS = 1_000;

    /** The share of windows without drift that fall below the noise level. */
    public static final double LEVEL = 0.001;

    private RankingNoise() {}

    /**
     * The {@link #LEVEL} quantile (the smallest value whose empirical distribution function reaches it) of the NDCG
     * over {@link #DRAWS} perturbations.
     *
     * @param baseline global attribution per feature, not negative
     * @param standardErrors of the window's global attributions, not negative
     * @param seed chooses the perturbations; the same seed gives the same bits
     * @return NaN if every baseline attribution is 0 or a standard error is NaN
     */
    public static double level(double[] baseline, double[] standardErrors, long seed) {
        if (baseline.length != standardErrors.length) {
            throw new IllegalArgumentException(
                    "features: baseline " + baseline.length + ", standard errors " + standardErrors.length);
        }
        if (Arrays.stream(standardErrors).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        SeededUniform random = new SeededUniform(seed);
        double[] gains = new double[DRAWS];
        double[] perturbed = new double[baseline.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < perturbed.length; i++) {
                perturbed[i] = Math.max(0, baseline[i] + standardErrors[i] * random.nextNormal());
            }
            gains[draw] = RankingGain.normalised(baseline, perturbed);
        }
        Arrays.sort(gains);
        return gains[(int) Math.ceil(DRAWS * LEVEL) - 1];
    }

    /** Whether the NDCG of a window is below both limits. False if either is NaN. */
    public static boolean isAlarm(double normalisedGain, double noiseLevel) {
        return normalisedGain < RankingGain.SERVICE_THRESHOLD && normalisedGain < noiseLevel;
    }
}
