package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import java.util.function.Function;

/**
 * Conditional demographic disparity (Wachter, Mittelstadt, Russell 2021): Σ_g (n_g/n) (D_g - A_g) over the strata, D_g
 * the share of facet d among the rejected of stratum g, A_g among the accepted; a share of nothing is 0. In [-1, 1];
 * positive where d is over-represented among the rejected.
 */
final class ConditionalDemographicDisparity {
    private ConditionalDemographicDisparity() {}

    /** One stratum: accepted and rejected, all and of facet d. */
    private record Parts(SideCounts.Split disadvantaged, SideCounts.Split all) {
        double rejectedShare() {
            return Ratios.divide((double) disadvantaged.negative(), (double) all.negative());
        }

        double acceptedShare() {
            return Ratios.divide((double) disadvantaged.positive(), (double) all.positive());
        }

        double disparity() {
            return rejectedShare() - acceptedShare();
        }
    }

    /** The disparity of labels or of predictions. */
    static BiasValue of(FacetSides sides, Function<SideCounts, SideCounts.Split> outcome) {
        if (sides.strata().isEmpty()) {
            return new Undefined(Reason.NO_GROUP_VARIABLE);
        }
        SideCounts.Split everyone = outcome.apply(sides.everyone());
        if (everyone.positive() == 0) {
            return new Undefined(Reason.NO_POSITIVES);
        }
        if (everyone.negative() == 0) {
            return new Undefined(Reason.NO_NEGATIVES);
        }
        double sum = 0;
        for (FacetSides.Stratum stratum : sides.strata()) {
            Parts parts = parts(stratum, outcome);
            sum += parts.all.total() * parts.disparity();
        }
        return new Defined(sum / everyone.total());
    }

    /**
     * Interval by the multinomial delta method. A row of stratum g moves the figure by its gradient, D_g - A_g +
     * (n_g/n) (1{row in d} - D_g)/(n_g0/n) if rejected, and minus the like with A_g and n_g1 if accepted; the variance
     * is that of the gradient over all rows, divided by n.
     */
    static Interval interval(FacetSides sides, Function<SideCounts, SideCounts.Split> outcome, double confidence) {
        if (!(of(sides, outcome) instanceof Defined value)) {
            return Interval.UNDEFINED;
        }
        double squares = 0;
        for (FacetSides.Stratum stratum : sides.strata()) {
            Parts g = parts(stratum, outcome);
            double rows = (double) g.all.total();
            squares += squares(g.disparity(), rows / g.all.negative(), g.disadvantaged.negative(), g.all.negative())
                    + squares(g.disparity(), -rows / g.all.positive(), g.disadvantaged.positive(), g.all.positive());
        }
        double n = (double) outcome.apply(sides.everyone()).total();
        double variance = Math.max(0, squares / n - value.value() * value.value()) / n;
        return NormalInterval.plain(value.value(), Math.sqrt(variance), confidence)
                .within(-1, 1);
    }

    /**
     * Sum of squared gradients over the rejected, or with a negative weight over the accepted, of a stratum.
     *
     * @param weight rows of the stratum per row of this outcome
     * @param ofD rows of this outcome in facet d
     * @param all rows of this outcome
     */
    private static double squares(double disparity, double weight, long ofD, long all) {
        if (all == 0) {
            return 0;
        }
        double share = ofD / (double) all;
        double inD = disparity + weight * (1 - share);
        double inA = disparity - weight * share;
        return ofD * inD * inD + (all - ofD) * inA * inA;
    }

    private static Parts parts(FacetSides.Stratum stratum, Function<SideCounts, SideCounts.Split> outcome) {
        SideCounts.Split disadvantaged = outcome.apply(stratum.disadvantaged());
        return new Parts(disadvantaged, disadvantaged.plus(outcome.apply(stratum.advantaged())));
    }
}
