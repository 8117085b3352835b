package io.tidemark.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridEdgesTest {
    private static final double MAX = Double.MAX_VALUE;

    @Test
    void cellIsOpenOnTheLeftAndClosedOnTheRight() {
        GridEdges edges = GridEdges.of(new double[] {1, 2, 5});

        assertThat(edges.cells()).isEqualTo(4);
        assertThat(edges.cellOf(0)).isZero();
        assertThat(edges.cellOf(1)).isZero();
        assertThat(edges.cellOf(Math.nextUp(1.0))).isEqualTo(1);
        assertThat(edges.cellOf(2)).isEqualTo(1);
        assertThat(edges.cellOf(3)).isEqualTo(2);
        assertThat(edges.cellOf(5)).isEqualTo(2);
        assertThat(edges.cellOf(5.1)).isEqualTo(3);
    }

    @Test
    void minusZeroFallsWhereZeroFalls() {
        GridEdges edges = GridEdges.fromSorted(new double[] {-1, -0.0, 0.0, 1}, 100);

        assertThat(edges.cellOf(-0.0)).isEqualTo(edges.cellOf(0.0));
        assertThat(edges.isSingleValue(edges.cellOf(-0.0))).isTrue();
        assertThat(edges).isEqualTo(GridEdges.fromSorted(new double[] {-1, 0.0, 0.0, 1}, 100));
    }

    @Test
    void minusZeroAsAnEdgeIsStoredAsZero() {
        assertThat(Double.doubleToRawLongBits(GridEdges.of(new double[] {-0.0}).edge(0)))
                .isZero();
    }

    @Test
    void notFiniteValuesHaveNoCell() {
        GridEdges edges = GridEdges.of(new double[] {1, 2});

        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> edges.cellOf(value)).hasMessage("value = " + value + " is not finite");
        }
    }

    @Test
    void badEdgesAreRefused() {
        assertThatThrownBy(() -> GridEdges.of(new double[] {})).hasMessageContaining("number of edges = 0");
        assertThatThrownBy(() -> GridEdges.of(new double[] {1, 1})).hasMessageContaining("edge 1 = 1.0 is not above");
        assertThatThrownBy(() -> GridEdges.of(new double[] {-0.0, 0.0})).hasMessageContaining("is not above");
        assertThatThrownBy(() -> GridEdges.of(new double[] {1, Double.POSITIVE_INFINITY}))
                .hasMessageContaining("is not finite");
        assertThatThrownBy(() -> GridEdges.of(new double[GridEdges.MAX_EDGES + 1]))
                .hasMessageContaining("number of edges = 65536");
    }

    @Test
    void edgesAreCopiedInAndOut() {
        double[] given = {1, 2};
        GridEdges edges = GridEdges.of(given);
        given[0] = 100;
        edges.toArray()[1] = -5;

        assertThat(edges.toArray()).containsExactly(1, 2);
        assertThat(edges).hasToString("GridEdges[2 edges from 1.0 to 2.0]");
    }

    @Test
    void equalEdgesAreEqualGrids() {
        GridEdges edges = GridEdges.of(new double[] {1, 2});

        assertThat(edges).isEqualTo(GridEdges.of(new double[] {1, 2})).hasSameHashCodeAs(GridEdges.of(new double[] {1, 2
        }));
        assertThat(edges).isNotEqualTo(GridEdges.of(new double[] {1, 3})).isNotEqualTo("edges");
    }

    @Test
    void singleValueCellsHoldOneDouble() {
        GridEdges edges = GridEdges.of(new double[] {Math.nextDown(3.0), 3.0, 4.0});

        assertThat(edges.isSingleValue(0)).isFalse();
        assertThat(edges.isSingleValue(1)).isTrue();
        assertThat(edges.isSingleValue(2)).isFalse();
        assertThat(edges.isSingleValue(3)).isFalse();
    }

    @Test
    void singleEdgeSplitsTheLineInTwo() {
        GridEdges edges = GridEdges.of(new double[] {7});

        assertThat(edges.cellOf(-MAX)).isZero();
        assertThat(edges.cellOf(7)).isZero();
        assertThat(edges.cellOf(MAX)).isEqualTo(1);
    }

    @Test
    void rangeWiderThanADoubleIsSearchedByBits() {
        GridEdges edges = GridEdges.of(new double[] {-MAX, -1, 0, 1, MAX});

        assertThat(edges.cellOf(-MAX)).isZero();
        assertThat(edges.cellOf(Math.nextUp(-MAX))).isEqualTo(1);
        assertThat(edges.cellOf(0)).isEqualTo(2);
        assertThat(edges.cellOf(Double.MIN_VALUE)).isEqualTo(3);
        assertThat(edges.cellOf(MAX)).isEqualTo(4);
    }

    @Test
    void neighbouringSubnormalsAreToldApart() {
        GridEdges edges = GridEdges.of(new double[] {-Double.MIN_VALUE, 0, Double.MIN_VALUE});

        assertThat(edges.cellOf(-2 * Double.MIN_VALUE)).isZero();
        assertThat(edges.cellOf(-Double.MIN_VALUE)).isZero();
        assertThat(edges.cellOf(0)).isEqualTo(1);
        assertThat(edges.cellOf(Double.MIN_VALUE)).isEqualTo(2);
        assertThat(edges.cellOf(2 * Double.MIN_VALUE)).isEqualTo(3);
    }
}
