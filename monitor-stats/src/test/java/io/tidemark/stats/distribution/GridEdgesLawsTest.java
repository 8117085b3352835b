package io.tidemark.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.Samples;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridEdgesLawsTest {
    private static final int COLUMNS = 60;
    private static final int LOOKUPS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void cellEqualsBinarySearchOnAnyValue(long seed) {
        Samples samples = new Samples(seed);
        for (int c = 0; c < COLUMNS; c++) {
            int size = 1 + samples.random().nextInt(3000);
            double[] column = samples.sortedColumn(size);
            GridEdges edges = GridEdges.fromSorted(column, 1 + samples.random().nextInt(1023));
            double[] plain = edges.toArray();
            for (int i = 0; i < LOOKUPS; i++) {
                double value = lookup(samples, column, plain);
                int expected = edgesBelow(plain, value);
                int actual = edges.cellOf(value);
                if (actual != expected) {
                    assertThat(actual)
                            .as("seed %d, column %d, value %s in %s", seed, c, value, edges)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Values of the column, edges, their neighbours, and anything else. */
    private static double lookup(Samples samples, double[] column, double[] edges) {
        double edge = edges[samples.random().nextInt(edges.length)];
        double value = switch (samples.random().nextInt(6)) {
            case 0 -> column[samples.random().nextInt(column.length)];
            case 1 -> edge;
            case 2 -> Math.nextUp(edge);
            case 3 -> Math.nextDown(edge);
            case 4 -> samples.nasty();
            default -> samples.anyFinite();
        };
        return Double.isFinite(value) ? value : edge;
    }

    private static int edgesBelow(double[] edges, double value) {
        int position = Arrays.binarySearch(edges, value + 0.0);
        return position >= 0 ? position : -position - 1;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void builtGridsKeepTheirPromises(long seed) {
        Samples samples = new Samples(seed);
        for (int c = 0; c < COLUMNS; c++) {
            double[] column = samples.sortedColumn(1 + samples.random().nextInt(4000));
            int wanted = 1 + samples.random().nextInt(1023);
            GridEdges edges = GridEdges.fromSorted(column, wanted);
            String where = "seed " + seed + ", column " + c + ", wanted " + wanted + ", " + edges;

            assertThat(edges.size()).as(where).isLessThanOrEqualTo(wanted + 2);
            assertThat(edges.edge(edges.size() - 1)).as(where).isEqualTo(column[column.length - 1] + 0.0);
            if (column[0] != -Double.MAX_VALUE) {
                assertThat(edges.edge(0)).as(where).isEqualTo(Math.nextDown(column[0] + 0.0));
                assertThat(edges.cellOf(column[0])).as(where).isPositive();
            }
            distinctValuesHaveOwnCells(column, wanted, edges, where);
        }
    }

    private static void distinctValuesHaveOwnCells(double[] column, int wanted, GridEdges edges, String where) {
        double[] distinct = Arrays.stream(column).map(v -> v + 0.0).distinct().toArray();
        if (distinct.length <= wanted) {
            assertThat(Arrays.stream(distinct)
                            .mapToInt(edges::cellOf)
                            .distinct()
                            .count())
                    .as(where)
                    .isEqualTo(distinct.length);
        }
        if (2L * distinct.length <= wanted + 1L) {
            for (double value : distinct) {
                assertThat(edges.isSingleValue(edges.cellOf(value))).as(where).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void orderOfRowsDoesNotChangeCounts(long seed) {
        Samples samples = new Samples(seed);
        double[] column = samples.column(2000);
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        GridEdges edges = GridEdges.fromSorted(sorted, 255);
        samples.shuffle(column);
        CellCounts whole = new CellCounts(edges.cells());
        CellCounts left = new CellCounts(edges.cells());
        CellCounts right = new CellCounts(edges.cells());
        for (int i = 0; i < column.length; i++) {
            whole.increment(edges.cellOf(sorted[i]));
            (samples.random().nextBoolean() ? left : right).increment(edges.cellOf(column[i]));
        }
        right.addAll(left);

        assertThat(right.toArray()).as("seed %d", seed).isEqualTo(whole.toArray());
    }
}
