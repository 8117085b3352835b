package io.tidemark.core.health;

import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Watches how many predictions of final windows got their label. Mutable; not thread-safe. */
final class CoverageWatch {
    private final TreeMap<Long, Double> coverage = new TreeMap<>();

    /** Takes a final window; one without predictions says nothing. */
    void window(long startMs, long eligible, long labelled, HealthPolicy policy) {
        if (eligible > 0) {
            coverage.put(startMs, (double) labelled / eligible);
            while (coverage.size() > policy.coverageWindows() + 1) {
                coverage.pollFirstEntry();
            }
        }
    }

    /** Returns a finding if the newest window's coverage fell below what the ones before it had in the middle. */
    List<Finding> findings(HealthPolicy policy) {
        if (coverage.size() < policy.coverageWindows() + 1) {
            return List.of();
        }
        double newest = coverage.lastEntry().getValue();
        double usual = median(coverage.headMap(coverage.lastKey()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray());
        double least = policy.coverageFall() * usual;
        if (newest >= least) {
            return List.of();
        }
        return List.of(new Finding(
                "OP003",
                "",
                "labelCoverage",
                newest,
                least,
                Severity.MAJOR,
                String.format(
                        Locale.ROOT,
                        "%.1f %% of the newest final window's predictions have a label; in the %d windows before it"
                                + " were %.1f %% in the middle",
                        100 * newest,
                        policy.coverageWindows(),
                        100 * usual)));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
