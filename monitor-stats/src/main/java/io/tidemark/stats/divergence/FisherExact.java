package io.tidemark.stats.divergence;

/** Fisher's exact test of a 2 x 2 table with fixed margins (Fisher 1935). */
public final class FisherExact {
    /** Tables as likely as the observed one up to rounding count as equally likely; SciPy uses the same factor. */
    private static final double TIE = 1 + 1e-14;

    private FisherExact() {}

    /**
     * Two-sided p-value: probability of all tables with the same margins that are at most as likely as the observed
     * one, in (0, 1]. Weights follow from ratios of neighbouring tables, starting at the most likely one, so no
     * logarithm of a factorial loses digits; the work grows with the number of tables of noticeable probability.
     *
     * @param baseline counts per bin, not negative
     * @param window counts over the same bins
     * @return NaN if a side is empty or other than two bins have mass
     */
    public static double pValue(long[] baseline, long[] window) {
        Counts counts = Counts.of(baseline, window);
        if (counts.isEitherEmpty() || counts.occupiedBins() != 2) {
            return Double.NaN;
        }
        return new Tables(counts).pValue();
    }

    /** All tables with the margins of one, indexed by the baseline's count of the first category. */
    private static final class Tables {
        private final long observed;
        private final long rowTotal;
        private final long columnTotal;
        private final long otherRowTotal;
        private final long lowest;
        private final long highest;

        private Tables(Counts counts) {
            int first = 0;
            while (counts.isEmptyOnBothSides(first)) {
                first++;
            }
            observed = counts.baseline(first);
            rowTotal = counts.baselineTotal();
            otherRowTotal = counts.windowTotal();
            columnTotal = counts.baseline(first) + counts.window(first);
            lowest = Math.max(0, columnTotal - otherRowTotal);
            highest = Math.min(rowTotal, columnTotal);
        }

        private double pValue() {
            long mode = mode();
            double threshold = weight(mode, observed) * TIE;
            double[] sums = new double[2];
            double weight = 1;
            for (long k = mode; k <= highest && weight > 0; k++) {
                addTo(sums, weight, threshold);
                weight *= ratioToNext(k);
            }
            weight = 1;
            for (long k = mode - 1; k >= lowest && weight > 0; k--) {
                weight /= ratioToNext(k);
                addTo(sums, weight, threshold);
            }
            return Math.min(1, sums[0] / sums[1]);
        }

        /** Weight of a table relative to that of the mode, by the same products as the sums use. */
        private double weight(long mode, long table) {
            double weight = 1;
            for (long k = mode; k < table && weight > 0; k++) {
                weight *= ratioToNext(k);
            }
            for (long k = mode - 1; k >= table && weight > 0; k--) {
                weight /= ratioToNext(k);
            }
            return weight;
        }

        private static void addTo(double[] sums, double weight, double threshold) {
            sums[0] += weight <= threshold ? weight : 0;
            sums[1] += weight;
        }

        private long mode() {
            double guess = (rowTotal + 1.0) * (columnTotal + 1.0) / (rowTotal + otherRowTotal + 2.0);
            long mode = Math.min(highest, Math.max(lowest, (long) guess));
            while (mode < highest && ratioToNext(mode) > 1) {
                mode++;
            }
            while (mode > lowest && ratioToNext(mode - 1) < 1) {
                mode--;
            }
            return mode;
        }

        /** P(k + 1) / P(k). */
        private double ratioToNext(long k) {
            double up = (double) (rowTotal - k) * (columnTotal - k);
            double down = (k + 1.0) * (otherRowTotal - columnTotal + k + 1);
            return up / down;
        }
    }
}
