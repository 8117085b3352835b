package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.distribution.GridEdges;
import org.junit.jupiter.api.Test;

class WassersteinTest {
    @Test
    void shiftMovesByItsSize() {
        assertThat(Wasserstein.ofSorted(new double[] {1, 2, 3}, new double[] {11, 12, 13}))
                .isCloseTo(10, within(1e-14));
    }

    @Test
    void samplesOfDifferentSizeAreCompared() {
        assertThat(Wasserstein.ofSorted(new double[] {0}, new double[] {0, 1, 2, 3}))
                .isEqualTo(1.5);
    }

    @Test
    void emptyOrInfiniteSamplesAreUndefined() {
        double infinity = Double.POSITIVE_INFINITY;

        assertThat(Wasserstein.ofSorted(new double[0], new double[] {1})).isNaN();
        assertThat(Wasserstein.ofSorted(new double[] {1, infinity}, new double[] {1}))
                .isNaN();
        assertThat(Wasserstein.ofSorted(new double[] {1}, new double[] {-infinity, 1}))
                .isNaN();
    }

    @Test
    void overflowIsInfinite() {
        assertThat(Wasserstein.ofSorted(new double[] {-1e308}, new double[] {1e308}))
                .isInfinite();
        GridEdges edges = GridEdges.of(new double[] {-1e308, 1e308});
        assertThat(Wasserstein.onGrid(edges, new long[] {0, 1, 0}, new long[] {0, 1, 0}, Tails.NONE))
                .isEqualTo(new Wasserstein.OnGrid(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void countsOnEdgesAreExact() {
        GridEdges edges = GridEdges.fromDistinct(new double[] {1, 2, 4});
        // Baseline at 1 and 4, window at 2 only: |F| is 1/2 on (1, 2) and 1/2 on (2, 4).
        var onGrid = Wasserstein.onGrid(
                edges, new long[] {0, 1, 0, 0, 0, 1, 0}, new long[] {0, 0, 0, 1, 0, 0, 0}, Tails.NONE);

        assertThat(onGrid.value()).isCloseTo(1.5, within(1e-15));
        assertThat(onGrid.errorBound()).isLessThan(1e-15);
    }

    @Test
    void tailsUseTheirExactSums() {
        GridEdges edges = GridEdges.fromDistinct(new double[] {0});
        // Baseline at 0; window at -10 and 30.
        var onGrid = Wasserstein.onGrid(edges, new long[] {0, 1, 0}, new long[] {1, 0, 1}, Tails.ofWindow(-10, 30));

        assertThat(onGrid.value()).isCloseTo(20, within(1e-14));
        assertThat(onGrid.errorBound()).isLessThan(1e-300);
    }

    @Test
    void tailsOnBothSidesAreBounded() {
        GridEdges edges = GridEdges.of(new double[] {0});
        // Exact: baseline at 5, window at 7.
        var onGrid = Wasserstein.onGrid(edges, new long[] {0, 1}, new long[] {0, 1}, new Tails(0, 0, 5, 7));

        assertThat(onGrid).isEqualTo(new Wasserstein.OnGrid(2, 10));
    }

    @Test
    void massOnBothSidesOfACellIsTheError() {
        GridEdges edges = GridEdges.of(new double[] {0, 8});
        var onGrid = Wasserstein.onGrid(edges, new long[] {0, 1, 0}, new long[] {0, 1, 0}, Tails.NONE);

        assertThat(onGrid).isEqualTo(new Wasserstein.OnGrid(0, 8));
    }

    @Test
    void emptySideIsUndefined() {
        GridEdges edges = GridEdges.of(new double[] {0});

        assertThat(Wasserstein.onGrid(edges, new long[2], new long[] {0, 1}, Tails.NONE)
                        .value())
                .isNaN();
        assertThatThrownBy(() -> Wasserstein.onGrid(edges, new long[3], new long[3], Tails.NONE))
                .hasMessage("cells = 3, expected 2");
    }

    @Test
    void normedDistanceHasAFloorUnderItsDivisor() {
        assertThat(Wasserstein.normed(3, 2)).isEqualTo(1.5);
        assertThat(Wasserstein.normed(3, 0)).isEqualTo(3000);
        assertThat(Wasserstein.normed(Double.NaN, 1)).isNaN();
    }
}
