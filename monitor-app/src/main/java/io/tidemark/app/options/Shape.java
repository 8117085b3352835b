package io.tidemark.app.options;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Sparkline;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.util.Arrays;

/**
 * Two distributions of one feature side by side, as people see them: shares in bins that both have in common. A numeric
 * feature has bins of equal width between the baseline's 1st and 99th percentile, and what lies outside is in the outer
 * ones. A categorical feature has its most frequent categories, then all others together.
 */
public final class Shape {
    private static final double TAIL = 0.01;

    private final double[] before;
    private final double[] now;

    private Shape(double[] before, double[] now) {
        this.before = before;
        this.now = now;
    }

    /**
     * How a baseline and a window are spread over so many bins; both profiles are over the same edges or categories.
     */
    public static Shape of(FeatureProfile baseline, FeatureProfile window, int bins) {
        if (baseline instanceof NumericProfile before && window instanceof NumericProfile now) {
            double[] bounds = bounds(before);
            return new Shape(shares(before, bounds, bins), shares(now, bounds, bins));
        }
        if (baseline instanceof CategoricalProfile before && window instanceof CategoricalProfile now) {
            return new Shape(shares(before, bins), shares(now, bins));
        }
        throw new IllegalArgumentException("baseline and window are of different kinds");
    }

    /** The baseline's bars. */
    public String beforeLine(Console console) {
        return Sparkline.of(before, most(), console);
    }

    /** The window's bars, on the scale of both. */
    public String nowLine(Console console) {
        return Sparkline.of(now, most(), console);
    }

    private double most() {
        double most = Math.max(
                Arrays.stream(before).max().orElse(0), Arrays.stream(now).max().orElse(0));
        return most > 0 ? most : 1;
    }

    /** Where the inner part of the baseline lies; the edges of its cells stand for their values. */
    private static double[] bounds(NumericProfile baseline) {
        long[] counts = baseline.cellCounts();
        return new double[] {quantile(baseline.edges(), counts, TAIL), quantile(baseline.edges(), counts, 1 - TAIL)};
    }

    private static double quantile(GridEdges edges, long[] counts, double share) {
        double wanted = Arrays.stream(counts).sum() * share;
        long seen = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            seen += counts[cell];
            if (seen >= wanted && seen > 0) {
                return upper(edges, cell);
            }
        }
        return upper(edges, counts.length - 1);
    }

    private static double upper(GridEdges edges, int cell) {
        return edges.edge(Math.min(cell, edges.cells() - 2));
    }

    private static double[] shares(NumericProfile profile, double[] bounds, int bins) {
        double[] shares = new double[bins];
        long[] counts = profile.cellCounts();
        double total = Math.max(1, Arrays.stream(counts).sum());
        double width = bounds[1] - bounds[0];
        for (int cell = 0; cell < counts.length; cell++) {
            double place = width > 0 ? (upper(profile.edges(), cell) - bounds[0]) / width * bins : 0;
            int bin = (int) Math.max(0, Math.min(bins - 1, Math.ceil(place) - 1));
            shares[bin] += counts[cell] / total;
        }
        return shares;
    }

    private static double[] shares(CategoricalProfile profile, int bins) {
        long[] counts = profile.categoryCounts();
        double total = Math.max(1, profile.valid());
        double[] shares = new double[bins];
        double known = 0;
        for (int i = 0; i < Math.min(bins - 1, counts.length); i++) {
            shares[i] = counts[i] / total;
            known += shares[i];
        }
        shares[bins - 1] = profile.valid() == 0 ? 0 : Math.max(0, 1 - known);
        return shares;
    }
}
