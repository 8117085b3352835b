package io.tidemark.stats.fairness;

import java.util.List;

/**
 * A facet as bias metrics see it: group d against all others, a.
 *
 * @param disadvantaged facet d: the rows of the given facet values
 * @param advantaged facet a: all other rows
 * @param strata both sides within each stratum; empty if there is no variable to condition on
 */
public record FacetSides(SideCounts disadvantaged, SideCounts advantaged, List<Stratum> strata) {
    /**
     * Both sides within one stratum.
     *
     * @param disadvantaged facet d
     * @param advantaged facet a
     */
    public record Stratum(SideCounts disadvantaged, SideCounts advantaged) {}

    /** Copies the strata. */
    public FacetSides {
        strata = List.copyOf(strata);
    }

    static FacetSides of(List<Stratum> strata, boolean isConditional) {
        SideCounts disadvantaged = SideCounts.EMPTY;
        SideCounts advantaged = SideCounts.EMPTY;
        for (Stratum stratum : strata) {
            disadvantaged = disadvantaged.plus(stratum.disadvantaged());
            advantaged = advantaged.plus(stratum.advantaged());
        }
        return new FacetSides(disadvantaged, advantaged, isConditional ? strata : List.of());
    }

    /** Both sides together. */
    public SideCounts everyone() {
        return disadvantaged.plus(advantaged);
    }
}
