package io.tidemark.core.evaluation;

import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.divergence.ChiSquare;
import io.tidemark.stats.divergence.JensenShannon;
import io.tidemark.stats.divergence.KolmogorovSmirnov;
import io.tidemark.stats.divergence.KullbackLeibler;
import io.tidemark.stats.divergence.LInfinity;
import io.tidemark.stats.divergence.NoiseLevel;
import io.tidemark.stats.divergence.PopulationStabilityIndex;
import io.tidemark.stats.divergence.Smoothing;
import io.tidemark.stats.divergence.Tails;
import io.tidemark.stats.divergence.Wasserstein;
import io.tidemark.stats.special.SpecialFunctions;
import java.util.Arrays;
import java.util.List;

/**
 * Computes every classic distance of one feature. KS and Wasserstein apply to numeric features and use the whole grid;
 * L-infinity of a numeric feature is over its 32 coarse bins; the rest is over coarse bins (10 for PSI, 32 for KL, JS
 * and chi-square) or categories, with missing values as a bin of their own.
 */
final class Distances {
    private static final int PSI_BINS = 10;
    private static final int FINE_BINS = 32;
    private static final double NOISE_ALPHA = 0.001;

    private static final List<Measured> NUMERIC_UNDEFINED = undefined(
            Distance.KS,
            Distance.KL,
            Distance.JS,
            Distance.PSI,
            Distance.WASSERSTEIN,
            Distance.CHI_SQUARE,
            Distance.L_INFINITY);
    private static final List<Measured> CATEGORICAL_UNDEFINED =
            undefined(Distance.KL, Distance.JS, Distance.PSI, Distance.CHI_SQUARE, Distance.L_INFINITY);

    private Distances() {}

    static List<Measured> of(FeatureProfile baseline, FeatureProfile window) {
        boolean comparable = baseline.valid() > 0 && window.valid() > 0;
        if (baseline instanceof NumericProfile b && window instanceof NumericProfile w) {
            return comparable ? ofNumeric(GridPair.of(b, w)) : NUMERIC_UNDEFINED;
        }
        if (baseline instanceof CategoricalProfile b && window instanceof CategoricalProfile w) {
            return comparable ? ofCategorical(b, w) : CATEGORICAL_UNDEFINED;
        }
        throw new IllegalArgumentException("window and baseline hold different kinds of features");
    }

    private static List<Measured> ofNumeric(GridPair pair) {
        CoarseView fine = CoarseView.of(pair, FINE_BINS);
        return List.of(
                kolmogorovSmirnov(pair),
                kullbackLeibler(fine),
                jensenShannon(fine),
                psi(CoarseView.of(pair, PSI_BINS)),
                wasserstein(pair),
                chiSquare(fine),
                lInfinity(withoutLast(fine.baseline()), withoutLast(fine.window()), pair.baseline(), pair.window()));
    }

    private static List<Measured> ofCategorical(CategoricalProfile baseline, CategoricalProfile window) {
        CoarseView view = CoarseView.of(baseline, window);
        return List.of(
                kullbackLeibler(view),
                jensenShannon(view),
                psi(view),
                chiSquare(view),
                lInfinity(baseline.knownOrOtherCounts(), window.knownOrOtherCounts(), baseline, window));
    }

    private static List<Measured> undefined(Distance... distances) {
        return Arrays.stream(distances)
                .map(distance -> new Measured(distance, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN))
                .toList();
    }

    private static Measured kolmogorovSmirnov(GridPair pair) {
        KolmogorovSmirnov.Certified ks =
                KolmogorovSmirnov.onGrid(pair.edges(), pair.baselineCells(), pair.windowCells());
        long n = pair.window().valid();
        long m = pair.baseline().valid();
        double noise = NoiseLevel.supQuantile(n, m, NOISE_ALPHA);
        double pValue = KolmogorovSmirnov.pValue(ks.statistic(), n, m);
        return new Measured(Distance.KS, ks.statistic(), ks.statistic(), noise, ks.upper(), pValue);
    }

    private static Measured kullbackLeibler(CoarseView view) {
        double raw = KullbackLeibler.nats(view.baseline(), view.window(), Smoothing.ADD_HALF);
        return scaled(Distance.KL, raw, view, NoiseLevel::klBias, NoiseLevel::klQuantile);
    }

    private static Measured jensenShannon(CoarseView view) {
        double raw = JensenShannon.divergenceNats(view.baseline(), view.window());
        return scaled(Distance.JS, raw, view, NoiseLevel::jsBias, NoiseLevel::jsQuantile);
    }

    private static Measured psi(CoarseView view) {
        double raw = PopulationStabilityIndex.index(view.baseline(), view.window(), Smoothing.ADD_HALF);
        return scaled(Distance.PSI, raw, view, NoiseLevel::psiBias, NoiseLevel::psiQuantile);
    }

    private interface Bias {
        double of(int bins, long n, long m);
    }

    private interface Quantile {
        double of(int bins, long n, long m, double alpha);
    }

    /** Distances whose multiple follows a chi-square law without drift. */
    private static Measured scaled(Distance distance, double raw, CoarseView view, Bias bias, Quantile quantile) {
        int bins = view.occupied();
        if (bins < 2) {
            return new Measured(distance, raw, raw, 0, raw, 1);
        }
        long n = view.windowTotal();
        long m = view.baselineTotal();
        double expected = bias.of(bins, n, m);
        double pValue = SpecialFunctions.chiSquareSurvival(bins - 1.0, (bins - 1) * raw / expected);
        double corrected = NoiseLevel.corrected(raw, expected);
        return new Measured(distance, raw, corrected, quantile.of(bins, n, m, NOISE_ALPHA), raw, pValue);
    }

    private static Measured wasserstein(GridPair pair) {
        NumericProfile window = pair.window();
        Tails tails = Tails.ofWindow(window.sumBelowRange(), window.sumAboveRange());
        Wasserstein.OnGrid w1 = Wasserstein.onGrid(pair.edges(), pair.baselineCells(), pair.windowCells(), tails);
        double sd = pair.baseline().moments().populationSd();
        double raw = Wasserstein.normed(w1.value(), sd);
        double upper = Wasserstein.normed(w1.value() + w1.errorBound(), sd);
        return new Measured(Distance.WASSERSTEIN, raw, Double.NaN, Double.NaN, upper, Double.NaN);
    }

    private static Measured chiSquare(CoarseView view) {
        ChiSquare.Merged merged = ChiSquare.mergeSmallBins(view.baseline(), view.window());
        if (merged.baseline().length < 2) {
            return new Measured(Distance.CHI_SQUARE, 0, 0, 0, 0, 1);
        }
        ChiSquare.Homogeneity test = ChiSquare.homogeneity(merged.baseline(), merged.window());
        double noise = NoiseLevel.chiSquareQuantile(test.dof(), NOISE_ALPHA);
        double raw = test.statistic();
        return new Measured(Distance.CHI_SQUARE, raw, NoiseLevel.corrected(raw, test.dof()), noise, raw, test.pValue());
    }

    private static Measured lInfinity(long[] b, long[] w, FeatureProfile baseline, FeatureProfile window) {
        double raw = LInfinity.ofShares(b, w);
        double noise = NoiseLevel.supQuantile(window.valid(), baseline.valid(), NOISE_ALPHA);
        return new Measured(Distance.L_INFINITY, raw, raw, noise, raw, Double.NaN);
    }

    private static long[] withoutLast(long[] counts) {
        return Arrays.copyOf(counts, counts.length - 1);
    }
}
