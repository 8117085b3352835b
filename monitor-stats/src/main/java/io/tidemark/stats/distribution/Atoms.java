package io.tidemark.stats.distribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Values that hold a large share of a column. */
final class Atoms {
    private Atoms() {}

    private record Atom(double value, long rows) {}

    /**
     * Values with at least 1/{@code parts} of the rows, by descending number of rows, then ascending value.
     *
     * @param sorted ascending values
     */
    static double[] largestFirst(double[] sorted, int parts) {
        List<Atom> atoms = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i < sorted.length && sorted[i] == sorted[start]) {
                continue;
            }
            if ((long) (i - start) * parts >= sorted.length) {
                atoms.add(new Atom(sorted[start], i - start));
            }
            start = i;
        }
        atoms.sort(Comparator.comparingLong(Atom::rows).reversed().thenComparingDouble(Atom::value));
        return atoms.stream().mapToDouble(Atom::value).toArray();
    }
}
