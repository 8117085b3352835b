package io.tidemark.stats.divergence;

import java.util.function.DoubleBinaryOperator;

/** Two vectors of counts over the same bins, checked, and the shares made of them. */
final class Counts {
    private static final double FLOOR = 1e-4;

    private final long[] baseline;
    private final long[] window;
    private final long baselineTotal;
    private final long windowTotal;

    private Counts(long[] baseline, long[] window) {
        this.baseline = baseline;
        this.window = window;
        this.baselineTotal = total("baseline", baseline);
        this.windowTotal = total("window", window);
    }

    /** The arrays are read, never kept beyond the caller's call nor changed. */
    static Counts of(long[] baseline, long[] window) {
        if (baseline.length != window.length) {
            throw new IllegalArgumentException(
                    "bins differ: baseline " + baseline.length + ", window " + window.length);
        }
        return new Counts(baseline, window);
    }

    int bins() {
        return baseline.length;
    }

    long baseline(int bin) {
        return baseline[bin];
    }

    long window(int bin) {
        return window[bin];
    }

    long baselineTotal() {
        return baselineTotal;
    }

    long windowTotal() {
        return windowTotal;
    }

    boolean isEitherEmpty() {
        return baselineTotal == 0 || windowTotal == 0;
    }

    boolean isEmptyOnBothSides(int bin) {
        return baseline[bin] == 0 && window[bin] == 0;
    }

    /** Number of bins with mass on at least one side. */
    int occupiedBins() {
        int occupied = 0;
        for (int j = 0; j < baseline.length; j++) {
            occupied += isEmptyOnBothSides(j) ? 0 : 1;
        }
        return occupied;
    }

    double baselineShare(int bin) {
        return baseline[bin] / (double) baselineTotal;
    }

    double windowShare(int bin) {
        return window[bin] / (double) windowTotal;
    }

    /**
     * Sum over the bins, in ascending order, of term(baseline share, window share) after smoothing; NaN if a side is
     * empty. Bins that are empty on both sides are skipped except under ADD_HALF_ALL_BINS.
     */
    double sum(Smoothing smoothing, DoubleBinaryOperator term) {
        if (isEitherEmpty()) {
            return Double.NaN;
        }
        boolean allBins = smoothing == Smoothing.ADD_HALF_ALL_BINS;
        int bins = allBins ? bins() : occupiedBins();
        double sum = 0;
        for (int j = 0; j < baseline.length; j++) {
            if (allBins || !isEmptyOnBothSides(j)) {
                sum += term.applyAsDouble(
                        share(smoothing, baseline[j], baselineTotal, bins),
                        share(smoothing, window[j], windowTotal, bins));
            }
        }
        return sum;
    }

    private static double share(Smoothing smoothing, long count, long total, int bins) {
        return switch (smoothing) {
            case RAW -> count / (double) total;
            case ADD_HALF, ADD_HALF_ALL_BINS -> (count + 0.5) / (total + bins / 2.0);
            case ZERO_TO_1E_4 -> count == 0 ? FLOOR : count / (double) total;
        };
    }

    private static long total(String name, long[] counts) {
        long total = 0;
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] < 0) {
                throw new IllegalArgumentException(name + " count " + j + " = " + counts[j] + " is negative");
            }
            total = Math.addExact(total, counts[j]);
        }
        return total;
    }
}
