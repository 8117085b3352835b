package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.Moments;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FinalGridTest {
    private static FinalGrid fitted(GridEdges edges, double... values) {
        CellCounts cells = new CellCounts(edges.cells());
        long lowest = 0;
        for (double value : values) {
            cells.increment(edges.cellOf(value));
            lowest += value == -Double.MAX_VALUE ? 1 : 0;
        }
        return FinalGrid.of(edges, cells, Moments.of(values), lowest);
    }

    @Test
    void valuesBeyondTheSampleGetInnerCellsOfTheirOwn() {
        GridEdges edges = GridEdges.of(new double[] {Math.nextDown(1.0), 1, 2, 3});
        FinalGrid grid = fitted(edges, -5, -4, 1, 1, 2.5, 3, 9, 8);
        assertThat(grid.edges().toArray()).containsExactly(Math.nextDown(-5.0), Math.nextDown(1.0), 1, 2, 3, 9);
        assertThat(grid.cells().toArray()).containsExactly(0, 2, 2, 0, 2, 2, 0);
    }

    @Test
    void nothingChangesWithinTheRange() {
        GridEdges edges = GridEdges.of(new double[] {Math.nextDown(1.0), 1, 2, 3});
        FinalGrid grid = fitted(edges, 1, 2, 2, 3);
        assertThat(grid.edges()).isEqualTo(edges);
        assertThat(grid.cells().toArray()).containsExactly(0, 1, 2, 1, 0);
    }

    @Test
    void edgesOutsideTheRangeAreDropped() {
        FinalGrid grid = fitted(BlindGrid.of(1023), 5, 6, 100);
        assertThat(grid.edges().edge(0)).isEqualTo(Math.nextDown(5.0));
        assertThat(grid.edges().edge(grid.edges().size() - 1)).isEqualTo(100);
        assertThat(grid.cells().get(0)).isZero();
        assertThat(grid.cells().total()).isEqualTo(3);
    }

    @Test
    void theLowestDoubleStandsInTheFirstCell() {
        GridEdges edges = GridEdges.of(new double[] {0, 1});
        FinalGrid grid = fitted(edges, -Double.MAX_VALUE, -Double.MAX_VALUE, -1, 1);
        assertThat(grid.edges().toArray()).containsExactly(-Double.MAX_VALUE, 0, 1);
        assertThat(grid.cells().toArray()).containsExactly(2, 1, 1, 0);
        assertThat(fitted(edges, -Double.MAX_VALUE).cells().toArray()).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void countsAtEveryEdgeAreThoseOfTheValues(long seed) {
        Random random = new Random(seed);
        double[] sample = random.doubles(500).sorted().toArray();
        double[] values = random.doubles(5_000, -0.5, 1.5).toArray();
        double[] all = new double[5_500];
        System.arraycopy(sample, 0, all, 0, 500);
        System.arraycopy(values, 0, all, 500, 5_000);
        FinalGrid grid = fitted(GridEdges.fromSorted(sample, 64), all);
        Arrays.sort(all);
        long upTo = 0;
        for (int i = 0; i < grid.edges().size(); i++) {
            upTo += grid.cells().get(i);
            assertThat(upTo)
                    .as("seed %d, edge %d", seed, i)
                    .isEqualTo(NaiveTable.upTo(all, grid.edges().edge(i)));
        }
        assertThat(upTo).isEqualTo(all.length);
    }

    @Test
    void blindEdgesAreWithinTheirNumber() {
        for (int most : new int[] {3, 32, 33, 1023}) {
            assertThat(BlindGrid.of(most).size()).isBetween(3, most);
        }
    }
}
