package io.tidemark.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridEdgesBuilderTest {
    private static final double MAX = Double.MAX_VALUE;

    @Test
    void fewDistinctValuesGetValueAndGapCells() {
        double[] edges = GridEdges.fromSorted(new double[] {1, 1, 2, 5}, 5).toArray();

        assertThat(edges).containsExactly(Math.nextDown(1.0), 1, Math.nextDown(2.0), 2, Math.nextDown(5.0), 5);
    }

    @Test
    void moreDistinctValuesAreEdgesThemselves() {
        double[] edges = GridEdges.fromSorted(new double[] {1, 1, 2, 5}, 4).toArray();

        assertThat(edges).containsExactly(Math.nextDown(1.0), 1, 2, 5);
    }

    @Test
    void manyDistinctValuesGiveOrderStatistics() {
        double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

        assertThat(GridEdges.fromSorted(values, 4).toArray()).containsExactly(Math.nextDown(1.0), 20, 40, 60, 80, 100);
    }

    @Test
    void atomGetsACellOfItsOwn() {
        double[] values = IntStream.range(0, 100)
                .mapToDouble(i -> i < 40 ? i : i < 60 ? 50 : i + 100)
                .toArray();
        GridEdges edges = GridEdges.fromSorted(values, 4);

        assertThat(edges.isSingleValue(edges.cellOf(50))).isTrue();
        assertThat(edges.cellOf(39)).isNotEqualTo(edges.cellOf(50));
    }

    @Test
    void atomsBeyondTheBudgetGiveWayToLargerOnes() {
        // Five atoms of eleven rows each and eleven single rows; G = 5 leaves room for two atoms of two edges.
        double[] values = IntStream.range(0, 66)
                .mapToDouble(i -> i < 55 ? 10.0 * Math.floorDiv(i, 11) : 100 + i)
                .toArray();
        GridEdges edges = GridEdges.fromSorted(values, 5);

        assertThat(edges.size()).isEqualTo(7);
        assertThat(edges.isSingleValue(edges.cellOf(0))).isTrue();
        assertThat(edges.isSingleValue(edges.cellOf(10))).isTrue();
    }

    @Test
    void singleRowGivesThreeCells() {
        GridEdges edges = GridEdges.fromSorted(new double[] {4}, 1023);

        assertThat(edges.toArray()).containsExactly(Math.nextDown(4.0), 4);
        assertThat(edges.cellOf(4)).isEqualTo(1);
    }

    @Test
    void singleWantedCellStillHasRange() {
        assertThat(GridEdges.fromSorted(new double[] {1, 2, 3}, 1).toArray()).containsExactly(Math.nextDown(1.0), 2, 3);
    }

    @Test
    void smallestFiniteMinimumHasNoEdgeBelow() {
        GridEdges few = GridEdges.fromSorted(new double[] {-MAX, 0, MAX}, 100);
        GridEdges some = GridEdges.fromSorted(new double[] {-MAX, 0, MAX}, 3);
        GridEdges many = GridEdges.fromSorted(new double[] {-MAX, -1, 0, 1, MAX}, 2);

        for (GridEdges edges : new GridEdges[] {few, some, many}) {
            assertThat(edges.edge(0)).isEqualTo(-MAX);
            assertThat(edges.cellOf(-MAX)).isZero();
            assertThat(edges.isSingleValue(0)).isTrue();
            assertThat(edges.cellOf(MAX)).isEqualTo(edges.size() - 1);
        }
    }

    @Test
    void fromDistinctSkipsEdgesThatCoincide() {
        double one = 1;
        GridEdges edges = GridEdges.fromDistinct(new double[] {Math.nextDown(one), one});

        assertThat(edges.toArray()).containsExactly(Math.nextDown(Math.nextDown(one)), Math.nextDown(one), one);
    }

    @Test
    void badInputIsRefused() {
        assertThatThrownBy(() -> GridEdges.fromSorted(new double[] {}, 10)).hasMessageContaining("no values");
        assertThatThrownBy(() -> GridEdges.fromSorted(new double[] {2, 1}, 10)).hasMessageContaining("not sorted");
        assertThatThrownBy(() -> GridEdges.fromSorted(new double[] {1, Double.NaN}, 10))
                .hasMessageContaining("is not finite");
        assertThatThrownBy(() -> GridEdges.fromSorted(new double[] {1}, 0)).hasMessageContaining("maxCells = 0");
    }
}
