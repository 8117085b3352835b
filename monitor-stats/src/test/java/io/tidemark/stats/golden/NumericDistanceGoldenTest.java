package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.divergence.KolmogorovPValue;
import io.tidemark.stats.divergence.KolmogorovSmirnov;
import io.tidemark.stats.divergence.LInfinity;
import io.tidemark.stats.divergence.Wasserstein;
import io.tidemark.stats.summary.DescriptiveStatistics;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Two-sample distances against SciPy and NumPy; definitions in the reference files. */
class NumericDistanceGoldenTest {
    private final GoldenFiles files = new GoldenFiles();

    @Test
    void edgeCasesAgreeWithScipy() {
        checkFile("distance_numeric_edge");
    }

    @Test
    void realColumnsAgreeWithScipy() {
        checkFile("distance_numeric_real");
    }

    private void checkFile(String name) {
        JsonNode root = GoldenFiles.json(name);
        GoldenCheck check = new GoldenCheck(name);
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            double[] baseline = sample(golden, "baseline");
            double[] window = sample(golden, "current");
            JsonNode expected = golden.get("expected");
            check.number(expected.get("n_baseline"), "/n_baseline", baseline.length);
            check.number(expected.get("n_current"), "/n_current", window.length);
            if (expected.has("undefined")) {
                check.same(Double.NaN, "/undefined", KolmogorovSmirnov.ofSorted(baseline, window));
                check.same(Double.NaN, "/undefined", Wasserstein.ofSorted(baseline, window));
            } else {
                distances(check, expected, baseline, window);
                binned(check, expected, baseline, window);
            }
            check.endCase(expected);
        }
        check.finish(root);
    }

    private static void distances(GoldenCheck check, JsonNode expected, double[] baseline, double[] window) {
        double d = KolmogorovSmirnov.ofSorted(baseline, window);
        int m = baseline.length;
        int n = window.length;
        JsonNode ks = expected.get("ks");
        check.number(ks.get("statistic"), "/ks/statistic", d);
        boolean isComputed = !ks.get("p_exact").isNull();
        check.number(ks.get("p_exact"), "/ks/p_exact", isComputed ? KolmogorovPValue.exact(d, n, m) : Double.NaN);
        if (ks.has("p_asymp_scipy")) {
            check.number(ks.get("p_asymp_scipy"), "/ks/p_asymp_scipy", KolmogorovPValue.asOneSample(d, n, m));
        }
        check.number(ks.get("p_kolmogorov_limit"), "/ks/p_kolmogorov_limit", KolmogorovPValue.limit(d, n, m));
        check.number(ks.get("p_stephens"), "/ks/p_stephens", KolmogorovSmirnov.pValue(d, n, m));
        check.number(expected.get("linf_cdf"), "/linf_cdf", d);
        check.number(expected.get("linf_cdf_robust_1.8"), "/linf_cdf_robust_1.8", LInfinity.robust(d, n, m));
        double w1 = Wasserstein.ofSorted(baseline, window);
        if (expected.has("wasserstein_1")) {
            check.number(expected.get("wasserstein_1"), "/wasserstein_1", w1);
        }
        if (expected.has("wasserstein_1_over_baseline_std")) {
            boolean isFinite = Arrays.stream(baseline).allMatch(Double::isFinite);
            double sd = isFinite ? DescriptiveStatistics.populationSd(baseline) : Double.NaN;
            JsonNode normed = expected.get("wasserstein_1_over_baseline_std");
            check.number(normed, "/wasserstein_1_over_baseline_std", Wasserstein.normed(w1, sd));
        }
        gridCertificateHolds(check, baseline, window, d);
    }

    /** Section 10 item 2 of the design: exact on few distinct values, otherwise between statistic and upper. */
    private static void gridCertificateHolds(GoldenCheck check, double[] baseline, double[] window, double d) {
        if (DoubleStream.concat(Arrays.stream(baseline), Arrays.stream(window)).anyMatch(Double::isInfinite)) {
            return;
        }
        for (int cells : new int[] {7, 255, 1023}) {
            GridEdges edges = GridEdges.fromSorted(baseline, cells);
            var certified = KolmogorovSmirnov.onGrid(edges, counts(edges, baseline), counts(edges, window));
            check.same(true, "/ks", certified.statistic() <= d + 1e-12 && d <= certified.upper() + 1e-12);
            if (2 * Arrays.stream(baseline).distinct().count() <= cells + 1L) {
                check.same(certified.statistic(), "/ks", certified.upper());
            }
        }
    }

    private static long[] counts(GridEdges edges, double[] values) {
        CellCounts counts = new CellCounts(edges.cells());
        for (double value : values) {
            counts.increment(edges.cellOf(value));
        }
        return counts.toArray();
    }

    private static void binned(GoldenCheck check, JsonNode expected, double[] baseline, double[] window) {
        if (!expected.has("binned")) {
            return;
        }
        expected.get("binned").properties().forEach(entry -> {
            String path = "/binned/" + entry.getKey();
            JsonNode node = entry.getValue();
            double[] edges = entry.getKey().startsWith("quantile10")
                    ? NumpyBins.quantileEdges(baseline)
                    : NumpyBins.equalWidthEdges(baseline);
            check.numbers(node.get("edges"), path + "/edges", edges);
            boolean outside = entry.getKey().endsWith("_oob");
            long[] b = NumpyBins.count(edges, outside, baseline);
            long[] w = NumpyBins.count(edges, outside, window);
            check.numbers(node.get("baseline_counts"), path + "/baseline_counts", asDoubles(b));
            check.numbers(node.get("current_counts"), path + "/current_counts", asDoubles(w));
            new BinnedGolden(check).checkAll(node, path, b, w);
        });
    }

    private static double[] asDoubles(long[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    private double[] sample(JsonNode golden, String side) {
        JsonNode source = golden.get(side);
        DoubleStream values;
        if (source.isArray()) {
            values = StreamSupport.stream(source.spliterator(), false)
                    .mapToDouble(v -> v.isTextual() ? Double.parseDouble(v.textValue()) : v.doubleValue());
        } else {
            String column = golden.get("column").textValue();
            values = files.column(source.get("file").textValue(), column, source.path("rows")).stream()
                    .map(PythonNumber::parse)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue);
        }
        return values.filter(v -> !Double.isNaN(v)).sorted().toArray();
    }
}
