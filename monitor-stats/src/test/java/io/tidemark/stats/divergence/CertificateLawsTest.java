package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.Samples;
import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.ExactSum;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances on a grid against the exact ones of the same samples. */
class CertificateLawsTest {
    private static final int ROUNDS = 150;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void exactDistanceLiesInsideTheCertificate(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] b = samples.sortedColumn(1 + samples.random().nextInt(1500));
            double[] w = window(samples, b);
            int wanted = 1 + samples.random().nextInt(400);
            GridEdges edges = GridEdges.fromSorted(b, wanted);
            long[] baseline = counts(edges, b);
            long[] window = counts(edges, w);
            double exact = KolmogorovSmirnov.ofSorted(b, w);
            var certified = KolmogorovSmirnov.onGrid(edges, baseline, window);
            String where = "seed " + seed + ", round " + round + ", " + edges;

            assertThat(exact).as(where).isBetween(certified.statistic(), certified.upper());
            assertThat(certified.upper() - certified.statistic())
                    .as(where)
                    .isLessThanOrEqualTo(largestSharedMass(baseline, window) + 1e-12);
            if (2 * Arrays.stream(b).map(v -> v + 0.0).distinct().count() <= wanted + 1L) {
                assertThat(certified.upper()).as(where).isEqualTo(certified.statistic());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void wassersteinErrorStaysInsideItsBound(long seed) {
        Samples samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] b = samples.sortedColumn(1 + samples.random().nextInt(1500));
            double[] w = window(samples, b);
            GridEdges edges = GridEdges.fromSorted(b, 1 + samples.random().nextInt(400));
            double exact = Wasserstein.ofSorted(b, w);
            var onGrid = Wasserstein.onGrid(edges, counts(edges, b), counts(edges, w), tails(edges, b, w));
            String where = "seed " + seed + ", round " + round + ", " + edges + " exact " + exact + " " + onGrid;
            if (Double.isInfinite(onGrid.value())) {
                assertThat(onGrid.errorBound()).as(where).isInfinite();
            } else {
                double rounding = 1e-9 * Math.max(Math.abs(w[0]), Math.abs(w[w.length - 1])) + 1e-9 * exact;
                assertThat(Math.abs(onGrid.value() - exact))
                        .as(where)
                        .isLessThanOrEqualTo(onGrid.errorBound() + rounding);
            }
        }
    }

    private static double[] window(Samples samples, double[] baseline) {
        int size = 1 + samples.random().nextInt(800);
        if (samples.random().nextInt(4) == 0) {
            return samples.sortedColumn(size);
        }
        double[] window = new double[size];
        for (int i = 0; i < size; i++) {
            double value = baseline[samples.random().nextInt(baseline.length)];
            double moved = samples.random().nextInt(3) == 0 ? value * 1.1 : value;
            window[i] = Double.isFinite(moved) ? moved : value;
        }
        Arrays.sort(window);
        return window;
    }

    private static long[] counts(GridEdges edges, double[] values) {
        CellCounts counts = new CellCounts(edges.cells());
        for (double value : values) {
            counts.increment(edges.cellOf(value));
        }
        return counts.toArray();
    }

    private static double largestSharedMass(long[] b, long[] w) {
        double m = Arrays.stream(b).sum();
        double n = Arrays.stream(w).sum();
        double largest = 0;
        for (int j = 0; j < b.length; j++) {
            largest = Math.max(largest, Math.min(b[j] / m, w[j] / n));
        }
        return largest;
    }

    private static Tails tails(GridEdges edges, double[] b, double[] w) {
        int top = edges.size();
        return new Tails(sum(edges, b, 0), sum(edges, w, 0), sum(edges, b, top), sum(edges, w, top));
    }

    private static double sum(GridEdges edges, double[] values, int cell) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            if (edges.cellOf(value) == cell) {
                sum.add(value);
            }
        }
        return sum.round();
    }
}
