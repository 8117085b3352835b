package io.tidemark.stats.golden;

import io.tidemark.stats.summary.DescriptiveStatistics;
import java.util.Arrays;

/** The binning of the reference files: ten bins, [a, b) but the last, which is closed. */
final class NumpyBins {
    private static final int BINS = 10;

    private NumpyBins() {}

    /** Distinct deciles, ends included; a constant gives its value twice. */
    static double[] quantileEdges(double[] sorted) {
        double[] edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            // numpy.linspace(0, 1, 11): i times the step, not i / 10.
            edges[i] = DescriptiveStatistics.quantileLinear(sorted, i == BINS ? 1 : i * 0.1);
        }
        return distinct(edges);
    }

    static double[] equalWidthEdges(double[] sorted) {
        double min = sorted[0];
        double max = sorted[sorted.length - 1];
        double[] edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            edges[i] = i == BINS ? max : i * ((max - min) / BINS) + min;
        }
        return distinct(edges);
    }

    static long[] count(double[] edges, boolean outside, double[] values) {
        int inner = edges.length - 1;
        long[] all = new long[inner + 2];
        for (double value : values) {
            all[binOf(edges, value)]++;
        }
        if (outside) {
            return all;
        }
        all[1] += all[0];
        all[inner] += all[inner + 1];
        return Arrays.copyOfRange(all, 1, inner + 1);
    }

    /** 0 below, 1 ... inner, inner + 1 above. */
    private static int binOf(double[] edges, double value) {
        int last = edges.length - 1;
        if (value == edges[last]) {
            return last;
        }
        int bin = 0;
        while (bin <= last && edges[bin] <= value) {
            bin++;
        }
        return bin;
    }

    private static double[] distinct(double[] ascending) {
        double[] distinct = Arrays.stream(ascending).distinct().toArray();
        return distinct.length > 1 ? distinct : new double[] {distinct[0], distinct[0]};
    }
}
