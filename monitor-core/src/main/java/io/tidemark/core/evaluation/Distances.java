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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes every classic distance of one feature. KS and Wasserstein apply to numeric features and use the whole grid;
 * L-infinity of a numeric feature is over its 32 coarse bins; the rest is over coarse bins (10 for PSI, 32 for KL, JS and
 * chi-square) or categories, with missing values as a bin of their own.
 */
final class Distances {
    private static final int PSI_BINS = 10;
    private static final int FINE_BINS = 32;
    private static final double NOISE_ALPHA = 0.001;

    private Distances() {}

    static List<Measured> of(FeatureProfile baseline, FeatureProfile window) {
        List<Measured> all = new ArrayList<>();
        boolean comparable = baseline.valid() > 0 && window.valid() > 0;
        if (baseline instanceof NumericProfile b && window instanceof NumericProfile w) {
            all.add(comparable ? kolmogorovSmirnov(b, w) : undefined(Distance.KS));
        }
        CoarseView fine = CoarseView.of(baseline, window, FINE_BINS);
        all.add(comparable ? kullbackLeibler(fine) : undefined(Distance.KL));
        all.add(comparable ? jensenShannon(fine) : undefined(Distance.JS));
        CoarseView coarse = CoarseView.of(baseline, window, PSI_BINS);
        all.add(comparable ? psi(coarse) : undefined(Distance.PSI));
        if (baseline instanceof NumericProfile b && window instanceof NumericProfile w) {
            all.add(comparable ? wasserstein(b, w) : undefined(Distance.WASSERSTEIN));
        }
        all.add(comparable ? chiSquare(fine) : undefined(Distance.CHI_SQUARE));
        all.add(comparable ? lInfinity(baseline, window) : undefined(Distance.L_INFINITY));
        return all;
    }

    private static Measured undefined(Distance distance) {
        return new Measured(distance, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Measured kolmogorovSmirnov(NumericProfile b, NumericProfile w) {
        KolmogorovSmirnov.Certified ks = KolmogorovSmirnov.onGrid(b.edges(), b.cellCounts(), w.cellCounts());
        double noise = NoiseLevel.supQuantile(w.valid(), b.valid(), NOISE_ALPHA);
        double pValue = KolmogorovSmirnov.pValue(ks.statistic(), w.valid(), b.valid());
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

    private static Measured wasserstein(NumericProfile b, NumericProfile w) {
        Tails tails = Tails.ofWindow(w.sumBelowRange(), w.sumAboveRange());
        Wasserstein.OnGrid w1 = Wasserstein.onGrid(b.edges(), b.cellCounts(), w.cellCounts(), tails);
        double sd = b.moments().populationSd();
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
        double noise = test.dof() == 0 ? 0 : SpecialFunctions.chiSquareQuantile(1 - NOISE_ALPHA, test.dof());
        double raw = test.statistic();
        return new Measured(Distance.CHI_SQUARE, raw, NoiseLevel.corrected(raw, test.dof()), noise, raw, test.pValue());
    }

    private static Measured lInfinity(FeatureProfile baseline, FeatureProfile window) {
        long[] b;
        long[] w;
        if (baseline instanceof CategoricalProfile bc && window instanceof CategoricalProfile wc) {
            b = bc.knownOrOtherCounts();
            w = wc.knownOrOtherCounts();
        } else {
            CoarseView view = CoarseView.of(baseline, window, FINE_BINS);
            b = withoutLast(view.baseline());
            w = withoutLast(view.window());
        }
        double raw = LInfinity.ofShares(b, w);
        double noise = NoiseLevel.supQuantile(window.valid(), baseline.valid(), NOISE_ALPHA);
        return new Measured(Distance.L_INFINITY, raw, raw, noise, raw, Double.NaN);
    }

    private static long[] withoutLast(long[] counts) {
        return Arrays.copyOf(counts, counts.length - 1);
    }
}
