package io.tidemark.stats.attribution;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Normalised discounted cumulative gain (NDCG) of the live order of features, the gain of a feature being its baseline
 * attribution: DCG / DCG of the baseline's own order, DCG = Σ gain of rank i / log2(i + 1) (Järvelin, Kekäläinen 2002,
 * doi:10.1145/582415.582418). In (0, 1] for attributions that are not negative; 1 for the same order.
 *
 * <p>It sees the order of the live attributions only. Equal baseline attributions always give 1, and swapping the two
 * most important of many features may leave it above 0.90.
 */
public final class RankingGain {
    /** The service alerts below this value. */
    public static final double SERVICE_THRESHOLD = 0.90;

    private static final double LN_2 = StrictMath.log(2);

    private RankingGain() {}

    /**
     * NDCG in which features of equal live attribution share the mean gain of their ranks, as scikit-learn's
     * {@code ndcg_score} does: the expected value over all orders of the tied.
     *
     * @param baseline global attribution per feature, not negative
     * @param live global attribution per feature, in the same order of features
     * @return NaN if every baseline attribution is 0
     */
    public static double normalised(double[] baseline, double[] live) {
        requireComparable(baseline, live);
        Integer[] order = byFallingValue(live);
        double gain = 0;
        for (int first = 0; first < order.length; ) {
            int end = first;
            double tiedGains = 0;
            double discounts = 0;
            while (end < order.length && live[order[end]] == live[order[first]]) {
                tiedGains += baseline[order[end]];
                discounts += discount(end);
                end++;
            }
            gain += tiedGains / (end - first) * discounts;
            first = end;
        }
        return divide(gain, idealGain(baseline));
    }

    /** NDCG in which of equal live attributions the feature that comes first has the higher rank; NaN as above. */
    public static double normalisedByFeatureOrder(double[] baseline, double[] live) {
        requireComparable(baseline, live);
        return divide(gain(baseline, byFallingValue(live)), idealGain(baseline));
    }

    /** DCG of the live order, ties by order of the features. */
    public static double gainByFeatureOrder(double[] baseline, double[] live) {
        requireComparable(baseline, live);
        return gain(baseline, byFallingValue(live));
    }

    /** DCG of the baseline's own order, the largest possible. */
    public static double idealGain(double[] baseline) {
        return gain(baseline, byFallingValue(baseline));
    }

    private static double gain(double[] gains, Integer[] order) {
        double sum = 0;
        for (int rank = 0; rank < order.length; rank++) {
            sum += gains[order[rank]] * discount(rank);
        }
        return sum;
    }

    /** 1 / log2(i + 1) for rank i from 1; here ranks start at 0. */
    private static double discount(int rank) {
        return LN_2 / StrictMath.log(rank + 2.0);
    }

    /** Indices by falling value, ties by index: the sort is stable. */
    private static Integer[] byFallingValue(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer i) -> values[i] + 0.0).reversed());
        return order;
    }

    private static double divide(double gain, double ideal) {
        return ideal == 0 ? Double.NaN : gain / ideal;
    }

    private static void requireComparable(double[] baseline, double[] live) {
        if (baseline.length != live.length || baseline.length == 0) {
            throw new IllegalArgumentException("features: baseline " + baseline.length + ", live " + live.length);
        }
        for (int i = 0; i < baseline.length; i++) {
            if (!(baseline[i] >= 0) || Double.isInfinite(baseline[i]) || !Double.isFinite(live[i])) {
                throw new IllegalArgumentException(
                        "attribution of feature " + i + ": baseline " + baseline[i] + ", live " + live[i]);
            }
        }
    }
}
