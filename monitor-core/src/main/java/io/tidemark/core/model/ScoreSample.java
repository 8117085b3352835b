package io.tidemark.core.model;

import io.tidemark.stats.distribution.GridEdges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a reference's scores or forecasts lie, in bounded memory and whatever the order of rows. Distinct values are kept
 * with their counts; beyond the bound only those whose hash is below a level that halves until they fit, so which ones stay
 * depends on the set of values alone.
 */
final class ScoreSample {
    static final int MOST_DISTINCT = 1 << 17;

    private final int mostDistinct;
    private final TreeMap<Double, Long> counts = new TreeMap<>();
    private int halvings;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    ScoreSample() {
        this(MOST_DISTINCT);
    }

    ScoreSample(int mostDistinct) {
        this.mostDistinct = mostDistinct;
    }

    void add(double finite) {
        double value = finite + 0.0;
        least = Math.min(least, value);
        most = Math.max(most, value);
        if (isKept(value)) {
            counts.merge(value, 1L, Math::addExact);
            while (counts.size() > mostDistinct) {
                halvings++;
                counts.keySet().removeIf(kept -> !isKept(kept));
            }
        }
    }

    private boolean isKept(double value) {
        return halvings == 0 || mix(Double.doubleToLongBits(value)) >>> (64 - halvings) == 0;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195). */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Whether every value, kept or not, lies in [0, 1]. */
    boolean isOfProbabilities() {
        return least >= 0 && most <= 1;
    }

    /**
     * Edges that part the values into about as many groups of equal size, the given ones among them.
     *
     * @param always edges that must be there; at least one if the sample is empty
     */
    GridEdges quantileEdges(int groups, List<Double> always) {
        TreeSet<Double> edges = new TreeSet<>(always);
        double rows = counts.values().stream().mapToDouble(Long::doubleValue).sum();
        double below = 0;
        int next = 1;
        for (Map.Entry<Double, Long> entry : counts.entrySet()) {
            below += entry.getValue();
            boolean isEdge = false;
            while (next < groups && below * groups >= next * rows) {
                isEdge = true;
                next++;
            }
            if (isEdge) {
                edges.add(entry.getKey());
            }
        }
        List<Double> sorted = new ArrayList<>(edges);
        return GridEdges.of(sorted.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
