package io.tidemark.core.evaluation;

import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
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

    static CoarseView of(FeatureProfile baseline, FeatureProfile window, int innerBins) {
        if (baseline instanceof NumericProfile b && window instanceof NumericProfile w) {
            CoarseBins bins = CoarseBins.of(b.cellCounts(), innerBins);
            return new CoarseView(bins.bin(b.cellCounts(), b.missing()), bins.bin(w.cellCounts(), w.missing()));
        }
        if (baseline instanceof CategoricalProfile b && window instanceof CategoricalProfile w) {
            return new CoarseView(with(b.knownOrOtherCounts(), b.missing()), with(w.knownOrOtherCounts(), w.missing()));
        }
        throw new IllegalArgumentException("window and baseline hold different kinds of features");
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
