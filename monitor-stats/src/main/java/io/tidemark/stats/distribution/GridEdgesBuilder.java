package io.tidemark.stats.distribution;

import java.util.Arrays;

/**
 * Chooses the edges of a baseline column. With G = the wanted number of cells, d = distinct values and m = rows:
 *
 * <ul>
 *   <li>2d &lt;= G + 1: every value v and nextDown(v) are edges. Each cell is then one value or a gap between two, so the
 *       Kolmogorov-Smirnov certificate has no gap at all, also for window values that the baseline never had.
 *   <li>d &lt;= G: every value is an edge; CDF metrics are exact on baseline-supported values.
 *   <li>otherwise: the order statistics x_(ceil(i m / (G+1))), i = 1..G, and nextDown(v) for atoms v (at least
 *       1/(G+1) of the rows), so that an atom's cell holds it alone. At most G + 2 edges come out: where atoms would
 *       exceed that, the largest get theirs first (ties: the smaller value).
 *   <li>always: nextDown(minimum) and the maximum.
 * </ul>
 *
 * <p>Where the minimum is -Double.MAX_VALUE, no finite double lies below it, so that edge is left out; the minimum's own
 * rows then stand in cell 0, which holds that single value (see {@link GridEdges#isSingleValue}).
 */
final class GridEdgesBuilder {
    private GridEdgesBuilder() {}

    static GridEdges fromSorted(double[] sorted, int maxCells) {
        if (maxCells < 1 || maxCells > GridEdges.MAX_EDGES - 2) {
            throw new IllegalArgumentException(
                    "maxCells = " + maxCells + " is not in [1, " + (GridEdges.MAX_EDGES - 2) + "]");
        }
        double[] distinct = distinct(sorted);
        if (2L * distinct.length <= maxCells + 1L) {
            return valuesAndGaps(distinct);
        }
        if (distinct.length <= maxCells) {
            return GridEdges.of(withBelow(distinct, distinct[0]));
        }
        return quantiles(sorted, maxCells);
    }

    static GridEdges valuesAndGaps(double[] distinct) {
        double[] edges = new double[2 * distinct.length];
        int size = 0;
        for (double value : distinct) {
            double below = Math.nextDown(value + 0.0);
            if (below != Double.NEGATIVE_INFINITY && (size == 0 || below > edges[size - 1])) {
                edges[size++] = below;
            }
            edges[size++] = value;
        }
        return GridEdges.of(Arrays.copyOf(edges, size));
    }

    private static GridEdges quantiles(double[] sorted, int maxCells) {
        int rows = sorted.length;
        double[] candidates = new double[maxCells + 1];
        for (int i = 1; i <= maxCells; i++) {
            long rank = ((long) i * rows + maxCells) / (maxCells + 1L);
            candidates[i - 1] = sorted[(int) rank - 1];
        }
        candidates[maxCells] = sorted[rows - 1];
        double[] edges = withBelow(distinct(candidates), sorted[0]);
        for (double atom : Atoms.largestFirst(sorted, maxCells + 1)) {
            if (edges.length >= maxCells + 2) {
                break;
            }
            edges = withBelow(edges, atom);
        }
        return GridEdges.of(edges);
    }

    /** The edges with nextDown(value) among them; unchanged if it is there already or is not finite. */
    private static double[] withBelow(double[] edges, double value) {
        double below = Math.nextDown(value + 0.0);
        int position = Arrays.binarySearch(edges, below);
        if (position >= 0 || below == Double.NEGATIVE_INFINITY) {
            return edges;
        }
        int at = -position - 1;
        double[] longer = new double[edges.length + 1];
        System.arraycopy(edges, 0, longer, 0, at);
        longer[at] = below;
        System.arraycopy(edges, at, longer, at + 1, edges.length - at);
        return longer;
    }

    /** Checks the order and drops repeats; -0.0 becomes 0.0. */
    private static double[] distinct(double[] sorted) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values: a grid needs at least one finite value");
        }
        double[] distinct = new double[sorted.length];
        int size = 0;
        for (double raw : sorted) {
            double value = GridEdges.requireFinite(raw) + 0.0;
            if (size > 0 && value < distinct[size - 1]) {
                throw new IllegalArgumentException("values are not sorted: " + value + " after " + distinct[size - 1]);
            }
            if (size == 0 || value > distinct[size - 1]) {
                distinct[size++] = value;
            }
        }
        return Arrays.copyOf(distinct, size);
    }
}
