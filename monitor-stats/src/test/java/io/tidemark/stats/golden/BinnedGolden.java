package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.divergence.ChiSquare;
import io.tidemark.stats.divergence.FisherExact;
import io.tidemark.stats.divergence.GTest;
import io.tidemark.stats.divergence.Hellinger;
import io.tidemark.stats.divergence.JensenShannon;
import io.tidemark.stats.divergence.KullbackLeibler;
import io.tidemark.stats.divergence.LInfinity;
import io.tidemark.stats.divergence.PopulationStabilityIndex;
import io.tidemark.stats.divergence.Smoothing;
import io.tidemark.stats.divergence.TotalVariation;
import java.util.Arrays;

/** Checks everything that reference files say about two count vectors. */
final class BinnedGolden {
    private final GoldenCheck check;

    BinnedGolden(GoldenCheck check) {
        this.check = check;
    }

    void checkAll(JsonNode expected, String path, long[] baseline, long[] window) {
        divergences(expected.get("raw"), path + "/raw", Smoothing.RAW, baseline, window);
        String zero = "zero_to_1e-4_not_renormalised";
        divergences(expected.get(zero), path + "/" + zero, Smoothing.ZERO_TO_1E_4, baseline, window);
        String half = "add_half_per_bin";
        divergences(expected.get(half), path + "/" + half, Smoothing.ADD_HALF_ALL_BINS, baseline, window);
        number(expected, path, "total_variation", TotalVariation.distance(baseline, window));
        number(expected, path, "hellinger", Hellinger.distance(baseline, window));
        double largest = LInfinity.ofShares(baseline, window);
        number(expected, path, "linf_pmf", largest);
        long m = Arrays.stream(baseline).sum();
        long n = Arrays.stream(window).sum();
        number(expected, path, "linf_pmf_robust_1.8", LInfinity.robust(largest, n, m));
        homogeneity(expected.get("chi2_homogeneity"), path + "/chi2_homogeneity", baseline, window);
        test(expected, path, "g_test", GTest.homogeneity(baseline, window));
        test(expected, path, "chi2_yates", ChiSquare.yates(baseline, window));
        test(expected, path, "chi2_gof_baseline_as_expected", ChiSquare.goodnessOfFit(baseline, window));
        number(expected, path, "fisher_exact_p", FisherExact.pValue(baseline, window));
    }

    private void divergences(JsonNode expected, String path, Smoothing smoothing, long[] b, long[] w) {
        number(expected, path, "kl_current_from_baseline", KullbackLeibler.nats(b, w, smoothing));
        number(expected, path, "kl_baseline_from_current", KullbackLeibler.nats(w, b, smoothing));
        number(expected, path, "psi", PopulationStabilityIndex.index(b, w, smoothing));
        double nats = JensenShannon.divergenceNats(b, w, smoothing);
        number(expected, path, "js_divergence_nat", nats);
        number(expected, path, "js_divergence_bits", nats / Math.log(2));
        number(expected, path, "js_distance_nat", Math.sqrt(nats));
        number(expected, path, "js_distance_base2", JensenShannon.distance(nats));
    }

    private void homogeneity(JsonNode expected, String path, long[] baseline, long[] window) {
        ChiSquare.Homogeneity actual = ChiSquare.homogeneity(baseline, window);
        if (expected.isTextual()) {
            check.same("undefined: one category", path, expected.textValue());
            check.same(Double.NaN, path, actual.statistic());
            check.same(Double.NaN, path, actual.pValue());
            return;
        }
        number(expected, path, "statistic", actual.statistic());
        number(expected, path, "dof", actual.dof());
        number(expected, path, "p_value", actual.pValue());
        number(expected, path, "min_expected", actual.minExpected());
        number(expected, path, "cramers_v", actual.cramersV());
    }

    private void test(JsonNode expected, String path, String name, ChiSquare.Test actual) {
        if (expected.has(name)) {
            number(expected.get(name), path + "/" + name, "statistic", actual.statistic());
            number(expected.get(name), path + "/" + name, "dof", actual.dof());
            number(expected.get(name), path + "/" + name, "p_value", actual.pValue());
        }
    }

    private void number(JsonNode expected, String path, String name, double actual) {
        if (expected.has(name)) {
            check.number(expected.get(name), path + "/" + name, actual);
        }
    }
}
