package io.tidemark.core.baseline;

import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.util.stream.DoubleStream;

/**
 * The Kolmogorov-Smirnov distance sup |F(x) - G(x)| of two columns of which only counts on two different grids are
 * known.
 *
 * <p>At its own edges a column's distribution function is known exactly, elsewhere it lies between the values at the
 * neighbouring edges. Over the edges of both, the largest gap that no arrangement inside the cells can close is the
 * lower bound; the largest that some arrangement could open between two edges is the upper one. They differ by at most
 * the mass of one cell of each grid, which is about 1/1000 for each, and by nothing where cells hold one value each.
 */
final class GridDistance {
    private final GridEdges edges;
    private final long[] upTo;
    private final long total;

    private GridDistance(NumericProfile profile) {
        this.edges = profile.edges();
        long[] counts = profile.cellCounts();
        this.upTo = new long[counts.length];
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            upTo[i] = sum;
        }
        this.total = sum;
    }

    /** The range of the distance; both need at least one finite value. */
    static Between kolmogorovSmirnov(NumericProfile one, NumericProfile other) {
        GridDistance f = new GridDistance(one);
        GridDistance g = new GridDistance(other);
        double[] all = DoubleStream.concat(DoubleStream.of(f.edges.toArray()), DoubleStream.of(g.edges.toArray()))
                .sorted()
                .distinct()
                .toArray();
        double least = 0;
        double most = 0;
        double below = Double.NEGATIVE_INFINITY;
        for (double edge : all) {
            Between at = Between.differenceOf(f.low(edge), f.high(edge), g.low(edge), g.high(edge));
            least = Math.max(least, at.atLeast());
            most = Math.max(most, at.atMost());
            if (Math.nextDown(edge) > below) {
                most = Math.max(most, inside(f, g, below, edge));
            }
            below = edge;
        }
        most = Math.max(most, Math.max(1 - f.low(below), 1 - g.low(below)));
        return new Between(least, Math.min(1, Math.max(least, most)));
    }

    /** Largest gap that is possible strictly between two edges. */
    private static double inside(GridDistance f, GridDistance g, double from, double to) {
        return Math.max(f.high(to) - g.low(from), g.high(to) - f.low(from));
    }

    /** Share of values that are surely at most x. */
    private double low(double x) {
        if (x == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        int cell = edges.cellOf(x);
        boolean isEdge = cell < edges.size() && edges.edge(cell) == x;
        return isEdge ? share(cell) : cell == 0 ? 0 : share(cell - 1);
    }

    /** Share of values that are possibly at most x. */
    private double high(double x) {
        return share(edges.cellOf(x));
    }

    private double share(int cell) {
        return (double) upTo[cell] / total;
    }
}
