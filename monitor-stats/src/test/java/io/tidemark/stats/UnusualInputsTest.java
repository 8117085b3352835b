package io.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.CoarseBins;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.distribution.GridQuantile;
import io.tidemark.stats.divergence.ChiSquare;
import io.tidemark.stats.divergence.JensenShannon;
import io.tidemark.stats.divergence.KolmogorovSmirnov;
import io.tidemark.stats.divergence.KullbackLeibler;
import io.tidemark.stats.divergence.LInfinity;
import io.tidemark.stats.divergence.PopulationStabilityIndex;
import io.tidemark.stats.divergence.Smoothing;
import io.tidemark.stats.divergence.Tails;
import io.tidemark.stats.divergence.Wasserstein;
import io.tidemark.stats.summary.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every unusual baseline against every unusual window: a defined result, never an exception. */
class UnusualInputsTest {
    private static final double MAX = Double.MAX_VALUE;

    private static final List<double[]> COLUMNS = List.of(
            new double[] {3},
            new double[] {-0.0},
            new double[] {-MAX},
            new double[] {MAX},
            new double[] {7, 7, 7, 7, 7},
            new double[] {-0.0, 0.0, 0.0},
            new double[] {-MAX, MAX},
            new double[] {-1e308, 1e308, 1e308},
            new double[] {-Double.MIN_VALUE, 0.0, Double.MIN_VALUE, 2 * Double.MIN_VALUE},
            new double[] {9007199254740992.0, 9007199254740994.0, 9007199254740996.0},
            new double[] {Double.MIN_VALUE, 1, MAX},
            IntStream.range(0, 5000).mapToDouble(i -> i * 0.001).toArray(),
            IntStream.range(0, 5000).mapToDouble(i -> i < 4990 ? 0 : i).toArray());

    static Stream<Arguments> pairs() {
        Stream<double[]> windows = Stream.concat(COLUMNS.stream(), Stream.of(new double[0]));
        List<double[]> all = windows.toList();
        return COLUMNS.stream().flatMap(b -> all.stream().map(w -> Arguments.of(b, w)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyDistanceIsDefinedOrNaNForAnEmptyWindow(double[] baseline, double[] window) {
        for (int wanted : new int[] {1, 2, 5, 1023}) {
            GridEdges edges = GridEdges.fromSorted(baseline, wanted);
            long[] b = counts(edges, baseline);
            long[] w = counts(edges, window);
            boolean isEmpty = window.length == 0;
            var ks = KolmogorovSmirnov.onGrid(edges, b, w);
            assertInUnitInterval(ks.statistic(), isEmpty);
            assertInUnitInterval(ks.upper(), isEmpty);
            Tails tails =
                    new Tails(sum(edges, baseline, 0), sum(edges, window, 0), 0, sum(edges, window, edges.size()));
            double w1 = Wasserstein.onGrid(edges, b, w, tails).value();
            assertThat(isEmpty ? Double.isNaN(w1) : w1 >= 0).as("W1 = %s", w1).isTrue();
            quantiles(edges, w, window);

            CoarseBins bins = CoarseBins.of(b, 10);
            long[] coarseB = bins.bin(b, 0);
            long[] coarseW = bins.bin(w, 4);
            assertInUnitInterval(JensenShannon.distance(coarseB, coarseW), false);
            assertInUnitInterval(LInfinity.ofShares(coarseB, coarseW), false);
            assertThat(KullbackLeibler.nats(coarseB, coarseW, Smoothing.ADD_HALF))
                    .isFinite();
            assertThat(PopulationStabilityIndex.index(coarseB, coarseW, Smoothing.ADD_HALF))
                    .isFinite();
            ChiSquare.Merged merged = ChiSquare.mergeSmallBins(coarseB, coarseW);
            double p = ChiSquare.homogeneity(merged.baseline(), merged.window()).pValue();
            assertThat(Double.isNaN(p) || (p >= 0 && p <= 1)).as("p = %s", p).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void momentsAreFiniteOrNaN(double[] baseline, double[] window) {
        Moments moments = Moments.of(baseline);
        moments.addAll(Moments.of(window));

        assertThat(moments.mean()).isBetween(moments.min(), moments.max());
        assertThat(Double.isNaN(moments.populationSd()) == moments.extremes() > 0)
                .isTrue();
        assertThat(moments.sum()).isNotNaN();
    }

    private static void quantiles(GridEdges edges, long[] counts, double[] window) {
        double min = window.length == 0 ? Double.NaN : window[0];
        double max = window.length == 0 ? Double.NaN : window[window.length - 1];
        for (double q : new double[] {0, 0.5, 1}) {
            GridQuantile quantile = GridQuantile.of(edges, counts, q, min, max);
            assertThat(window.length == 0 ? Double.isNaN(quantile.value()) : Double.isFinite(quantile.value()))
                    .as("%s", quantile)
                    .isTrue();
        }
    }

    private static void assertInUnitInterval(double value, boolean isEmpty) {
        assertThat(isEmpty ? Double.isNaN(value) : value >= 0 && value <= 1)
                .as("%s", value)
                .isTrue();
    }

    private static long[] counts(GridEdges edges, double[] values) {
        CellCounts counts = new CellCounts(edges.cells());
        Arrays.stream(values).forEach(value -> counts.increment(edges.cellOf(value)));
        return counts.toArray();
    }

    private static double sum(GridEdges edges, double[] values, int cell) {
        return Moments.of(Arrays.stream(values)
                        .filter(value -> edges.cellOf(value) == cell)
                        .toArray())
                .sum();
    }
}
