package io.tidemark.stats.distribution;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Chooses the edges of a baseline column. With G = the wanted number of cells, d = distinct values and m = rows:
 *
 * <ul>
 *   <li>2d &lt;= G + 1: every value v and nextDown(v) are edges. Each cell is then one value or a gap between two, so
 *       the Kolmogorov-Smirnov certificate has no gap at all, also for window values that the baseline never had.
 *   <li>d &lt;= G: every value is an edge; CDF metrics are exact on baseline-supported values.
 *   <li>otherwise: both v and nextDown(v) for atoms v (at least 1/(G+1) of the rows), so that an atom's cell holds it
 *       alone, and the order statistics x_(ceil(i m / (g+1))), i = 1..g, with the largest g &lt;= G found for which at
 *       most G + 2 edges come out. Should the atoms alone exceed that, the largest get theirs (ties: the smaller
 *       value).
 *   <li>always: nextDown(minimum) and the maximum.
 * </ul>
 *
 * <p>Where the minimum is -Double.MAX_VALUE, no finite double lies below it, so that edge is left out; the minimum's
 * own rows then stand in cell 0, which holds that single value (see {@link GridEdges#isSingleValue}).
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
            NavigableSet<Double> edges = range(distinct);
            Arrays.stream(distinct).forEach(edges::add);
            return toGrid(edges);
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
        NavigableSet<Double> forced = range(sorted);
        for (double atom : Atoms.largestFirst(sorted, maxCells + 1)) {
            if (forced.size() + 2 > maxCells + 2) {
                break;
            }
            forced.add(lowest(atom));
            forced.add(atom + 0.0);
        }
        int candidates = maxCells;
        while (true) {
            NavigableSet<Double> edges = new TreeSet<>(forced);
            for (int i = 1; i <= candidates; i++) {
                long rank = ((long) i * sorted.length + candidates) / (candidates + 1L);
                edges.add(sorted[(int) rank - 1] + 0.0);
            }
            int excess = edges.size() - (maxCells + 2);
            if (excess <= 0) {
                return toGrid(edges);
            }
            candidates -= excess;
        }
    }

    /** The two edges that every grid has. */
    private static NavigableSet<Double> range(double[] sorted) {
        NavigableSet<Double> edges = new TreeSet<>();
        edges.add(lowest(sorted[0]));
        edges.add(sorted[sorted.length - 1] + 0.0);
        return edges;
    }

    /** The double below, or the value itself if none is finite. */
    private static double lowest(double value) {
        double below = Math.nextDown(value + 0.0);
        return below == Double.NEGATIVE_INFINITY ? value : below;
    }

    private static GridEdges toGrid(NavigableSet<Double> edges) {
        return GridEdges.of(edges.stream().mapToDouble(Double::doubleValue).toArray());
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
