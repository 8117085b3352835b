package io.tidemark.stats.fairness;

import java.util.List;

/**
 * Facet d of a numeric feature: the rows above the lowest break; a value equal to it is not in d. Several breaks make
 * several neighbouring intervals, the last one without end, and d is their union.
 *
 * @param breaks at least one number
 */
public record FacetThreshold(List<Double> breaks) {
    /** Sorts the breaks. */
    public FacetThreshold {
        if (breaks.isEmpty() || breaks.stream().anyMatch(b -> b.isNaN())) {
            throw new IllegalArgumentException("breaks = " + breaks);
        }
        breaks = breaks.stream().sorted().toList();
    }

    /** Whether a row is in d; a missing value (NaN) is not. */
    public boolean isDisadvantaged(double value) {
        return value > breaks.get(0);
    }
}
