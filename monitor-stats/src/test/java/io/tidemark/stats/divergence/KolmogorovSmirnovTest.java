package io.tidemark.stats.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.distribution.GridEdges;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    @Test
    void tiedSamplesAreComparedAfterTheTie() {
        assertThat(KolmogorovSmirnov.ofSorted(new double[] {1, 1, 2}, new double[] {1, 2, 2}))
                .isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void disjointSamplesAreOneApart() {
        assertThat(KolmogorovSmirnov.ofSorted(new double[] {1, 2}, new double[] {3}))
                .isEqualTo(1);
    }

    @Test
    void zerosOfBothSignsAreOneValue() {
        assertThat(KolmogorovSmirnov.ofSorted(new double[] {-0.0}, new double[] {0.0}))
                .isZero();
    }

    @Test
    void infinitiesAreValues() {
        double infinity = Double.POSITIVE_INFINITY;

        assertThat(KolmogorovSmirnov.ofSorted(new double[] {-infinity, infinity}, new double[] {infinity, infinity}))
                .isEqualTo(0.5);
    }

    @Test
    void emptySideIsUndefined() {
        GridEdges edges = GridEdges.of(new double[] {0});

        assertThat(KolmogorovSmirnov.ofSorted(new double[0], new double[] {1})).isNaN();
        assertThat(KolmogorovSmirnov.onGrid(edges, new long[2], new long[] {1, 0}))
                .isEqualTo(new KolmogorovSmirnov.Certified(Double.NaN, Double.NaN));
    }

    @Test
    void sharedCellLeavesAGapInTheCertificate() {
        GridEdges edges = GridEdges.of(new double[] {0, 1});
        var certified = KolmogorovSmirnov.onGrid(edges, new long[] {0, 10, 0}, new long[] {0, 10, 0});

        assertThat(certified).isEqualTo(new KolmogorovSmirnov.Certified(0, 1));
    }

    @Test
    void sharedSingleValueLeavesNoGap() {
        GridEdges edges = GridEdges.fromDistinct(new double[] {1});
        var certified = KolmogorovSmirnov.onGrid(edges, new long[] {0, 10, 0}, new long[] {5, 5, 0});

        assertThat(certified).isEqualTo(new KolmogorovSmirnov.Certified(0.5, 0.5));
    }

    @Test
    void countsMustFitTheGrid() {
        GridEdges edges = GridEdges.of(new double[] {0, 1});

        assertThatThrownBy(() -> KolmogorovSmirnov.onGrid(edges, new long[2], new long[2]))
                .hasMessage("cells = 2, expected 3");
        assertThatThrownBy(() -> KolmogorovSmirnov.onGrid(edges, new long[3], new long[2]))
                .hasMessage("bins differ: baseline 3, window 2");
        assertThatThrownBy(() -> KolmogorovSmirnov.onGrid(edges, new long[] {1, -4, 0}, new long[3]))
                .hasMessage("baseline count 1 = -4 is negative");
    }

    @Test
    void stephensPValueIsOneAtZeroAndFallsWithDistance() {
        double previous = KolmogorovSmirnov.pValue(0, 100, 1000);
        assertThat(previous).isEqualTo(1);
        for (double d = 0.01; d <= 1; d += 0.01) {
            double p = KolmogorovSmirnov.pValue(d, 100, 1000);
            assertThat(p).isBetween(0.0, previous);
            previous = p;
        }
        assertThat(KolmogorovSmirnov.pValue(Double.NaN, 1, 1)).isNaN();
    }
}
