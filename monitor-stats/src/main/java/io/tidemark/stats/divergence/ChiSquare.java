package io.tidemark.stats.divergence;

import io.tidemark.stats.special.SpecialFunctions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Chi-square tests over counts (Pearson 1900). Bins that are empty on both sides are left out. Arguments are counts
 * over the same bins, not negative.
 */
public final class ChiSquare {
    /** Customary smallest expected count at which the chi-square law is trusted. */
    public static final double MIN_EXPECTED = 5;

    private static final double MIN_EXPECTED_OF_TWO = 10;
    private static final double RARE_SHARE = 0.2;
    private static final double YATES = 0.5;

    private ChiSquare() {}

    /**
     * Result of the test of homogeneity.
     *
     * @param statistic sum of (observed - expected)^2 / expected over both sides, at least 0; NaN if undefined
     * @param dof degrees of freedom, occupied bins less one; 0 if undefined
     * @param pValue in [0, 1]; NaN if undefined
     * @param minExpected smallest expected count of the 2 x K table; NaN if undefined
     * @param cramersV sqrt(statistic / (n + m)), in [0, 1]; NaN if undefined
     */
    public record Homogeneity(double statistic, int dof, double pValue, double minExpected, double cramersV) {
        private static final Homogeneity UNDEFINED = new Homogeneity(Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * A chi-square statistic with its law.
     *
     * @param statistic at least 0, may be infinite; NaN if undefined
     * @param dof degrees of freedom; 0 if undefined
     * @param pValue in [0, 1]; NaN if undefined
     */
    public record Test(double statistic, int dof, double pValue) {
        static final Test UNDEFINED = new Test(Double.NaN, 0, Double.NaN);

        static Test of(double statistic, int dof) {
            return new Test(statistic, dof, SpecialFunctions.chiSquareSurvival(dof, statistic));
        }
    }

    /**
     * Counts over fewer bins.
     *
     * @param baseline merged baseline counts
     * @param window merged window counts
     */
    @SuppressWarnings("ArrayRecordComponent") // A pair of results handed on at once, never compared.
    public record Merged(long[] baseline, long[] window) {}

    /**
     * Test of homogeneity of a 2 x K table, both sides random; undefined below two occupied bins or with an empty side.
     */
    public static Homogeneity homogeneity(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        int occupied = counts.occupiedBins();
        if (counts.isEitherEmpty() || occupied < 2) {
            return Homogeneity.UNDEFINED;
        }
        double statistic = 0;
        double minExpected = Double.POSITIVE_INFINITY;
        for (int j = 0; j < counts.bins(); j++) {
            if (!counts.isEmptyOnBothSides(j)) {
                double b = expectedBaseline(counts, j);
                double w = expectedWindow(counts, j);
                statistic += term(counts.baseline(j) - b, b) + term(counts.window(j) - w, w);
                minExpected = Math.min(minExpected, Math.min(b, w));
            }
        }
        Test test = Test.of(statistic, occupied - 1);
        double cramersV = Math.sqrt(statistic / (counts.baselineTotal() + counts.windowTotal()));
        return new Homogeneity(statistic, test.dof(), test.pValue(), minExpected, Math.min(1, cramersV));
    }

    /**
     * Goodness of fit of the window to the baseline's shares taken as known. A bin with window mass and no baseline
     * mass gives an infinite statistic and p = 0; undefined below two occupied bins or with an empty side.
     */
    public static Test goodnessOfFit(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        int occupied = counts.occupiedBins();
        if (counts.isEitherEmpty() || occupied < 2) {
            return Test.UNDEFINED;
        }
        double statistic = 0;
        for (int j = 0; j < counts.bins(); j++) {
            if (!counts.isEmptyOnBothSides(j)) {
                double expected = counts.baselineShare(j) * counts.windowTotal();
                statistic += term(counts.window(j) - expected, expected);
            }
        }
        return Test.of(statistic, occupied - 1);
    }

    /**
     * Homogeneity with Yates' continuity correction: every observed count moves towards its expectation by 1/2, at most
     * onto it. For exactly two occupied bins; otherwise undefined.
     */
    public static Test yates(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        if (counts.isEitherEmpty() || counts.occupiedBins() != 2) {
            return Test.UNDEFINED;
        }
        double statistic = 0;
        for (int j = 0; j < counts.bins(); j++) {
            if (!counts.isEmptyOnBothSides(j)) {
                double b = expectedBaseline(counts, j);
                double w = expectedWindow(counts, j);
                statistic += term(towardsZero(counts.baseline(j) - b), b) + term(towardsZero(counts.window(j) - w), w);
            }
        }
        return Test.of(statistic, 1);
    }

    /**
     * Merges neighbouring bins, from the first on, until each has an expected window count n · b̃_j of at least 5,
     * where b̃ are the baseline shares with 1/2 added per occupied bin; what is left at the end joins the last bin.
     * Empty bins vanish. If no bin reaches 5, one bin with everything is left. Empty sides give one bin.
     */
    public static Merged mergeSmallBins(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        double scale = counts.windowTotal() / (counts.baselineTotal() + counts.occupiedBins() / 2.0);
        long[] b = new long[Math.max(1, counts.bins())];
        long[] w = new long[Math.max(1, counts.bins())];
        int bin = 0;
        double expected = 0;
        for (int j = 0; j < counts.bins(); j++) {
            if (counts.isEmptyOnBothSides(j)) {
                continue;
            }
            if (expected >= MIN_EXPECTED) {
                bin++;
                expected = 0;
            }
            b[bin] += counts.baseline(j);
            w[bin] += counts.window(j);
            expected += (counts.baseline(j) + 0.5) * scale;
        }
        if (bin > 0 && expected < MIN_EXPECTED) {
            b[bin - 1] += b[bin];
            w[bin - 1] += w[bin];
            bin--;
        }
        return new Merged(Arrays.copyOf(b, bin + 1), Arrays.copyOf(w, bin + 1));
    }

    /**
     * Merges the category with the smallest expected window count into the next smallest, until at most a fifth of the
     * categories expect fewer than 5 window values; exactly two categories must each expect at least 10 (Deequ's rule).
     * Expected counts are baseline shares times the window's total over categories that the baseline holds; categories
     * without baseline mass are left out. Of equal counts the later one is the smaller. The result is in ascending
     * order of baseline counts and may be a single category.
     */
    public static Merged mergeRareCategories(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        int[] known = IntStream.range(0, counts.bins())
                .map(j -> counts.bins() - 1 - j)
                .filter(j -> counts.baseline(j) > 0)
                .boxed()
                .sorted(Comparator.comparingLong(counts::baseline))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] b = Arrays.stream(known).mapToLong(counts::baseline).toArray();
        long[] w = Arrays.stream(known).mapToLong(counts::window).toArray();
        double scale = Arrays.stream(w).sum() / (double) counts.baselineTotal();
        while (b.length > 1 && hasTooManyRare(b, scale)) {
            b = withSmallestMerged(b);
            w = withSmallestMerged(w);
            sortTogether(b, w);
        }
        return new Merged(b, w);
    }

    private static boolean hasTooManyRare(long[] baseline, double scale) {
        double least = baseline.length == 2 ? MIN_EXPECTED_OF_TWO : MIN_EXPECTED;
        double allowed = baseline.length == 2 ? 0 : RARE_SHARE * baseline.length;
        return Arrays.stream(baseline).filter(count -> count * scale < least).count() > allowed;
    }

    private static long[] withSmallestMerged(long[] counts) {
        long[] merged = Arrays.copyOfRange(counts, 1, counts.length);
        merged[0] += counts[0];
        return merged;
    }

    /** Moves the first category up to its place among the others, which are in order. */
    private static void sortTogether(long[] b, long[] w) {
        for (int j = 1; j < b.length && b[j] < b[j - 1]; j++) {
            swap(b, j);
            swap(w, j);
        }
    }

    private static void swap(long[] counts, int j) {
        long moved = counts[j];
        counts[j] = counts[j - 1];
        counts[j - 1] = moved;
    }

    static double expectedBaseline(Counts counts, int bin) {
        return expected(counts, bin, counts.baselineTotal());
    }

    static double expectedWindow(Counts counts, int bin) {
        return expected(counts, bin, counts.windowTotal());
    }

    private static double expected(Counts counts, int bin, long sideTotal) {
        double all = (double) counts.baselineTotal() + counts.windowTotal();
        return sideTotal * ((double) counts.baseline(bin) + counts.window(bin)) / all;
    }

    private static double term(double difference, double expected) {
        return difference * difference / expected;
    }

    private static double towardsZero(double difference) {
        return Math.max(0, Math.abs(difference) - YATES);
    }
}
