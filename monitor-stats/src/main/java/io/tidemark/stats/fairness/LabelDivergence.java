package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Distances between the label shares of both sides over the collapsed label (positive or not), as smclarify 0.5
 * computes them: only outcomes that occur on both sides count, and shares are neither smoothed nor renormalised. So KL
 * can be negative, and TVD is half of the truth where a side knows one outcome only. With two shared outcomes KS = TVD
 * = |DPL| and LP = √2 |DPL|. For labels of more than two classes the distances of {@code stats.divergence} over the
 * classes' counts tell more.
 */
final class LabelDivergence {
    private LabelDivergence() {}

    /** Σ P_a ln(P_a/P_d), nats. */
    static BiasValue kullbackLeibler(FacetSides sides) {
        return sum(sides, (a, d) -> a * StrictMath.log(a / d), x -> x);
    }

    /** ½ (Σ P_a ln(P_a/P) + Σ P_d ln(P_d/P)), P the mean of both; nats. */
    static BiasValue jensenShannon(FacetSides sides) {
        return sum(sides, LabelDivergence::jensenShannonTerm, x -> x / 2);
    }

    /** √ Σ (P_a - P_d)². */
    static BiasValue lpNorm(FacetSides sides) {
        return sum(sides, (a, d) -> (a - d) * (a - d), Math::sqrt);
    }

    /** ½ Σ |P_a - P_d|. */
    static BiasValue totalVariation(FacetSides sides) {
        return sum(sides, (a, d) -> Math.abs(a - d), x -> x / 2);
    }

    /** max |P_a - P_d| over outcomes, not over a distribution function. */
    static BiasValue kolmogorovSmirnov(FacetSides sides) {
        SideCounts.Split a = sides.advantaged().labels();
        SideCounts.Split d = sides.disadvantaged().labels();
        if (!isShared(a.positive(), d.positive()) && !isShared(a.negative(), d.negative())) {
            return new Undefined(Reason.NO_SHARED_OUTCOME);
        }
        // Both outcomes have the same distance: the shares of a side add up to one.
        return new Defined(Math.abs(a.positiveShare() - d.positiveShare()));
    }

    private static BiasValue sum(FacetSides sides, DoubleBinaryOperator term, DoubleUnaryOperator finish) {
        SideCounts.Split a = sides.advantaged().labels();
        SideCounts.Split d = sides.disadvantaged().labels();
        boolean isPositiveShared = isShared(a.positive(), d.positive());
        boolean isNegativeShared = isShared(a.negative(), d.negative());
        if (!isPositiveShared && !isNegativeShared) {
            return new Undefined(Reason.NO_SHARED_OUTCOME);
        }
        double sum = 0;
        if (isNegativeShared) {
            sum += term.applyAsDouble(share(a.negative(), a), share(d.negative(), d));
        }
        if (isPositiveShared) {
            sum += term.applyAsDouble(share(a.positive(), a), share(d.positive(), d));
        }
        return new Defined(finish.applyAsDouble(sum));
    }

    private static double jensenShannonTerm(double a, double d) {
        double mean = (a + d) / 2;
        return a * StrictMath.log(a / mean) + d * StrictMath.log(d / mean);
    }

    private static boolean isShared(long advantaged, long disadvantaged) {
        return advantaged > 0 && disadvantaged > 0;
    }

    private static double share(long count, SideCounts.Split of) {
        return count / (double) of.total();
    }
}
