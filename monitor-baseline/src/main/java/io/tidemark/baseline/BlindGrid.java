package io.tidemark.baseline;

import io.tidemark.stats.distribution.GridEdges;

/**
 * Edges for a column of which the sample holds no number, though the table turns out to hold many distinct ones: zero
 * and powers of two of both signs. Coarse, but fixed, so that the result does not depend on the order of rows.
 */
final class BlindGrid {
    private static final int LARGEST_EXPONENT = 256;

    private BlindGrid() {}

    /** At most so many edges, at least 3. */
    static GridEdges of(int most) {
        int perSign = Math.max(1, Math.min(2 * LARGEST_EXPONENT, (most - 1) / 2));
        double[] edges = new double[2 * perSign + 1];
        for (int i = 0; i < perSign; i++) {
            double edge = Math.scalb(1.0, LARGEST_EXPONENT - 2 * LARGEST_EXPONENT * i / perSign);
            edges[i] = -edge;
            edges[edges.length - 1 - i] = edge;
        }
        return GridEdges.of(edges);
    }
}
