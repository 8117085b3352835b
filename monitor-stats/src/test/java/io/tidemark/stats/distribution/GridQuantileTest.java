package io.tidemark.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.Samples;
import org.junit.jupiter.api.Test;

class GridQuantileTest {
    @Test
    void quantileAtAnEdgeIsTheEdge() {
        GridEdges edges = GridEdges.of(new double[] {0, 10, 20});

        assertThat(GridQuantile.of(edges, new long[] {0, 4, 4, 0}, 0.5, 1, 19)).isEqualTo(new GridQuantile(10, 1, 10));
    }

    @Test
    void quantileInsideACellIsInterpolated() {
        GridEdges edges = GridEdges.of(new double[] {0, 10, 20});

        assertThat(GridQuantile.of(edges, new long[] {0, 4, 4, 0}, 0.75, 1, 20))
                .isEqualTo(new GridQuantile(15, 10, 20));
    }

    @Test
    void outOfRangeCellsEndAtMinimumAndMaximum() {
        GridEdges edges = GridEdges.of(new double[] {0, 10});
        long[] counts = {2, 0, 2};

        assertThat(GridQuantile.of(edges, counts, 0, -8, 50)).isEqualTo(new GridQuantile(-4, -8, 0));
        assertThat(GridQuantile.of(edges, counts, 1, -8, 50)).isEqualTo(new GridQuantile(50, 10, 50));
    }

    @Test
    void noCountsGiveNaN() {
        GridEdges edges = GridEdges.of(new double[] {0});

        assertThat(GridQuantile.of(edges, new long[2], 0.5, Double.NaN, Double.NaN))
                .isEqualTo(new GridQuantile(Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void hugeCellsDoNotOverflow() {
        double max = Double.MAX_VALUE;
        GridEdges edges = GridEdges.of(new double[] {-max, max});

        assertThat(GridQuantile.of(edges, new long[] {0, 4, 0}, 0.5, -max, max).value())
                .isZero();
    }

    @Test
    void badInputIsRefused() {
        GridEdges edges = GridEdges.of(new double[] {0});

        assertThatThrownBy(() -> GridQuantile.of(edges, new long[2], 1.5, 0, 1)).hasMessage("q = 1.5 is not in [0, 1]");
        assertThatThrownBy(() -> GridQuantile.of(edges, new long[2], Double.NaN, 0, 1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> GridQuantile.of(edges, new long[3], 0, 0, 1)).hasMessage("cells = 3, expected 2");
    }

    @Test
    void orderStatisticLiesBetweenLowerAndUpper() {
        for (long seed = 1; seed <= 300; seed++) {
            Samples samples = new Samples(seed);
            GridEdges edges = GridEdges.fromSorted(samples.sortedColumn(500), 63);
            double[] window = samples.sortedColumn(1 + samples.random().nextInt(400));
            CellCounts counts = new CellCounts(edges.cells());
            for (double value : window) {
                counts.increment(edges.cellOf(value));
            }
            double q = samples.random().nextDouble();
            double min = window[0] + 0.0;
            double max = window[window.length - 1] + 0.0;
            GridQuantile quantile = GridQuantile.of(edges, counts.toArray(), q, min, max);
            double exact = window[Math.max(1, (int) Math.ceil(q * window.length)) - 1] + 0.0;

            assertThat(exact).as("seed %d", seed).isBetween(quantile.lower(), quantile.upper());
            assertThat(quantile.value()).as("seed %d", seed).isBetween(quantile.lower(), quantile.upper());
        }
    }
}
