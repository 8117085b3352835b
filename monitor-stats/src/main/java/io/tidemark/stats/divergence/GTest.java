package io.tidemark.stats.divergence;

/** Log-likelihood ratio test of homogeneity of a 2 x K table, G = 2 sum observed ln(observed/expected) (Wilks 1938). */
public final class GTest {
    private GTest() {}

    /**
     * The test over the occupied bins; asymptotically chi-square with K-1 degrees of freedom.
     *
     * @param baseline counts per bin, not negative
     * @param window counts over the same bins
     * @return undefined (NaN) below two occupied bins or with an empty side
     */
    public static ChiSquare.Test homogeneity(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        int occupied = counts.occupiedBins();
        if (counts.isEitherEmpty() || occupied < 2) {
            return ChiSquare.Test.UNDEFINED;
        }
        double sum = 0;
        for (int j = 0; j < counts.bins(); j++) {
            if (!counts.isEmptyOnBothSides(j)) {
                sum += KullbackLeibler.term((double) counts.baseline(j), ChiSquare.expectedBaseline(counts, j))
                        + KullbackLeibler.term((double) counts.window(j), ChiSquare.expectedWindow(counts, j));
            }
        }
        return ChiSquare.Test.of(Math.max(0, 2 * sum), occupied - 1);
    }
}
