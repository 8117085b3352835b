package io.tidemark.baseline;

import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.Moments;
import java.util.Arrays;

/**
 * Edges that were chosen before the data's range was known, fitted to it without another look at the data.
 *
 * <p>At an edge e the number of values up to e is known exactly. It is 0 at nextDown(min) and n at the maximum,
 * whatever the edges. So these two become edges too, edges outside [min, max) are dropped, and every count is a
 * difference of two exact numbers: values beyond the sample's range come to stand in inner cells of their own, and no
 * other cell changes.
 *
 * @param edges from nextDown(min) to max
 * @param cells counts on them; the first and the last are 0
 */
record FinalGrid(GridEdges edges, CellCounts cells) {
    /** The grid of a column that has no finite value: one cell for zero. */
    static FinalGrid withoutValues() {
        GridEdges zero = GridEdges.fromDistinct(new double[] {0});
        return new FinalGrid(zero, new CellCounts(zero.cells()));
    }

    /**
     * Fits edges.
     *
     * @param counted edges that the values were counted on
     * @param counts on them
     * @param moments of the values, at least one
     * @param lowest how many values are {@code -Double.MAX_VALUE}: below it there is no edge
     */
    static FinalGrid of(GridEdges counted, CellCounts counts, Moments moments, long lowest) {
        double max = moments.max();
        double[] edges = new double[counted.size() + 2];
        long[] upTo = new long[counted.size() + 2];
        int size = 0;
        double below = Math.nextDown(moments.min());
        edges[size] = below == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : below;
        upTo[size++] = below == Double.NEGATIVE_INFINITY ? lowest : 0;
        long sum = 0;
        for (int i = 0; i < counted.size(); i++) {
            sum += counts.get(i);
            if (counted.edge(i) > edges[0] && counted.edge(i) < max) {
                edges[size] = counted.edge(i);
                upTo[size++] = sum;
            }
        }
        if (max > edges[0]) {
            edges[size] = max;
            upTo[size++] = moments.count();
        }
        return of(Arrays.copyOf(edges, size), upTo);
    }

    private static FinalGrid of(double[] edges, long[] upTo) {
        CellCounts cells = new CellCounts(edges.length + 1);
        long before = 0;
        for (int i = 0; i < edges.length; i++) {
            cells.add(i, upTo[i] - before);
            before = upTo[i];
        }
        return new FinalGrid(GridEdges.of(edges), cells);
    }
}
