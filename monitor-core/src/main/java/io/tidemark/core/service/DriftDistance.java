package io.tidemark.core.service;

import io.tidemark.core.service.ColumnStatistics.ValueCount;
import io.tidemark.stats.divergence.ChiSquare;
import io.tidemark.stats.divergence.LInfinity;
import io.tidemark.stats.sketch.RankedItems;
import io.tidemark.stats.sketch.SketchDistance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The service's distances between a column of the baseline and the same column of a window; NaN where there is none.
 */
final class DriftDistance {
    private DriftDistance() {}

    /** Between two sketches; NaN if a side has none or no value in it. */
    static double numeric(ColumnStatistics.Numeric baseline, ColumnStatistics.Numeric window, boolean robust) {
        if (baseline.sketch() == null || window.sketch() == null) {
            return Double.NaN;
        }
        RankedItems before = baseline.sketch().ranked();
        RankedItems now = window.sketch().ranked();
        double distance = SketchDistance.simple(before, now);
        return robust ? SketchDistance.robust(distance, before.count(), now.count()) : distance;
    }

    /** The largest difference of two shares over the values of both sides. */
    static double lInfinity(List<ValueCount> baseline, List<ValueCount> window, boolean robust) {
        Pairs pairs = Pairs.of(baseline, window);
        double distance = LInfinity.ofShares(pairs.baseline(), pairs.window());
        return robust ? SketchDistance.robust(distance, sum(pairs.baseline()), sum(pairs.window())) : distance;
    }

    /** The p-value of the window's fit to the baseline's shares, values that the baseline lacks left out. */
    static double chiSquaredPValue(List<ValueCount> baseline, List<ValueCount> window) {
        Pairs pairs = Pairs.of(baseline, window);
        ChiSquare.Merged merged = ChiSquare.mergeRareCategories(pairs.baseline(), pairs.window());
        return ChiSquare.goodnessOfFit(merged.baseline(), merged.window()).pValue();
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Counts of the same values on both sides. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    private record Pairs(long[] baseline, long[] window) {
        static Pairs of(List<ValueCount> baseline, List<ValueCount> window) {
            Map<String, Integer> places = new LinkedHashMap<>();
            List<ValueCount> all = new ArrayList<>(baseline);
            all.addAll(window);
            all.forEach(value -> places.putIfAbsent(value.value(), places.size()));
            return new Pairs(counts(baseline, places), counts(window, places));
        }

        private static long[] counts(List<ValueCount> side, Map<String, Integer> places) {
            long[] counts = new long[places.size()];
            for (ValueCount value : side) {
                Integer place = places.get(value.value());
                counts[place == null ? 0 : place] += value.count();
            }
            return counts;
        }
    }
}
