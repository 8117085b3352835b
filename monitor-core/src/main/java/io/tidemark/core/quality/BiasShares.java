package io.tidemark.core.quality;

import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.SideCounts;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.Newcombe;
import io.tidemark.stats.interval.Wilson;
import io.tidemark.stats.quality.BinaryConfusion;
import java.util.Optional;
import java.util.function.Function;

/** The two shares that a bias metric compares, and whether they rest on enough rows. */
final class BiasShares {
    private static final double LEAST_EXPECTED = 5;

    private BiasShares() {}

    /** The share of one side, so many of so many; empty for metrics that do not compare shares. */
    private static Optional<Function<SideCounts, Newcombe.Share>> of(BiasMetric metric) {
        return switch (metric) {
            case DPL -> Optional.of(s -> share(s.labels().positive(), s.labels().total()));
            case DPPL, DI ->
                Optional.of(
                        s -> share(s.predictions().positive(), s.predictions().total()));
            case RD -> ofTable(c -> share(c.truePositives(), c.positives()));
            case DAR -> ofTable(c -> share(c.truePositives(), c.truePositives() + c.falsePositives()));
            case AD -> ofTable(c -> share(c.truePositives() + c.trueNegatives(), c.total()));
            case SD -> ofTable(c -> share(c.trueNegatives(), c.negatives()));
            case DRR -> ofTable(c -> share(c.trueNegatives(), c.trueNegatives() + c.falseNegatives()));
            case CI, KL, JS, LP, TVD, KS, CDDL, DCA, DCR, TE, CDDPL, GE -> Optional.empty();
        };
    }

    private static Optional<Function<SideCounts, Newcombe.Share>> ofTable(
            Function<BinaryConfusion, Newcombe.Share> share) {
        return Optional.of(side -> share.apply(side.confusion()));
    }

    private static Newcombe.Share share(long successes, long rows) {
        return new Newcombe.Share((double) successes, (double) rows);
    }

    /**
     * Whether both sides have enough rows of what the metric divides by, and five expected ones of each outcome if both had
     * the share of all.
     */
    static boolean areEnough(BiasMetric metric, FacetSides sides, long minGroup) {
        if (Math.min(metric.rows(sides.disadvantaged()), metric.rows(sides.advantaged())) < minGroup) {
            return false;
        }
        return of(metric).map(share -> areEnough(share, sides, minGroup)).orElse(true);
    }

    private static boolean areEnough(Function<SideCounts, Newcombe.Share> share, FacetSides sides, long minGroup) {
        Newcombe.Share d = share.apply(sides.disadvantaged());
        Newcombe.Share a = share.apply(sides.advantaged());
        double smaller = Math.min(d.n(), a.n());
        double pooled = (d.successes() + a.successes()) / (d.n() + a.n());
        return smaller >= minGroup && smaller * Math.min(pooled, 1 - pooled) >= LEAST_EXPECTED;
    }

    /**
     * The interval of a metric. Where that of DI is not defined because a side has no positive prediction, the ratio of the
     * ends of both sides' intervals stands in: wider than needed, but a group that is never accepted must not go unseen.
     */
    static Interval interval(BiasMetric metric, FacetSides sides, double confidence) {
        Interval interval = metric.interval(sides, confidence);
        if (interval.isDefined()
                || metric != BiasMetric.DI
                || Double.isNaN(metric.of(sides).orNaN())) {
            return interval;
        }
        Interval d = wilson(sides.disadvantaged(), confidence);
        Interval a = wilson(sides.advantaged(), confidence);
        return new Interval(d.low() / a.high(), a.low() == 0 ? Double.POSITIVE_INFINITY : d.high() / a.low());
    }

    private static Interval wilson(SideCounts side, double confidence) {
        return Wilson.interval(
                (double) side.predictions().positive(),
                (double) side.predictions().total(),
                confidence);
    }
}
