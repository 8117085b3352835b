package io.tidemark.stats.distribution;

/**
 * A coarse binning of a grid for the divergences: unions of neighbouring cells with nearly equal baseline mass, then
 * one bin each for below range, above range and missing, in this order. Immutable.
 *
 * <p>A cell goes to group floor(inner · (mass before it + half its own) / inner mass): integer arithmetic, so the
 * binning depends on the counts alone. Groups that no cell reaches (a heavy cell skips some) are left out.
 */
public final class CoarseBins {
    /** Bins behind the inner ones: below, above, missing. */
    private static final int OUTSIDE = 3;

    private final int[] binOfCell;
    private final int innerBins;

    private CoarseBins(int[] binOfCell, int innerBins) {
        this.binOfCell = binOfCell;
        this.innerBins = innerBins;
    }

    /**
     * Groups the inner cells of a grid.
     *
     * @param baselineCellCounts baseline counts per grid cell, not negative, at least 2 cells; first and last are the
     *     out-of-range cells
     * @param inner largest number of groups, at least 1 (10 for PSI, 32 for KL, JS and chi-square)
     */
    public static CoarseBins of(long[] baselineCellCounts, int inner) {
        int cells = baselineCellCounts.length;
        if (cells < 2 || inner < 1) {
            throw new IllegalArgumentException(
                    "cells = " + cells + " (at least 2), inner = " + inner + " (at least 1)");
        }
        long total = innerTotal(baselineCellCounts);
        int[] binOfCell = new int[cells];
        int bins = 0;
        long before = 0;
        long group = 0;
        long groupEnd = Math.multiplyExact(2, total);
        long previousGroup = -1;
        for (int j = 1; j < cells - 1; j++) {
            long count = baselineCellCounts[j];
            long position = Math.multiplyExact(Math.addExact(Math.multiplyExact(2, before), count), inner);
            // Positions ascend, so the quotient is found by counting up: a division a cell cost most of a verdict.
            while (position >= groupEnd && group < inner - 1 && total > 0) {
                group++;
                groupEnd = Math.addExact(groupEnd, 2 * total);
            }
            bins += group > previousGroup ? 1 : 0;
            previousGroup = group;
            binOfCell[j] = bins - 1;
            before += count;
        }
        binOfCell[0] = bins;
        binOfCell[cells - 1] = bins + 1;
        return new CoarseBins(binOfCell, bins);
    }

    /** Number of inner bins, at most the number asked for; 0 if the grid has no inner cell. */
    public int innerBins() {
        return innerBins;
    }

    /** Number of all bins: inner, below, above, missing. */
    public int bins() {
        return innerBins + OUTSIDE;
    }

    /** Bin of a grid cell. */
    public int binOf(int cell) {
        return binOfCell[cell];
    }

    /**
     * Sums grid counts into the bins.
     *
     * @param cellCounts counts per grid cell, as many cells as the baseline had
     * @param missing count of missing values, not negative
     */
    public long[] bin(long[] cellCounts, long missing) {
        if (cellCounts.length != binOfCell.length) {
            throw new IllegalArgumentException("cells = " + cellCounts.length + ", expected " + binOfCell.length);
        }
        if (missing < 0) {
            throw new IllegalArgumentException("missing = " + missing + " is negative");
        }
        long[] bins = new long[bins()];
        for (int j = 0; j < cellCounts.length; j++) {
            bins[binOfCell[j]] = Math.addExact(bins[binOfCell[j]], cellCounts[j]);
        }
        bins[bins.length - 1] = missing;
        return bins;
    }

    private static long innerTotal(long[] counts) {
        long total = 0;
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] < 0) {
                throw new IllegalArgumentException("count of cell " + j + " = " + counts[j] + " is negative");
            }
            total = Math.addExact(total, j == 0 || j == counts.length - 1 ? 0 : counts[j]);
        }
        return total;
    }
}
