package io.tidemark.stats.fairness;

import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.Jackknife;
import io.tidemark.stats.interval.Newcombe;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.interval.Wilson;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.ExpectedConfusion;
import java.util.List;
import java.util.function.Function;

/**
 * Intervals of bias metrics: Newcombe's for differences of shares, Wilson's for class imbalance, the log scale for
 * disparate impact, the delta method for conditional disparity, and ± z jackknife standard errors for DCA, DCR, TE and
 * GE.
 */
final class BiasIntervals {
    private BiasIntervals() {}

    static Interval of(BiasMetric metric, FacetSides sides, double confidence) {
        return switch (metric) {
            case CI -> classImbalance(sides, confidence);
            case DPL -> aMinusD(sides, side -> share(side.labels()), confidence);
            case DPPL -> aMinusD(sides, side -> share(side.predictions()), confidence);
            case DI -> disparateImpact(sides, confidence);
            case RD -> aMinusD(sides, ofTable(c -> part(c.truePositives(), c.positives())), confidence);
            case DAR -> aMinusD(sides, ofTable(c -> part(c.truePositives(), c.predictedPositives())), confidence);
            case AD -> aMinusD(sides, ofTable(c -> part(c.truePositives() + c.trueNegatives(), c.total())), confidence);
            case SD -> dMinusA(sides, ofTable(c -> part(c.trueNegatives(), c.negatives())), confidence);
            case DRR -> dMinusA(sides, ofTable(c -> part(c.trueNegatives(), c.predictedNegatives())), confidence);
            case CDDL -> ConditionalDemographicDisparity.interval(sides, SideCounts::labels, confidence);
            case CDDPL -> ConditionalDemographicDisparity.interval(sides, SideCounts::predictions, confidence);
            case DCA, DCR, TE, GE -> jackknife(metric, sides, confidence);
            case KL, JS, LP, TVD, KS -> Interval.UNDEFINED;
        };
    }

    private static Interval classImbalance(FacetSides sides, double confidence) {
        double d = sides.disadvantaged().rows();
        Interval share = Wilson.interval(d, d + sides.advantaged().rows(), confidence);
        return new Interval(1 - 2 * share.high(), 1 - 2 * share.low());
    }

    private static Interval aMinusD(FacetSides sides, Function<SideCounts, Newcombe.Share> share, double confidence) {
        return Newcombe.difference(share.apply(sides.advantaged()), share.apply(sides.disadvantaged()), confidence);
    }

    private static Interval dMinusA(FacetSides sides, Function<SideCounts, Newcombe.Share> share, double confidence) {
        return Newcombe.difference(share.apply(sides.disadvantaged()), share.apply(sides.advantaged()), confidence);
    }

    private static Function<SideCounts, Newcombe.Share> ofTable(Function<ExpectedConfusion, Newcombe.Share> share) {
        return side -> share.apply(side.confusion().expected());
    }

    private static Newcombe.Share share(SideCounts.Split split) {
        return part((double) split.positive(), (double) split.total());
    }

    private static Newcombe.Share part(double successes, double n) {
        return new Newcombe.Share(successes, n);
    }

    /** ln DI has variance (1-q_d)/(n_d q_d) + (1-q_a)/(n_a q_a); undefined if a side has no positive prediction. */
    private static Interval disparateImpact(FacetSides sides, double confidence) {
        SideCounts.Split d = sides.disadvantaged().predictions();
        SideCounts.Split a = sides.advantaged().predictions();
        double variance = logShareVariance(d) + logShareVariance(a);
        return NormalInterval.onLogScale(
                Ratios.divide(d.positiveShare(), a.positiveShare()), Math.sqrt(variance), confidence);
    }

    private static double logShareVariance(SideCounts.Split split) {
        return 1 / (double) split.positive() - 1 / (double) split.total();
    }

    private static Interval jackknife(BiasMetric metric, FacetSides sides, double confidence) {
        double value = metric.of(sides).orNaN();
        double error = Jackknife.standardError(
                cells(sides), cells -> metric.of(ofCells(cells)).orNaN());
        return NormalInterval.plain(value, error, confidence);
    }

    private static long[] cells(FacetSides sides) {
        BinaryConfusion d = sides.disadvantaged().confusion();
        BinaryConfusion a = sides.advantaged().confusion();
        return new long[] {
            d.truePositives(), d.falsePositives(), d.falseNegatives(), d.trueNegatives(),
            a.truePositives(), a.falsePositives(), a.falseNegatives(), a.trueNegatives()
        };
    }

    private static FacetSides ofCells(long[] n) {
        return new FacetSides(side(n, 0), side(n, 4), List.of());
    }

    private static SideCounts side(long[] n, int at) {
        BinaryConfusion c = new BinaryConfusion(n[at], n[at + 1], n[at + 2], n[at + 3]);
        return new SideCounts(
                c.total(),
                new SideCounts.Split(c.positives(), c.negatives()),
                new SideCounts.Split(c.truePositives() + c.falsePositives(), c.falseNegatives() + c.trueNegatives()),
                c);
    }
}
