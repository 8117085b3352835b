package io.tidemark.stats.divergence;

/** How zero counts are treated before logarithms are taken. N is a side's total, K a number of bins. */
public enum Smoothing {
    /** Plain shares c/N. A bin with mass on one side only makes KL and PSI infinite. */
    RAW,
    /**
     * (c + 1/2)/(N + K/2) with K = bins that have mass on at least one side; the others are left out. The monitor's
     * form: it does not change when an unused bin is added.
     */
    ADD_HALF,
    /** (c + 1/2)/(N + K/2) with K = all bins, also those empty on both sides. */
    ADD_HALF_ALL_BINS,
    /** A zero share becomes 1e-4, the shares are not renormalised: what many tools do, for comparison with them. */
    ZERO_TO_1E_4
}
