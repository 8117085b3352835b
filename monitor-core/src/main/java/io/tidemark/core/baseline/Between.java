package io.tidemark.core.baseline;

/**
 * What is known about a distance: it is at least the one and at most the other. Counts on a grid tell where values lie
 * only up to a cell, so a distance of the data behind two grids is known up to this, and no estimate is put in its
 * place.
 *
 * @param atLeast in [0, 1]
 * @param atMost in [{@code atLeast}, 1]
 */
public record Between(double atLeast, double atMost) {
    /** Refuses what is no range. */
    public Between {
        if (!(atLeast >= 0 && atLeast <= atMost && atMost <= 1)) {
            throw new IllegalArgumentException("[" + atLeast + ", " + atMost + "] is no range in [0, 1]");
        }
    }

    /** Of two shares, each known between two numbers: the range of their difference, without its sign. */
    static Between differenceOf(double low, double high, double otherLow, double otherHigh) {
        double least = Math.max(0, Math.max(low - otherHigh, otherLow - high));
        return new Between(least, Math.min(1, Math.max(least, Math.max(high - otherLow, otherHigh - low))));
    }
}
