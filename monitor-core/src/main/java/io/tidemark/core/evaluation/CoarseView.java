package io.tidemark.core.evaluation;

import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.stats.distribution.CoarseBins;
import java.util.Arrays;

/**
 * Baseline and window over the same few bins, missing values in a bin of their own: what PSI, KL, JS and chi-square are
 * computed on. Numeric features use unions of grid cells with about equal baseline mass; categorical ones their
 * categories and all other values as one: whether the others were seen before is a rule of its own, and for values that
 * hardly repeat it says nothing about drift.
 */
final class CoarseView {
    private final long[] baseline;
    private final long[] window;

    private CoarseView(long[] baseline, long[] window) {
        this.baseline = baseline;
        this.window = window;
    }

    static CoarseView of(CategoricalProfile baseline, CategoricalProfile window) {
        return new CoarseView(
                with(baseline.knownOrOtherCounts(), baseline.missing()),
                with(window.knownOrOtherCounts(), window.missing()));
    }

    static CoarseView of(GridPair pair, int innerBins) {
        CoarseBins bins = CoarseBins.of(pair.baselineCells(), innerBins);
        return new CoarseView(
                bins.bin(pair.baselineCells(), pair.baseline().missing()),
                bins.bin(pair.windowCells(), pair.window().missing()));
    }

    private static long[] with(long[] counts, long missing) {
        long[] all = Arrays.copyOf(counts, counts.length + 1);
        all[counts.length] = missing;
        return all;
    }

    long[] baseline() {
        return baseline;
    }

    long[] window() {
        return window;
    }

    /** Returns the number of bins that hold anything on either side. */
    int occupied() {
        int occupied = 0;
        for (int i = 0; i < baseline.length; i++) {
            occupied += baseline[i] + window[i] > 0 ? 1 : 0;
        }
        return occupied;
    }

    long baselineTotal() {
        return Arrays.stream(baseline).sum();
    }

    long windowTotal() {
        return Arrays.stream(window).sum();
    }
}
