package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;

/** The metrics that compare the sizes and the positive shares of both sides; neither side is empty. */
final class FacetDifferences {
    private FacetDifferences() {}

    static BiasValue classImbalance(FacetSides sides) {
        double a = sides.advantaged().rows();
        double d = sides.disadvantaged().rows();
        return new Defined((a - d) / (a + d));
    }

    static BiasValue positiveLabels(FacetSides sides) {
        return new Defined(sides.advantaged().labels().positiveShare()
                - sides.disadvantaged().labels().positiveShare());
    }

    static BiasValue positivePredictions(FacetSides sides) {
        return new Defined(sides.advantaged().predictions().positiveShare()
                - sides.disadvantaged().predictions().positiveShare());
    }

    static BiasValue disparateImpact(FacetSides sides) {
        return new Defined(Ratios.divide(
                sides.disadvantaged().predictions().positiveShare(),
                sides.advantaged().predictions().positiveShare()));
    }
}
